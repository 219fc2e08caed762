/** The participants beside a window: who is here and who left, each in detail, and what can be done with them. */
package mailchute.window.participants;
