package mailchute.ipc.linux;

import java.time.Duration;
import java.util.Optional;
import mailchute.ipc.Deadline;
import mailchute.ipc.IpcException;
import mailchute.ipc.IpcException.Reason;

/** Sends whole messages through a connected socket: all of a message or nothing, in time or not at all. */
final class MessageSocket {

    private static final int FLAGS = LibC.MSG_DONTWAIT | LibC.MSG_NOSIGNAL;

    private final Descriptor socket;
    private final int triesAtOnce;
    private final SendBuffer buffer = new SendBuffer();

    MessageSocket(Descriptor socket) {
        this(socket, 0);
    }

    /** @param triesAtOnce how often a full queue is tried again before it is waited for */
    MessageSocket(Descriptor socket, int triesAtOnce) {
        this.socket = socket;
        this.triesAtOnce = triesAtOnce;
    }

    /** Sends one message, together with a descriptor if there is one. */
    void send(byte[] message, Optional<Descriptor> along, Duration timeout, String operation) throws IpcException {
        int fd = socket.enter(operation);
        try {
            if (sent(fd, message, along, operation)) {
                return;
            }
            for (int i = 0; i < triesAtOnce; i++) {
                Thread.yield();
                if (sent(fd, message, along, operation)) {
                    return;
                }
            }
            Deadline deadline = Deadline.after(timeout);
            do {
                if (!socket.await(LibC.POLLOUT, deadline, operation)) {
                    throw Errno.failure(Reason.OWNER_NOT_READING, operation, socket.address(), Errno.EAGAIN.code());
                }
            } while (!sent(fd, message, along, operation));
        } finally {
            socket.leave();
        }
    }

    /** False where there is no room now. */
    private boolean sent(int fd, byte[] message, Optional<Descriptor> along, String operation) throws IpcException {
        while (true) {
            int code = along.isPresent() ? sendAlong(fd, message, along.get(), operation) : sendPlain(fd, message);
            if (code == 0) {
                return true;
            }
            if (Errno.EAGAIN.is(code)) {
                return false;
            }
            if (!Errno.EINTR.is(code)) {
                throw failure(code, message.length, operation);
            }
        }
    }

    /** 0 or the error code. */
    private int sendPlain(int fd, byte[] message) {
        synchronized (buffer) {
            return LibC.send(fd, buffer.holding(message, 0, message.length), message.length, FLAGS) < 0
                    ? Errno.last()
                    : 0;
        }
    }

    private static int sendAlong(int fd, byte[] message, Descriptor along, String operation) throws IpcException {
        MessageHeader header = new MessageHeader(message.length, Integer.BYTES);
        int number = along.enter(operation);
        try {
            return LibC.sendmsg(fd, header.toSend(message, number), FLAGS) < 0 ? Errno.last() : 0;
        } finally {
            along.leave();
            header.free();
        }
    }

    private IpcException failure(int code, int length, String operation) {
        return switch (Errno.of(code)) {
            case ENOENT -> Errno.failure(Reason.OWNER_GONE, operation, socket.address(), code);
            case EMSGSIZE ->
                Errno.failure(Reason.TOO_LARGE, operation + " of " + length + " bytes to", socket.address(), code);
            default -> Errno.failure(operation, socket.address(), code);
        };
    }

    /** Closes the socket once every call has left it; true for the caller that did. */
    boolean close(Runnable before) {
        return socket.close(() -> {
            before.run();
            buffer.free();
        });
    }
}
