/** What a user has chosen, and where the user's programs keep what is theirs. */
package mailchute.settings;
