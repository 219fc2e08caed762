/**
 * Participants and what they do with each other: the roster, broadcasts, conversations, child senders.
 *
 * <p>Listeners are called on threads of this package, one call at a time for each object; windows carry what they are told
 * to the event dispatch thread.
 */
package mailchute.room;
