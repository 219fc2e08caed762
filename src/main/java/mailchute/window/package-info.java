/**
 * What a person sees: the windows of receivers, senders and conversations, and the parts they are put together from.
 *
 * <p>The parts know nothing of rooms or of the operating system's objects; the windows hand them text and listen. All
 * text from outside is plain text: it goes through {@link mailchute.window.part.PlainComponents} or is drawn by
 * {@link mailchute.window.transcript.TranscriptView}, and no component ever parses it as HTML.
 */
package mailchute.window;
