package mailchute.room;

import java.time.Instant;
import java.util.Optional;
import mailchute.ipc.Peer;
import mailchute.wire.SlotContent;

/**
 * One message as it came out of a mailslot.
 *
 * @param at when it was read
 * @param content what it turned out to be
 * @param writer who wrote it, where the kernel tells
 * @param plainName the plain name of the mailslot that it came by; empty for the one of the room
 */
public record Received(Instant at, SlotContent content, Optional<Peer> writer, Optional<String> plainName) {}
