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

    /** As many instances as there is room for ({@code PIPE_UNLIMITED_INSTANCES}). */
    int UNLIMITED_INSTANCES = 255;

    /** As {@link #create(String, int, int)}, without a limit of instances. */
    static NamedPipeServer create(String address, int maxMessageSize) throws IpcException {
        return create(address, maxMessageSize, UNLIMITED_INSTANCES);
    }

    /**
     * Creates the first instance and owns the name ({@code CreateNamedPipe}; {@code socket}, {@code bind} and
     * {@code listen}).
     *
     * @param address {@code \\.\pipe\…} or a path of at most 107 bytes, whose folders are created for this user alone
     * @param maxMessageSize the largest message in bytes that its pipes read and write
     * @param maxInstances how many clients can be connected at once, 1 to 254, or {@link #UNLIMITED_INSTANCES}. A client
     *     more finds the pipe {@code BUSY} until one of the pipes is closed here. (On Linux one that connects in the very
     *     moment in which the last instance is handed out may be let in to wait. On Windows an instance that was closed
     *     here may count until its client has closed its end as well.)
     * @throws IpcException {@code NAME_IN_USE} where another process owns the name; {@code ACCESS_DENIED} where the folder
     *     is not this user's; {@code UNSUPPORTED} for a name of another machine; {@code OTHER} for a path over 107 bytes
     * @throws IllegalArgumentException for a limit of instances that is none
     */
    static NamedPipeServer create(String address, int maxMessageSize, int maxInstances) throws IpcException {
        return create(address, maxMessageSize, maxInstances, Audience.USER);
    }

    /** As {@link #create(String, int, int)}, for those who may connect to it. */
    static NamedPipeServer create(String address, int maxMessageSize, int maxInstances, Audience audience)
            throws IpcException {
        if (maxInstances < 1 || maxInstances > UNLIMITED_INSTANCES) {
            throw new IllegalArgumentException("1 to 254 instances, or unlimited, not " + maxInstances);
        }
        return IpcSystem.local().createNamedPipeServer(address, maxMessageSize, maxInstances, audience);
    }

    /** The name that clients connect to. */
    String address();

    /**
     * Waits for the next client ({@code ConnectNamedPipe}; {@code accept4}), and where all instances are taken for one of
     * them to be closed first. A client that came and left meanwhile is handed out too: what it wrote can be read, then
     * its end.
     *
     * @return empty when none came in time
     * @throws IpcException {@code CLOSED} as soon as the server is closed here; {@code OTHER} where the system has no room
     *     for the next instance, and the client waits on for the next call
     */
    Optional<NamedPipe> accept(Duration timeout) throws IpcException;

    /**
     * Gives the name back ({@code CloseHandle}; {@code unlink} and {@code close}); pipes that were handed out live on. Wakes
     * {@link #accept}. Closing again does nothing. On Windows the name is free once these are closed as well.
     */
    @Override
    void close();
}
