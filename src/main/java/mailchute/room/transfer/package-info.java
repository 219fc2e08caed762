/**
 * Files that are offered in a conversation: the offer, the pipe of its own that the bytes come over, and the part of a file
 * that waits on disk until all of it is there. Knows a conversation as a {@link mailchute.room.transfer.TransferLine} alone.
 */
package mailchute.room.transfer;
