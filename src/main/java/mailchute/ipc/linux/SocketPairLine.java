package mailchute.ipc.linux;

import com.sun.jna.Memory;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import mailchute.ipc.ChildProcess;
import mailchute.ipc.Deadline;
import mailchute.ipc.HandedHandle;
import mailchute.ipc.HandedHandles;
import mailchute.ipc.Handle;
import mailchute.ipc.Handle.Inheritance;
import mailchute.ipc.HandleTable.Kind;
import mailchute.ipc.IpcException;
import mailchute.ipc.IpcException.Reason;
import mailchute.ipc.KeptHandles;
import mailchute.ipc.NamedPipe;
import mailchute.ipc.OrderFrame;
import mailchute.ipc.OrderLine;

/** An order line: a {@code SOCK_SEQPACKET} socketpair, on which a handle travels as {@code SCM_RIGHTS}. */
final class SocketPairLine implements OrderLine {

    private static final String CREATE = "create order line";
    private static final String ADOPT = "adopt order line";
    private static final String SEND = "send order";
    private static final String HAND = "hand handle over";
    private static final String READ = "read order";
    private static final String GIVE_BACK = "give handle back over";
    private static final String ANSWER = "read answer of child";

    /** How long the word that a handle was closed may wait for the parent: there is room unless it reads none at all. */
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(2);

    private final Descriptor parentEnd;
    private final MessageSocket socket;
    private final InheritedEnd childEnd;
    private final HandedHandles handed = new HandedHandles(new Answers());

    SocketPairLine() throws IpcException {
        int[] ends = new int[2];
        if (LibC.socketpair(LibC.AF_UNIX, LibC.SOCK_SEQPACKET | LibC.SOCK_CLOEXEC, 0, ends) < 0) {
            throw Errno.failure(CREATE, "", Errno.last());
        }
        parentEnd = new Descriptor(ends[0], Kind.ORDER_LINE, Sockets.handle(ends[0]));
        socket = new MessageSocket(parentEnd);
        childEnd = new InheritedEnd(new Descriptor(ends[1], Kind.ORDER_LINE, Sockets.handle(ends[1])));
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
        socket.send(OrderFrame.order(order).bytes(), Optional.empty(), timeout, SEND);
    }

    @Override
    public HandedHandle hand(Handle handle, ChildProcess child, byte[] order, Duration timeout) throws IpcException {
        requireSize(order, HAND);
        long ticket = handed.newTicket();
        byte[] message = new OrderFrame(OrderFrame.Kind.ORDER, ticket, 0, order).bytes();
        socket.send(message, Optional.of(DescriptorHandle.of(handle)), timeout, HAND);
        return handed.handed(ticket, child);
    }

    private void requireSize(byte[] order, String operation) throws IpcException {
        if (order.length > MAX_ORDER) {
            throw new IpcException(
                    Reason.TOO_LARGE,
                    operation,
                    parentEnd.address(),
                    order.length + " bytes, the limit is " + MAX_ORDER);
        }
    }

    /** The parent's end as messages, for taking back. */
    private final class Answers implements HandedHandles.Line {

        @Override
        public String address() {
            return parentEnd.address();
        }

        @Override
        public void write(byte[] message, Duration timeout) throws IpcException {
            socket.send(message, Optional.empty(), timeout, SEND);
        }

        @Override
        public NamedPipe.Read read(Duration timeout) throws IpcException {
            Deadline deadline = Deadline.after(timeout);
            int fd = parentEnd.enter(ANSWER);
            try (Memory answer = new Memory(OrderFrame.HEADER)) {
                while (true) {
                    // A descriptor that came along would be dropped here, not installed.
                    long size = LibC.recv(fd, answer, answer.size(), LibC.MSG_DONTWAIT | LibC.MSG_TRUNC);
                    if (size > answer.size()) {
                        return new NamedPipe.TooLarge(size);
                    }
                    if (size >= 0) {
                        return size == 0
                                ? new NamedPipe.Ended()
                                : new NamedPipe.Message(answer.getByteArray(0, (int) size));
                    }
                    int code = Errno.last();
                    if (Errno.EAGAIN.is(code)) {
                        if (!parentEnd.await(LibC.POLLIN, deadline, ANSWER)) {
                            return new NamedPipe.TimedOut();
                        }
                    } else if (!Errno.EINTR.is(code) && !Errno.ECONNRESET.is(code)) {
                        throw Errno.failure(ANSWER, parentEnd.address(), code);
                    }
                }
            } finally {
                parentEnd.leave();
            }
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
        Descriptor socket = new Descriptor(fd, Kind.ORDER_LINE, Sockets.handle(value));
        socket.setInheritance(Inheritance.PRIVATE, ADOPT);
        return new AdoptedEnd(socket);
    }

