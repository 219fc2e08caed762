package mailchute.ipc.linux;

import com.sun.jna.Memory;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import mailchute.ipc.Deadline;
import mailchute.ipc.HandleTable.Kind;
import mailchute.ipc.IpcException;
import mailchute.ipc.IpcException.Reason;
import mailchute.ipc.NamedPipe;
import mailchute.ipc.Peer;
import mailchute.ipc.Turn;
import mailchute.ipc.User;

/** One end of a named pipe: a connected {@code AF_UNIX} {@code SOCK_SEQPACKET} socket. */
final class UnixNamedPipe implements NamedPipe {

    private static final String CONNECT = "connect named pipe";
    private static final String READ = "read named pipe";
    private static final String WRITE = "write named pipe";
    private static final String FLUSH = "wait for the reader of named pipe";

    /** Between two looks at what is unread. */
    private static final int LOOK_MILLIS = 5;

    /** Between two tries to connect to what does not listen yet. */
    private static final Duration LISTENS_SOON = Duration.ofMillis(1);

    /** No event is asked for: the end of the connection is told all the same. */
    private static final short POLLHUP_ALONE = 0;

    private static final int TIMEVAL_SIZE = 16;

    private final Descriptor descriptor;
    private final MessageSocket socket;
    private final int maxMessageSize;
    private final Peer peer;
    private final Turn reading = new Turn();
    private final Runnable onClosed;
    private Memory received;

    /**
     * Takes the socket over; closes it where it cannot say who is at the other end.
     *
     * @param onClosed run once, when this end was closed
     */
    UnixNamedPipe(Descriptor descriptor, int maxMessageSize, String operation, Runnable onClosed) throws IpcException {
        this.onClosed = onClosed;
        this.descriptor = descriptor;
        this.socket = new MessageSocket(descriptor);
        this.maxMessageSize = maxMessageSize;
        boolean made = false;
        try {
            this.peer = Sockets.peer(descriptor.number(), operation, descriptor.address());
            made = true;
        } finally {
            if (!made) {
                descriptor.close();
            }
        }
    }

    static NamedPipe connect(String address, int maxMessageSize, Duration timeout, User owner) throws IpcException {
        Deadline deadline = Deadline.after(timeout);
        SocketPath path = SocketPath.of(address, CONNECT);
        path.requireFoldersOf(owner, CONNECT);
        Descriptor socket = Descriptor.openedAlone(
                LibC.socket(LibC.AF_UNIX, LibC.SOCK_SEQPACKET | LibC.SOCK_CLOEXEC, 0),
                Kind.NAMED_PIPE,
                CONNECT,
                address);
        boolean made = false;
        try {
            connect(socket, path, deadline, Users.isCurrent(owner));
            made = true;
        } finally {
            if (!made) {
                socket.close();
            }
        }
        return new UnixNamedPipe(socket, maxMessageSize, CONNECT, () -> {});
    }

    /**
     * A full backlog cannot be polled for: {@code connect} itself waits, as long as {@code SO_SNDTIMEO} lets it. Who is
     * told of a name the moment that it is there may be faster than its owner's {@code listen}: that is waited for as well,
     * where the lock that tells is this user's to look at.
     */
    private static void connect(Descriptor socket, SocketPath path, Deadline deadline, boolean ours)
            throws IpcException {
        try (Memory name = path.socketAddress();
                Memory timeval = new Memory(TIMEVAL_SIZE)) {
            int code = Errno.EINTR.code();
            while (Errno.EINTR.is(code)) {
                Descriptor.writeTimeval(timeval, deadline);
                if (LibC.setsockopt(socket.number(), LibC.SOL_SOCKET, LibC.SO_SNDTIMEO, timeval, TIMEVAL_SIZE) < 0) {
                    throw Errno.failure(CONNECT, path.address(), Errno.last());
                }
                if (LibC.connect(socket.number(), name, (int) name.size()) == 0) {
                    return;
                }
                code = Errno.last();
                boolean refused = Errno.ECONNREFUSED.is(code);
                if (refused && ours && !deadline.passed() && OwnedName.beingMade(path, CONNECT)) {
                    LockSupport.parkNanos(LISTENS_SOON.toNanos());
                    code = Errno.EINTR.code();
                }
            }
            throw switch (Errno.of(code)) {
                case ECONNREFUSED -> Errno.failure(Reason.NOT_FOUND, CONNECT, path.address(), code);
                case EAGAIN -> Errno.failure(Reason.BUSY, CONNECT, path.address(), code);
                default -> Errno.failure(CONNECT, path.address(), code);
            };
        }
    }

