package mailchute.room;

import java.util.OptionalLong;
import mailchute.history.Entry;

/**
 * A message that a receiver has read, and kept where it keeps a history.
 *
 * @param entry the message as the history has it
 * @param place its place there; empty where it is not kept
 */
public record Heard(Received received, Entry entry, OptionalLong place) {}
