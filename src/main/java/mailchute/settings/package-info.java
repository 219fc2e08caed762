/**
 * What a user has chosen, and where the user's programs keep what is theirs. Files of lines {@code key = value}, which
 * several processes read and change at once.
 */
package mailchute.settings;
