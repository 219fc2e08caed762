package mailchute.ipc.linux;

import java.time.Duration;
import java.util.Optional;
import mailchute.ipc.Deadline;
import mailchute.ipc.IpcException;
import mailchute.ipc.IpcException.Reason;
import mailchute.ipc.Mailslot;
import mailchute.ipc.Peer;

/** A mailslot: an {@code AF_UNIX} {@code SOCK_DGRAM} socket that owns its name. */
final class UnixMailslot implements Mailslot {

    private static final String CREATE = "create mailslot";
    private static final String READ = "read mailslot";
    private static final int UCRED_SIZE = 12;

    private final String address;
    private final int maxMessageSize;
    private final Descriptor socket;
    private final OwnedName name;
    private final MessageHeader header;

    UnixMailslot(String address, int maxMessageSize) throws IpcException {
        this.address = address;
        this.maxMessageSize = maxMessageSize;
        SocketPath path = SocketPath.of(address, CREATE);
        socket = Descriptor.opened(
                LibC.socket(LibC.AF_UNIX, LibC.SOCK_DGRAM | LibC.SOCK_CLOEXEC, 0), CREATE, address);
        boolean made = false;
        try {
            // Before bind: what was written earlier would come from pid 0.
            Sockets.setInt(socket.number(), LibC.SO_PASSCRED, 1, CREATE, address);
            header = new MessageHeader(maxMessageSize, UCRED_SIZE);
            SocketFolder.sweepBeside(path, LibC.SOCK_DGRAM, CREATE);
            name = OwnedName.bind(path, socket.number(), LibC.SOCK_DGRAM, CREATE);
            made = true;
        } finally {
            if (!made) {
                socket.close();
            }
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
            Optional<Message> message = receive(fd);
            while (message.isEmpty() && socket.await(LibC.POLLIN, deadline, READ)) {
                message = receive(fd);
            }
            return message;
        } finally {
            socket.leave();
        }
    }

    private Optional<Message> receive(int fd) throws IpcException {
        synchronized (header) {
            // A datagram cannot bring descriptors in: the credentials fill the room for control messages.
            long size;
            while ((size = LibC.recvmsg(
                            fd, header.toReceive(), LibC.MSG_DONTWAIT | LibC.MSG_TRUNC | LibC.MSG_CMSG_CLOEXEC))
                    < 0) {
                int code = Errno.last();
                if (Errno.EAGAIN.is(code)) {
                    return Optional.empty();
                }
                if (!Errno.EINTR.is(code)) {
                    throw Errno.failure(READ, address, code);
                }
            }
            if (size > maxMessageSize) {
                throw new IpcException(
                        Reason.TOO_LARGE, READ, address, size + " bytes came, the limit is " + maxMessageSize);
            }
            return Optional.of(new Message(header.message(size), writer()));
        }
    }

    /** A writer beyond this pid namespace has no pid here. */
    private Optional<Peer> writer() {
        if (header.received(LibC.SCM_CREDENTIALS) < 3 || header.receivedInt(0) == 0) {
            return Optional.empty();
        }
        return Optional.of(new Peer(header.receivedInt(0), Users.of(header.receivedInt(1))));
    }

    @Override
    public void close() {
        socket.close(() -> {
            name.release();
            header.free();
        });
    }
}