    @Override
    public String address() {
        return descriptor.address();
    }

    @Override
    public Peer peer() {
        return peer;
    }

    @Override
    public void write(byte[] message, Duration timeout) throws IpcException {
        if (message.length == 0) {
            throw new IllegalArgumentException("an empty message looks like the end");
        }
        if (message.length > maxMessageSize) {
            throw new IpcException(
                    Reason.TOO_LARGE, WRITE, address(), message.length + " bytes, the limit is " + maxMessageSize);
        }
        socket.send(message, Optional.empty(), timeout, WRITE);
    }

    @Override
    public Read read(Duration timeout) throws IpcException {
        Deadline deadline = Deadline.after(timeout);
        int fd = descriptor.enter(READ);
        try {
            if (!reading.take(deadline)) {
                return new TimedOut();
            }
            try {
                return read(fd, timeout, deadline);
            } finally {
                reading.give();
            }
        } finally {
            descriptor.leave();
        }
    }

    private Read read(int fd, Duration timeout, Deadline deadline) throws IpcException {
        Optional<Read> read = receive(fd, timeout.compareTo(Deadline.FOREVER) < 0 ? LibC.MSG_DONTWAIT : 0);
        while (read.isEmpty() && descriptor.await(LibC.POLLIN, deadline, READ)) {
            read = receive(fd, LibC.MSG_DONTWAIT);
        }
        return read.orElseGet(TimedOut::new);
    }

    private Optional<Read> receive(int fd, int wait) throws IpcException {
        if (received == null) {
            received = new Memory(maxMessageSize);
        }
        while (true) {
            long size = LibC.recv(fd, received, maxMessageSize, wait | LibC.MSG_TRUNC);
            if (size > maxMessageSize) {
                return Optional.of(new TooLarge(size));
            }
            if (size > 0) {
                return Optional.of(new Message(received.getByteArray(0, (int) size)));
            }
            if (size == 0) {
                // The end of the connection, or of a wait.
                descriptor.requireOpen(READ);
                return Optional.of(new Ended());
            }
            int code = Errno.last();
            if (Errno.EAGAIN.is(code)) {
                return Optional.empty();
            }
            // ECONNRESET: the other end closed with something unread. It is told once; then comes what that end
            // wrote before, then its end.
            if (!Errno.EINTR.is(code) && !Errno.ECONNRESET.is(code)) {
                throw Errno.failure(READ, address(), code);
            }
        }
    }

    @Override
    public boolean closeAfterRead(Duration timeout) throws IpcException {
        Deadline deadline = Deadline.after(timeout);
        int fd = descriptor.enter(FLUSH);
        try {
            // The kernel tells when the other end has left, and not when it has read: between two looks it has a while.
            boolean left = false;
            while (unread(fd) > 0 && !left && !deadline.passed()) {
                Duration slice = Duration.ofMillis(deadline.remainingMillis(LOOK_MILLIS));
                left = descriptor.await(POLLHUP_ALONE, Deadline.after(slice), FLUSH);
            }
            // One that leaves with something unread resets the connection.
            return unread(fd) == 0 && Sockets.getInt(fd, LibC.SO_ERROR).orElse(0) == 0;
        } finally {
            descriptor.leave();
            close();
        }
    }

    private int unread(int fd) throws IpcException {
        try (Memory bytes = new Memory(Integer.BYTES)) {
            if (LibC.ioctl(fd, LibC.SIOCOUTQ, bytes) < 0) {
                throw Errno.failure(FLUSH, address(), Errno.last());
            }
            return bytes.getInt(0);
        }
    }

    @Override
    public void close() {
        boolean closed = socket.close(() -> {
            if (received != null) {
                received.close();
            }
        });
        if (closed) {
            onClosed.run();
        }
    }
}
