/** What a window tells of itself: its keys, and what program it is. */
package mailchute.window.help;
