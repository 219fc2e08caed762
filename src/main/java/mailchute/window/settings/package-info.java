/** The dialog in which a user chooses. */
package mailchute.window.settings;
