/** Windows come back where they were, on a screen that is there now, and not on each other. */
package mailchute.window.place;
