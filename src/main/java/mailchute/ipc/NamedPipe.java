package mailchute.ipc;

import java.time.Duration;

/**
 * One end of a named-pipe connection: messages in both directions at once, each whole.
 *
 * <p>One thread may read while another writes; neither waits for the other (overlapped I/O; a socket).
 */
public interface NamedPipe extends AutoCloseable {

    /** What a read came back with. */
    sealed interface Read {}

    /** One whole message. */
    record Message(byte[] bytes) implements Read {}

    /**
     * A message over the limit; it is taken away and the next one can be read.
     *
     * @param size its size in bytes, as far as it was seen
     */
    record TooLarge(long size) implements Read {}

    /** Nothing came in time. */
    record TimedOut() implements Read {}

    /** The other end closed or ended, and everything that it wrote has been read. */
    record Ended() implements Read {}

    /**
     * Connects to a named pipe of this machine ({@code CreateFile}, identified to the server and no more, then
     * {@code WaitNamedPipe} while it is busy, {@code SetNamedPipeHandleState}; {@code socket} and {@code connect}). A busy
     * pipe is waited for until the deadline.
     *
     * @param maxMessageSize the largest message in bytes that is read and written
     * @throws IpcException {@code NOT_FOUND} at once where nobody owns the name; {@code BUSY} when no instance was free in
     *     time; {@code ACCESS_DENIED} where it is another user's, and on Linux where another user could have put it there;
     *     {@code UNSUPPORTED} for a name of another machine; {@code OTHER} for a pipe that keeps no messages apart, and for a
     *     path over 107 bytes
     */
    static NamedPipe connect(String address, int maxMessageSize, Duration timeout) throws IpcException {
        return connect(address, maxMessageSize, timeout, User.UNKNOWN);
    }

    /**
     * As {@link #connect(String, int, Duration)}, to the pipe of a user who lets others connect to it.
     *
     * @param owner whose it must be; {@link User#UNKNOWN} leaves that to {@link #peer}, but on Linux, where it must then be
     *     this user's own
     * @throws IpcException {@code ACCESS_DENIED} where it is another's
     */
    static NamedPipe connect(String address, int maxMessageSize, Duration timeout, User owner) throws IpcException {
        return IpcSystem.local().connectNamedPipe(address, maxMessageSize, timeout, owner);
    }

    /**
     * The pids for which a pipe named {@code prefix + pid} exists, without opening any of them, as {@link
     * NamedPipeOwners#look} finds them.
     *
     * @throws IpcException as {@link NamedPipeOwners} says
     */
    static long[] owners(String prefix) throws IpcException {
        try (NamedPipeOwners owners = NamedPipeOwners.of(prefix)) {
            return owners.look();
        }
    }

    /** The name this end was connected or accepted by. */
    String address();

    /**
     * The process at the other end, as it was when the connection was made ({@code SO_PEERCRED}, pid and uid;
     * {@code GetNamedPipeServerProcessId} and the owner of the pipe; {@code GetNamedPipeClientProcessId} and the token that
     * {@code ImpersonateNamedPipeClient} lends, once a message was read, and until then the one of that process). On Windows
     * the pid is 0 for a client that had left before it was accepted, and the user {@link User#UNKNOWN} for one that does not
     * let itself be identified.
     */
    Peer peer();

    /**
     * Writes one message, all of it or nothing ({@code WriteFile}, taken back with {@code CancelIoEx} at the deadline;
     * {@code send}).
     *
     * @param message not empty (an empty message looks like the end on Linux)
     * @throws IpcException {@code OWNER_GONE} where the other end is closed; {@code OWNER_NOT_READING} when there was no
     *     room in time; {@code TOO_LARGE}; {@code CLOSED} as soon as this end is closed
     */
    void write(byte[] message, Duration timeout) throws IpcException;

    /**
     * Waits for the next message ({@code ReadFile}, read on after {@code ERROR_MORE_DATA}; {@code recv}). Messages larger
     * than the system's buffer arrive whole.
     *
     * @param timeout how long; zero only looks, {@link Deadline#FOREVER} never gives up. One thread reads at a time, and
     *     another one waits for its turn within its own timeout
     * @throws IpcException {@code CLOSED} as soon as this end is closed here
     */
    Read read(Duration timeout) throws IpcException;

    /**
     * Closes this end once the other end has read everything that was written here ({@code FlushFileBuffers} on a thread
     * of its own; {@code SIOCOUTQ}), or has left, or the timeout is over: the end for a peer that knows no farewell. It then
     * sees its end as after {@link #close}: {@code ERROR_BROKEN_PIPE} (109) on Windows.
     *
     * @return whether everything was read
     * @throws IpcException {@code CLOSED} where this end was closed before or meanwhile
     */
    boolean closeAfterRead(Duration timeout) throws IpcException;

    /**
     * Closes this end at once ({@code CloseHandle}; {@code close}). What the other end has not read yet may be lost on
     * Windows: use {@link #closeAfterRead}, or agree on a farewell, where that matters. Wakes readers and writers. Closing again does nothing.
     */
    @Override
    void close();
}
