/** What a conversation's window has for files: the cards of transfers, dropping and choosing files, previews, their folder. */
package mailchute.window.file;
