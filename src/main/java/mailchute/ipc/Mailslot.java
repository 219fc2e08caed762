package mailchute.ipc;

import java.time.Duration;
import java.util.Optional;

/**
 * The reading end of a mailslot: many writers, one reader, one message a write.
 *
 * <p>Windows: {@code CreateMailslot}. Linux: an {@code AF_UNIX} {@code SOCK_DGRAM} socket bound to a path. A name has
 * one owner; it is free again when the owner closes it or ends, however it ends. Messages arrive whole, and in order
 * for each writer.
 */
public interface Mailslot extends AutoCloseable {

    /**
     * One message.
     *
     * @param bytes what was written; may be empty
     * @param writer who wrote it where the kernel tells (Linux: {@code SO_PASSCRED}); a Windows mailslot carries no
     *     identity
     */
    record Message(byte[] bytes, Optional<Peer> writer) {}

    /**
     * Creates the mailslot and owns its name. Only this user can write to it.
     *
     * @param address {@code \\.\mailslot\…} or a path of at most 107 bytes, whose folders are created for this user
     *     alone
     * @param maxMessageSize the largest message in bytes that {@link #read} returns
     * @throws IpcException {@code NAME_IN_USE} where another mailslot has the name; {@code ACCESS_DENIED} where the
     *     folder is not this user's
     */
    static Mailslot create(String address, int maxMessageSize) throws IpcException {
        return IpcSystem.local().createMailslot(address, maxMessageSize);
    }

    /** The name that writers open. */
    String address();

    /**
     * Waits for the next message.
     *
     * @param timeout how long; zero only looks. One thread reads at a time.
     * @return empty when none came in time
     * @throws IpcException {@code TOO_LARGE} for a message over the limit, which is taken away; {@code CLOSED} as soon
     *     as the mailslot is closed here
     */
    Optional<Message> read(Duration timeout) throws IpcException;

    /** Gives the name back and discards what was not read. Wakes a reader. Closing again does nothing. */
    @Override
    void close();
}
