package mailchute.ipc.linux;

import com.sun.jna.Memory;
import java.time.Duration;
import java.util.Optional;
import mailchute.ipc.HandleTable.Kind;
import mailchute.ipc.IpcException;
import mailchute.ipc.IpcException.Reason;
import mailchute.ipc.MailslotWriter;
import mailchute.ipc.User;

/** A mailslot's write handle: a connected {@code AF_UNIX} {@code SOCK_DGRAM} socket. */
final class UnixMailslotWriter implements MailslotWriter, DescriptorHandle {

    private static final String OPEN = "open mailslot";
    private static final String ADOPT = "adopt mailslot writer";
    private static final String WRITE = "write mailslot";

    /**
     * The queue holds ten messages ({@code net.unix.max_dgram_qlen}), and its reader would wake each writer for each of them:
     * several writers spend more on that than on what they write. A reader that does not read costs as many calls a message
     * more. A pipe holds more, and the other end works on what it took: trying again only takes the processor from it.
     */
    private static final int TRIES_AT_ONCE = 4;

    private final Descriptor descriptor;
    private final Inheritance inheritance;
    private final MessageSocket socket;

    private UnixMailslotWriter(Descriptor descriptor, Inheritance inheritance) {
        this.descriptor = descriptor;
        this.inheritance = inheritance;
        this.socket = new MessageSocket(descriptor, TRIES_AT_ONCE);
    }

    static MailslotWriter open(String address, Inheritance inheritance, User owner) throws IpcException {
        SocketPath path = SocketPath.of(address, OPEN);
        path.requireFoldersOf(owner, OPEN);
        Descriptor socket = Descriptor.opened(
                LibC.socket(LibC.AF_UNIX, LibC.SOCK_DGRAM | LibC.SOCK_CLOEXEC, 0), Kind.MAILSLOT_WRITER, OPEN, address);
        boolean made = false;
        try {
            connect(socket, path);
            socket.setInheritance(inheritance, OPEN);
            made = true;
            return new UnixMailslotWriter(socket, inheritance);
        } finally {
            if (!made) {
                socket.close();
            }
        }
    }

    private static void connect(Descriptor socket, SocketPath path) throws IpcException {
        try (Memory name = path.socketAddress()) {
            if (LibC.connect(socket.number(), name, (int) name.size()) < 0) {
                int code = Errno.last();
                // ECONNREFUSED: the name was left behind by an owner that ended.
                throw Errno.ECONNREFUSED.is(code)
                        ? Errno.failure(Reason.NOT_FOUND, OPEN, path.address(), code)
                        : Errno.failure(OPEN, path.address(), code);
            }
        }
    }

    static MailslotWriter adopt(long value) throws IpcException {
        int fd = Sockets.requireType(value, LibC.SOCK_DGRAM, ADOPT);
        Optional<String> owner = Sockets.peerPath(fd, ADOPT);
        Descriptor socket = new Descriptor(fd, Kind.MAILSLOT_WRITER, owner.orElse(Sockets.handle(value)));
        socket.setInheritance(Inheritance.PRIVATE, ADOPT);
        return new UnixMailslotWriter(socket, Inheritance.PRIVATE);
    }

    @Override
    public Descriptor descriptor() {
        return descriptor;
    }

    @Override
    public Inheritance inheritance() {
        return inheritance;
    }

    @Override
    public String address() {
        return descriptor.address();
    }

    @Override
    public void write(byte[] message, Duration timeout) throws IpcException {
        socket.send(message, Optional.empty(), timeout, WRITE);
    }

    @Override
    public void close() {
        socket.close(() -> {});
    }
}
