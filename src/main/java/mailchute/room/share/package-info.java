/**
 * The classic file server and client: a client writes a file's name into a pipe, the server answers with the file, 1,024
 * bytes a message, and leaves.
 */
package mailchute.room.share;
