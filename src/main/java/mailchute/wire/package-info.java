/**
 * Frames: what is written into a mailslot or a pipe, and how it is read back without trusting it.
 *
 * <p>A frame is one JSON object in UTF-8, one to a message, with {@code "mailchute":1} first. Anything else in a mailslot
 * is plain text of some program.
 */
package mailchute.wire;
