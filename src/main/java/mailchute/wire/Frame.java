package mailchute.wire;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** One frame, by its kind. What a frame says of its writer is a claim; the kernel's word is asked elsewhere. */
public sealed interface Frame {

    /**
     * A broadcast in a mailslot.
     *
     * @param id a UUIDv7, the same in every mailslot it is written into
     * @param from the writer's nickname
     * @param pid the writer's process
     * @param parent for a child sender its parent's process
     * @param line a later message with the same line, from the same sender in the same room, takes this one's place: 1 to
     *     {@value Limits#LINE} characters, none of which acts unseen. Readers that do not know it show both
     */
    record Post(
            UUID id,
            String from,
            long pid,
            OptionalLong parent,
            String room,
            Instant at,
            Optional<String> line,
            String text)
            implements Frame {

        /** A message that stays as it is. */
        public Post(UUID id, String from, long pid, OptionalLong parent, String room, Instant at, String text) {
            this(id, from, pid, parent, room, at, Optional.empty(), text);
        }
    }

    /** Asks a participant for its card. */
    record AskCard() implements Frame {}

    /** Asks a participant to close itself. */
    record AskClose() implements Frame {}

    /** Asks a participant for its handle table, which comes as {@link OpenHandle} frames and {@link HandlesEnd}. */
    record AskHandles() implements Frame {}

    /**
     * One open handle of a participant.
     *
     * @param value the handle's value
     * @param type what kind of kernel object it is of
     * @param address the object's name, or what else is known of it; may be empty
     * @param access what it allows
     * @param inheritable whether children can inherit it
     * @param adopted whether it came from another process, inherited or handed over
     * @param usage how many handles there are to the object; empty where the system does not tell
     */
    record OpenHandle(
            long value,
            String type,
            String address,
            String access,
            boolean inheritable,
            boolean adopted,
            Instant openedAt,
            OptionalLong usage)
            implements Frame {}

    /** The handle table's end: so many were told. */
    record HandlesEnd(long count) implements Frame {}

    /** Asks a participant for a conversation, and says who asks. */
    record AskConversation(Card caller) implements Frame {}

    /**
     * Who a participant is.
     *
     * @param parent the process that started it
     * @param mailslot the mailslot it owns, for a receiver
     * @param plainMailslot the mailslot with a plain name that it owns as well
     */
    record Card(
            long pid,
            long parent,
            Role role,
            String nickname,
            String room,
            Optional<String> mailslot,
            Optional<String> plainMailslot,
            Instant since)
            implements Frame {}

    /** The participant will close itself. */
    record Closing() implements Frame {}

    /** The participant does not do what was asked, and why. */
    record Refused(String why) implements Frame {}

    /** Words in a conversation. */
    record Said(UUID id, Instant at, String text) implements Frame {}

    /** The other end of a conversation has {@link Said} with this id. */
    record Received(UUID id) implements Frame {}

    /** The other end has really looked at {@link Said} with this id, and so at all before it. */
    record Seen(UUID id) implements Frame {}

    /** The other end is writing at the moment; holds for a few seconds. */
    record Typing() implements Frame {}

    /**
     * A file is to be had; again with the same id after a conversation was over and goes on.
     *
     * @param id names the transfer from here on
     * @param name the file's name as the offerer has it; a claim that is no name of a file yet
     * @param size in bytes
     * @param sha256 the checksum of all its bytes, in 64 hexadecimal digits
     */
    record OfferFile(UUID id, Instant at, String name, long size, String sha256) implements Frame {}

    /** The file that was offered is wanted, and will be asked for. */
    record AcceptFile(UUID id) implements Frame {}

    /** The file that was offered is not wanted. */
    record DeclineFile(UUID id) implements Frame {}

    /** The writer has the transfer rest until its {@link ResumeFile}. */
    record PauseFile(UUID id) implements Frame {}

    /** The writer's {@link PauseFile} is over. */
    record ResumeFile(UUID id) implements Frame {}

    /** There will be nothing more of this transfer, and why. */
    record CancelFile(UUID id, TransferEnd why) implements Frame {}

    /** The file is there, whole and with the right checksum. */
    record FileDone(UUID id) implements Frame {}

    /** Asks, over a pipe of its own, for the bytes of a file that was offered in a conversation, from an offset on. */
    record AskFile(UUID id, long offset) implements Frame {}

    /** The answer to {@link AskFile}: the bytes from there on follow in {@link Chunk} messages. */
    record FileFollows(UUID id, long offset, long size) implements Frame {}

    /** The writer leaves the conversation and waits for {@link ByeToo}. */
    record Bye() implements Frame {}

    /** The answer to {@link Bye}: everything before it was read. */
    record ByeToo() implements Frame {}

    /**
     * An order to a child: a write handle is yours, or the one with this value writes to this receiver.
     *
     * @param handle the value of a handle that was inherited; empty where the handle comes with the order
     * @param receiver the process that owns the mailslot
     */
    record UseHandle(OptionalLong handle, long receiver, String nickname) implements Frame {}

    /** An order to a child: the receiver has ended, close the handle. */
    record DropHandle(long receiver) implements Frame {}

    /** An order to a child: post this text as if it had been typed. */
    record SayThis(String text) implements Frame {}

    /** A frame of a kind that this version does not know; it is shown as such. */
    record Unknown(String kind) implements Frame {}
}
