package mailchute.ipc.linux;

import com.sun.jna.Memory;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import mailchute.ipc.IpcException;
import mailchute.ipc.IpcException.Reason;
import mailchute.ipc.Peer;

/** What can be asked of a socket, and set. */
final class Sockets {

    private static final int SOCKADDR_UN_SIZE = 110;

    private Sockets() {}

    static void setInt(int fd, int option, int value, String operation, String address) throws IpcException {
        try (Memory memory = new Memory(Integer.BYTES)) {
            memory.setInt(0, value);
            if (LibC.setsockopt(fd, LibC.SOL_SOCKET, option, memory, Integer.BYTES) < 0) {
                throw Errno.failure(operation, address, Errno.last());
            }
        }
    }

    /** An option's value; empty where the number is no open socket. */
    static OptionalInt getInt(int fd, int option) {
        try (Memory memory = new Memory(2L * Integer.BYTES)) {
            memory.setInt(4, Integer.BYTES);
            return LibC.getsockopt(fd, LibC.SOL_SOCKET, option, memory, memory.share(4)) < 0
                    ? OptionalInt.empty()
                    : OptionalInt.of(memory.getInt(0));
        }
    }

    /**
     * Checks that a value is an open {@code AF_UNIX} socket of this type.
     *
     * @throws IpcException {@code WRONG_HANDLE}
     */
    static int requireType(long value, int type, String operation) throws IpcException {
        int fd = requireNumber(value, operation);
        OptionalInt domain = getInt(fd, LibC.SO_DOMAIN);
        if (domain.isEmpty()) {
            throw Errno.failure(Reason.WRONG_HANDLE, operation, handle(value), Errno.last());
        }
        if (domain.getAsInt() != LibC.AF_UNIX || getInt(fd, LibC.SO_TYPE).orElse(0) != type) {
            throw new IpcException(Reason.WRONG_HANDLE, operation, handle(value), "a socket of another kind");
        }
        return fd;
    }

    static int requireNumber(long value, String operation) throws IpcException {
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new IpcException(Reason.WRONG_HANDLE, operation, handle(value), "no descriptor has this number");
        }
        return (int) value;
    }

    static String handle(long value) {
        return "handle " + value;
    }

    /** The size of the next message, which stays there; -1 where none waits. */
    static int peekSize(int fd, String operation, String address) throws IpcException {
        try (Memory nothing = new Memory(1)) {
            int flags = LibC.MSG_PEEK | LibC.MSG_TRUNC | LibC.MSG_DONTWAIT;
            while (true) {
                long size = LibC.recv(fd, nothing, 0, flags);
                if (size >= 0) {
                    return (int) size;
                }
                int code = Errno.last();
                if (Errno.EAGAIN.is(code)) {
                    return -1;
                }
                if (!Errno.EINTR.is(code)) {
                    throw Errno.failure(operation, address, code);
                }
            }
        }
    }

    /** The path that a connected socket's other end is bound to, if it is bound to one. */
    static Optional<String> peerPath(int fd, String operation) throws IpcException {
        try (Memory address = new Memory(SOCKADDR_UN_SIZE + 8)) {
            address.clear();
            address.setInt(112, SOCKADDR_UN_SIZE);
            if (LibC.getpeername(fd, address, address.share(112)) < 0) {
                throw Errno.failure(Reason.WRONG_HANDLE, operation, handle(fd), Errno.last());
            }
            byte[] path = address.getByteArray(2, SocketPath.MAX_BYTES + 1);
            int length = 0;
            while (length < path.length && path[length] != 0) {
                length++;
            }
            return length == 0 ? Optional.empty() : Optional.of(new String(path, 0, length, StandardCharsets.UTF_8));
        }
    }

    /** Who is at the other end of a connection, as it was when the connection was made. */
    static Peer peer(int fd, String operation, String address) throws IpcException {
        try (Memory ucred = new Memory(16)) {
            ucred.setInt(12, 12);
            if (LibC.getsockopt(fd, LibC.SOL_SOCKET, LibC.SO_PEERCRED, ucred, ucred.share(12)) < 0) {
                throw Errno.failure(operation, address, Errno.last());
            }
            return new Peer(ucred.getInt(0), Users.of(ucred.getInt(4)));
        }
    }
}
