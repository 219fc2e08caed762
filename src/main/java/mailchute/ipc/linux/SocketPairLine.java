package mailchute.ipc.linux;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import mailchute.ipc.ChildProcess;
import mailchute.ipc.Deadline;
import mailchute.ipc.Handle;
import mailchute.ipc.Handle.Inheritance;
import mailchute.ipc.IpcException;
import mailchute.ipc.IpcException.Reason;
import mailchute.ipc.OrderLine;

/** An order line: a {@code SOCK_SEQPACKET} socketpair, on which a handle travels as {@code SCM_RIGHTS}. */
final class SocketPairLine implements OrderLine {

    private static final String CREATE = "create order line";
    private static final String ADOPT = "adopt order line";
    private static final String SEND = "send order";
    private static final String HAND = "hand handle over";
    private static final String READ = "read order";

    private final Descriptor parentEnd;
    private final MessageSocket socket;
    private final InheritedEnd childEnd;

    SocketPairLine() throws IpcException {
        int[] ends = new int[2];
        if (LibC.socketpair(LibC.AF_UNIX, LibC.SOCK_SEQPACKET | LibC.SOCK_CLOEXEC, 0, ends) < 0) {
            throw Errno.failure(CREATE, "", Errno.last());
        }
        parentEnd = new Descriptor(ends[0], Sockets.handle(ends[0]));
        socket = new MessageSocket(parentEnd);
        childEnd = new InheritedEnd(new Descriptor(ends[1], Sockets.handle(ends[1])));
        boolean made = false;
        try {
            childEnd.descriptor().setInheritance(Inheritance.INHERITABLE, CREATE);
            made = true;
        } finally {
            if (!made) {
                close();
            }
        }
    }

    /** The child's end while the parent holds it. */
    private record InheritedEnd(Descriptor descriptor) implements DescriptorHandle {
        @Override
        public Inheritance inheritance() {
            return Inheritance.INHERITABLE;
        }

        @Override
        public void close() {
            descriptor.close();
        }
    }

    @Override
    public Handle childEnd() {
        return childEnd;
    }

    @Override
    public void send(byte[] order, Duration timeout) throws IpcException {
        requireSize(order, SEND);
        socket.send(order, Optional.empty(), Deadline.after(timeout), SEND);
    }

    @Override
    public void hand(Handle handle, ChildProcess child, byte[] order, Duration timeout) throws IpcException {
        requireSize(order, HAND);
        socket.send(order, Optional.of(DescriptorHandle.of(handle)), Deadline.after(timeout), HAND);
    }

    private void requireSize(byte[] order, String operation) throws IpcException {
        if (order.length == 0) {
            throw new IllegalArgumentException("an empty order looks like the end");
        }
        if (order.length > MAX_ORDER) {
            throw new IpcException(
                    Reason.TOO_LARGE,
                    operation,
                    parentEnd.address(),
                    order.length + " bytes, the limit is " + MAX_ORDER);
        }
    }

    @Override
    public void close() {
        socket.close(() -> {});
        childEnd.close();
    }

    static ChildEnd adopt(long value) throws IpcException {
        int fd = Sockets.requireType(value, LibC.SOCK_SEQPACKET, ADOPT);
        OptionalInt listens = Sockets.getInt(fd, LibC.SO_ACCEPTCONN);
        if (listens.orElse(1) != 0) {
            throw new IpcException(Reason.WRONG_HANDLE, ADOPT, Sockets.handle(value), "a listening socket");
        }
        Descriptor socket = new Descriptor(fd, Sockets.handle(value));
        socket.setInheritance(Inheritance.PRIVATE, ADOPT);
        return new AdoptedEnd(socket);
    }

    /** The child's end in the child. */
    private static final class AdoptedEnd implements ChildEnd {

        private final Descriptor socket;
        private final MessageHeader header = new MessageHeader(MAX_ORDER, Integer.BYTES);

        AdoptedEnd(Descriptor socket) {
            this.socket = socket;
        }

        @Override
        public Optional<Order> read() throws IpcException {
            int fd = socket.enter(READ);
            try {
                while (true) {
                    synchronized (header) {
                        long size = receive(fd);
                        if (size >= 0) {
                            return order(size);
                        }
                    }
                    socket.await(LibC.POLLIN, Deadline.after(Deadline.FOREVER), READ);
                }
            } finally {
                socket.leave();
            }
        }

        /** The order's true size, 0 at the line's end, -1 where none waits. */
        private long receive(int fd) throws IpcException {
            int flags = LibC.MSG_DONTWAIT | LibC.MSG_TRUNC | LibC.MSG_CMSG_CLOEXEC;
            while (true) {
                long size = LibC.recvmsg(fd, header.toReceive(), flags);
                if (size >= 0) {
                    return size;
                }
                int code = Errno.last();
                if (Errno.EAGAIN.is(code)) {
                    return -1;
                }
                // ECONNRESET comes once, before what the other end wrote: see UnixNamedPipe.
                if (!Errno.EINTR.is(code) && !Errno.ECONNRESET.is(code)) {
                    throw Errno.failure(READ, socket.address(), code);
                }
            }
        }

        private Optional<Order> order(long size) throws IpcException {
            int handles = header.received(LibC.SCM_RIGHTS);
            boolean lost = header.flag(LibC.MSG_CTRUNC);
            boolean good = size > 0 && size <= MAX_ORDER && handles <= 1 && !lost;
            if (!good) {
                // What came along was installed in this process, whatever is wrong with the rest.
                for (int i = 0; i < handles; i++) {
                    Descriptor.closeNumber(header.receivedInt(i));
                }
            }
            if (size > MAX_ORDER) {
                throw new IpcException(
                        Reason.TOO_LARGE, READ, socket.address(), size + " bytes came, the limit is " + MAX_ORDER);
            }
            if (lost || handles > 1) {
                throw new IpcException(
                        Reason.OTHER, READ, socket.address(), "an order came with handles that could not be taken");
            }
            if (size == 0) {
                return Optional.empty();
            }
            OptionalLong handle = handles == 1 ? OptionalLong.of(header.receivedInt(0)) : OptionalLong.empty();
            return Optional.of(new Order(header.message(size), handle));
        }

        @Override
        public void close() {
            socket.close(header::free);
        }
    }
}
