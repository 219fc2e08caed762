package mailchute.ipc;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

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
     * What waits to be read.
     *
     * @param nextSize the size of the next message in bytes; empty where none waits
     * @param count how many messages wait; empty where the system does not tell (Linux). Windows counts; Wine 8 never
     *     says more than 1
     */
    record Waiting(OptionalInt nextSize, OptionalInt count) {}

    /**
     * Creates the mailslot and owns its name ({@code CreateMailslot}; {@code socket} and {@code bind}). Only this user
     * can write to it.
     *
     * @param address {@code \\.\mailslot\…} or a path of at most 107 bytes, whose folders are created for this user
     *     alone
     * @param maxMessageSize the largest message in bytes that is to be taken. Windows refuses larger ones at the write;
     *     Linux cannot, so whoever must not have them looks at what was read
     * @throws IpcException {@code NAME_IN_USE} where another mailslot has the name; {@code ACCESS_DENIED} where the
     *     folder is not this user's; {@code UNSUPPORTED} for a name of another machine; {@code OTHER} for a path over
     *     107 bytes
     */
    static Mailslot create(String address, int maxMessageSize) throws IpcException {
        return create(address, maxMessageSize, Audience.USER);
    }

    /** As {@link #create(String, int)}, for those who may write to it. */
    static Mailslot create(String address, int maxMessageSize, Audience audience) throws IpcException {
        return IpcSystem.local().createMailslot(address, maxMessageSize, audience);
    }

    /** The name that writers open. */
    String address();

    /**
     * Waits for the next message ({@code ReadFile}; {@code recvmsg}) and returns it whole, whatever its size.
     *
     * @param timeout how long; zero only looks, {@link Deadline#FOREVER} never gives up. One thread reads at a time.
     * @return empty when none came in time
     * @throws IpcException {@code CLOSED} as soon as the mailslot is closed here; on Linux {@code TOO_LARGE} for a
     *     message over twice {@code net.core.wmem_max}, which only a privileged writer can send
     */
    Optional<Message> read(Duration timeout) throws IpcException;

    /**
     * Looks at what waits, without taking it ({@code GetMailslotInfo}; {@code recv} with {@code MSG_PEEK}). Any thread
     * may ask while another reads.
     *
     * @throws IpcException {@code CLOSED} after {@link #close}
     */
    Waiting waiting() throws IpcException;

    /**
     * Gives the name back and discards what was not read ({@code CloseHandle}; {@code unlink} and {@code close}). Wakes a
     * reader. Closing again does nothing. On Wine 8 the name stays taken while a writer has it open.
     */
    @Override
    void close();
}
