package mailchute.ipc;

import java.time.Duration;
import java.util.Optional;

/**
 * The listening end of a duplex named pipe in message mode.
 *
 * <p>Windows: {@code CreateNamedPipe} with message type and read mode, overlapped, first-instance flag, remote clients
 * rejected, for this user alone. Linux: an {@code AF_UNIX} {@code SOCK_SEQPACKET} listener at a path. A next instance is
 * always listening before {@link #accept} hands one out, so a client never finds the name missing in between.
 */
public interface NamedPipeServer extends AutoCloseable {

    /**
     * Creates the first instance and owns the name.
     *
     * @param address {@code \\.\pipe\…} or a path of at most 107 bytes, whose folders are created for this user alone
     * @param maxMessageSize the largest message in bytes that its pipes read and write
     * @throws IpcException {@code NAME_IN_USE}, {@code ACCESS_DENIED}
     */
    static NamedPipeServer create(String address, int maxMessageSize) throws IpcException {
        return IpcSystem.local().createNamedPipeServer(address, maxMessageSize);
    }

    /** The name that clients connect to. */
    String address();

    /**
     * Waits for the next client. A client that came and left meanwhile is handed out too: what it wrote can be read, then
     * its end.
     *
     * @return empty when none came in time
     * @throws IpcException {@code CLOSED} as soon as the server is closed here
     */
    Optional<NamedPipe> accept(Duration timeout) throws IpcException;

    /** Gives the name back; pipes that were handed out live on. Wakes {@link #accept}. Closing again does nothing. */
    @Override
    void close();
}
