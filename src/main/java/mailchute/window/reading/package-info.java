/** What a reader does with a transcript: sees who wrote, picks some senders, mutes others, opens links, looks back. */
package mailchute.window.reading;
