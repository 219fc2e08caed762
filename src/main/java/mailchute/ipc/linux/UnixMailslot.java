package mailchute.ipc.linux;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import mailchute.ipc.Audience;
import mailchute.ipc.Deadline;
import mailchute.ipc.HandleTable.Kind;
import mailchute.ipc.IpcException;
import mailchute.ipc.IpcException.Reason;
import mailchute.ipc.Mailslot;
import mailchute.ipc.Peer;
import mailchute.ipc.Turn;

/** A mailslot: an {@code AF_UNIX} {@code SOCK_DGRAM} socket that owns its name. */
final class UnixMailslot implements Mailslot {

    private static final String CREATE = "create mailslot";
    private static final String READ = "read mailslot";
    private static final String LOOK = "look at mailslot";
    private static final int UCRED_SIZE = 12;

    /** What a writer may raise its send buffer to; the kernel doubles it for its own accounting. */
    private static final Path LARGEST_SEND_BUFFER = Path.of("/proc/sys/net/core/wmem_max");

    private final String address;
    private final Descriptor socket;
    private final OwnedName name;
    private final MessageHeader header;
    private final Turn reading = new Turn();

    UnixMailslot(String address, int maxMessageSize, Audience audience) throws IpcException {
        this.address = address;
        SocketPath path = SocketPath.of(address, CREATE);
        socket = Descriptor.openedAlone(
                LibC.socket(LibC.AF_UNIX, LibC.SOCK_DGRAM | LibC.SOCK_CLOEXEC, 0), Kind.MAILSLOT, CREATE, address);
        boolean made = false;
        try {
            // Before bind: what was written earlier would come from pid 0.
            Sockets.setInt(socket.number(), LibC.SO_PASSCRED, 1, CREATE, address);
            header = new MessageHeader(Math.max(maxMessageSize, largestDatagram()), UCRED_SIZE);
            SocketFolder.sweepBeside(path, LibC.SOCK_DGRAM, CREATE);
            name = OwnedName.bind(path, socket.number(), LibC.SOCK_DGRAM, audience, () -> {}, CREATE);
            made = true;
        } finally {
            if (!made) {
                socket.close();
            }
        }
    }

    /**
     * The largest datagram that an unprivileged writer can send: as large a buffer takes each whole. Its pages are not
     * there before a message fills them.
     */
    private static long largestDatagram() throws IpcException {
        // Files.readAllBytes stops after one character of these files.
        try (InputStream setting = Files.newInputStream(LARGEST_SEND_BUFFER)) {
            String bytes = new String(setting.readAllBytes(), StandardCharsets.US_ASCII);
            return 2 * Long.parseLong(bytes.strip());
        } catch (IOException e) {
            IpcException failure = new IpcException(Reason.OTHER, CREATE, LARGEST_SEND_BUFFER.toString(), e.toString());
            failure.initCause(e);
            throw failure;
        }
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public Optional<Message> read(Duration timeout) throws IpcException {
        Deadline deadline = Deadline.after(timeout);
        int fd = socket.enter(READ);
        try {
            if (!reading.take(deadline)) {
                return Optional.empty();
            }
            try {
                return read(fd, timeout, deadline);
            } finally {
                reading.give();
            }
        } finally {
            socket.leave();
        }
    }

    private Optional<Message> read(int fd, Duration timeout, Deadline deadline) throws IpcException {
        Optional<Message> message = receive(fd, timeout.compareTo(Deadline.FOREVER) < 0 ? LibC.MSG_DONTWAIT : 0);
        while (message.isEmpty() && socket.await(LibC.POLLIN, deadline, READ)) {
            message = receive(fd, LibC.MSG_DONTWAIT);
        }
        return message;
    }

    private Optional<Message> receive(int fd, int wait) throws IpcException {
        // A datagram cannot bring descriptors in: the credentials fill the room for control messages.
        long size;
        while ((size = LibC.recvmsg(fd, header.toReceive(), wait | LibC.MSG_TRUNC | LibC.MSG_CMSG_CLOEXEC)) < 0) {
            int code = Errno.last();
            if (Errno.EAGAIN.is(code)) {
                return Optional.empty();
            }
            if (!Errno.EINTR.is(code)) {
                throw Errno.failure(READ, address, code);
            }
        }
        if (size == 0) {
            // An empty message, or the end of a wait.
            socket.requireOpen(READ);
        }
        if (size > header.bufferSize()) {
            throw new IpcException(
                    Reason.TOO_LARGE, READ, address, size + " bytes of a privileged writer were not taken");
        }
        return Optional.of(new Message(header.message(size), writer()));
    }

    /** A writer beyond this pid namespace has no pid here. */
    private Optional<Peer> writer() {
        if (header.received(LibC.SCM_CREDENTIALS) < 3 || header.receivedInt(0) == 0) {
            return Optional.empty();
        }
        return Optional.of(new Peer(header.receivedInt(0), Users.of(header.receivedInt(1))));
    }

    @Override
    public Waiting waiting() throws IpcException {
        int fd = socket.enter(LOOK);
        try {
            int size = Sockets.peekSize(fd, LOOK, address);
            return new Waiting(size < 0 ? OptionalInt.empty() : OptionalInt.of(size), OptionalInt.empty());
        } finally {
            socket.leave();
        }
    }

    @Override
    public void close() {
        socket.close(() -> {
            name.release();
            header.free();
        });
    }
}
