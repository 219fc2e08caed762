/** What was said, as a list that lays out only what is near to being seen. */
package mailchute.window.transcript;