    /** The child's end in the child. */
    private static final class AdoptedEnd implements ChildEnd {

        private final Descriptor socket;
        private final MessageSocket answers;
        private final KeptHandles kept = new KeptHandles();
        private final MessageHeader header = new MessageHeader(OrderFrame.MAX_SIZE, Integer.BYTES);

        AdoptedEnd(Descriptor socket) {
            this.socket = socket;
            this.answers = new MessageSocket(socket);
        }

        @Override
        public Optional<Order> read() throws IpcException {
            while (true) {
                Optional<OrderFrame> next = next();
                if (next.isEmpty()) {
                    return Optional.empty();
                }
                OrderFrame frame = next.get();
                if (frame.kind() == OrderFrame.Kind.ORDER) {
                    return Optional.of(new Order(frame.order(), cameAlong(frame)));
                }
                if (kept.giveBack(frame.ticket())) {
                    answer(frame.ticket());
                }
            }
        }

        private OptionalLong cameAlong(OrderFrame frame) {
            if (frame.ticket() == 0) {
                return OptionalLong.empty();
            }
            kept.came(frame.handle(), frame.ticket());
            return OptionalLong.of(frame.handle());
        }

        @Override
        public void keep(long handle, Runnable close) throws IpcException {
            OptionalLong wanted = kept.keep(handle, close);
            if (wanted.isPresent()) {
                answer(wanted.getAsLong());
            }
        }

        private void answer(long ticket) throws IpcException {
            try {
                byte[] message =
                        OrderFrame.about(OrderFrame.Kind.GIVEN_BACK, ticket).bytes();
                answers.send(message, Optional.empty(), ANSWER_TIMEOUT, GIVE_BACK);
            } catch (IpcException e) {
                // A parent that is gone needs no answer; the next read says so.
                if (e.reason() != Reason.OWNER_GONE) {
                    throw e;
                }
            }
        }

        /** The next message, with the number of the descriptor that came along in it; empty at the line's end. */
        private Optional<OrderFrame> next() throws IpcException {
            int fd = socket.enter(READ);
            try {
                while (true) {
                    synchronized (header) {
                        long size = receive(fd);
                        if (size >= 0) {
                            return frame(size);
                        }
                    }
                    socket.await(LibC.POLLIN, Deadline.after(Deadline.FOREVER), READ);
                }
            } finally {
                socket.leave();
            }
        }

        /** The message's true size, 0 at the line's end, -1 where none waits. */
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

        private Optional<OrderFrame> frame(long size) throws IpcException {
            int handles = header.received(LibC.SCM_RIGHTS);
            boolean lost = header.flag(LibC.MSG_CTRUNC);
            Optional<OrderFrame> frame = Optional.empty();
            if (size > 0 && size <= OrderFrame.MAX_SIZE && handles <= 1 && !lost) {
                frame = OrderFrame.read(header.message(size))
                        .filter(read -> (read.kind() == OrderFrame.Kind.ORDER && read.ticket() != 0) == (handles == 1));
            }
            if (frame.isEmpty()) {
                // What came along was installed in this process, whatever is wrong with the rest.
                for (int i = 0; i < handles; i++) {
                    Descriptor.closeNumber(header.receivedInt(i));
                }
                if (size > 0 || handles > 0) {
                    throw new IpcException(Reason.OTHER, READ, socket.address(), "what came is no order");
                }
                return Optional.empty();
            }
            OrderFrame read = frame.get();
            long handle = handles == 1 ? header.receivedInt(0) : 0;
            return Optional.of(new OrderFrame(read.kind(), read.ticket(), handle, read.order()));
        }

        @Override
        public void close() {
            answers.close(header::free);
        }
    }
}
