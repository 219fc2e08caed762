package mailchute.ipc.linux;

import com.sun.jna.Memory;
import java.util.concurrent.TimeUnit;
import mailchute.ipc.CallsInFlight;
import mailchute.ipc.Deadline;
import mailchute.ipc.Handle.Inheritance;
import mailchute.ipc.HandleTable;
import mailchute.ipc.HandleTable.Kind;
import mailchute.ipc.IpcException;
import mailchute.ipc.IpcException.Reason;

/**
 * An open file descriptor that several threads use and any thread closes. Closing wakes {@link #await} through an
 * {@code eventfd}: {@code close} alone would leave the waiter to read from whatever gets the number next, and
 * {@code shutdown} would reach into the children that share the socket. A socket that nobody shares may be waited on in
 * {@code recv} itself, which takes half the calls.
 */
final class Descriptor {

    private static final ThreadLocal<Memory> POLL_SET = ThreadLocal.withInitial(() -> new Memory(16));
    private static final int NONE = -1;

    private final int fd;
    private final String address;
    private final CallsInFlight calls = new CallsInFlight();
    private final Object wakeLock = new Object();
    private final boolean alone;
    private int wake = NONE;

    /** Takes the descriptor over. */
    Descriptor(int fd, Kind kind, String address) {
        this(fd, kind, address, false);
    }

    /**
     * Takes the descriptor over.
     *
     * @param alone a socket that no other process will ever share: calls may wait in the kernel itself, and closing wakes
     *     them through {@code shutdown}
     */
    Descriptor(int fd, Kind kind, String address, boolean alone) {
        this.fd = fd;
        this.address = address;
        this.alone = alone;
        HandleTable.opened(fd, kind, address, Inheritance.PRIVATE);
    }

    /** Takes over what {@code open}, {@code socket} or the like returned, or throws what they failed with. */
    static Descriptor opened(int result, Kind kind, String operation, String address) throws IpcException {
        return opened(result, kind, operation, address, false);
    }

    /** As {@link #opened(int, Kind, String, String)}, of a socket that no other process will ever share. */
    static Descriptor openedAlone(int result, Kind kind, String operation, String address) throws IpcException {
        return opened(result, kind, operation, address, true);
    }

    private static Descriptor opened(int result, Kind kind, String operation, String address, boolean alone)
            throws IpcException {
        if (result < 0) {
            throw Errno.failure(operation, address, Errno.last());
        }
        return new Descriptor(result, kind, address, alone);
    }

    /** The number, for showing it; for using it there is {@link #enter}. */
    int number() {
        return fd;
    }

    String address() {
        return address;
    }

    /** Begins a use of the number; {@link #leave} must follow. */
    int enter(String operation) throws IpcException {
        if (!calls.enter()) {
            throw closed(operation);
        }
        return fd;
    }

    void leave() {
        calls.leave();
    }

    /** Throws where the descriptor is being closed, within {@link #enter}. */
    void requireOpen(String operation) throws IpcException {
        if (calls.closing()) {
            throw closed(operation);
        }
    }

    private IpcException closed(String operation) {
        return new IpcException(Reason.CLOSED, operation, address, "");
    }

    /**
     * Waits, within {@link #enter}, until the descriptor is ready for {@code events} or has failed. With no time left it only
     * looks, and needs nothing that wakes it.
     *
     * @return false when the deadline came first
     */
    boolean await(short events, Deadline deadline, String operation) throws IpcException {
        int descriptors = deadline.passed() ? 1 : 2;
        int waker = descriptors == 1 ? NONE : waker(operation);
        Memory set = POLL_SET.get();
        while (!calls.closing()) {
            set.setInt(0, fd);
            set.setInt(4, events);
            set.setInt(8, waker);
            set.setInt(12, LibC.POLLIN);
            int ready = LibC.poll(set, descriptors, deadline.remainingMillis(Integer.MAX_VALUE));
            if (ready < 0) {
                int code = Errno.last();
                if (!Errno.EINTR.is(code)) {
                    throw Errno.failure(operation, address, code);
                }
            } else if (set.getShort(6) != 0 && !calls.closing()) {
                return true;
            }
            if (deadline.passed() && !calls.closing()) {
                return false;
            }
        }
        throw closed(operation);
    }

    /** Made when the first call has to wait: most writers never do. */
    private int waker(String operation) throws IpcException {
        synchronized (wakeLock) {
            if (wake == NONE) {
                int made = LibC.eventfd(0, LibC.EFD_CLOEXEC | LibC.EFD_NONBLOCK);
                if (made < 0) {
                    throw Errno.failure(operation, address, Errno.last());
                }
                wake = made;
                HandleTable.opened(made, Kind.EVENT, address, Inheritance.PRIVATE);
            }
            return wake;
        }
    }

    private void wakeCalls() {
        if (alone) {
            // ENOTCONN says that the other end was faster: whoever waits is awake.
            LibC.shutdown(fd, LibC.SHUT_RD);
        }
        synchronized (wakeLock) {
            if (wake != NONE) {
                signal(wake);
            }
        }
    }

    /** Makes an {@code eventfd} readable. */
    static void signal(int eventfd) {
        try (Memory one = new Memory(Long.BYTES)) {
            one.setLong(0, 1);
            if (LibC.write(eventfd, one, Long.BYTES) < 0) {
                throw new IllegalStateException("write eventfd " + eventfd + ": " + Errno.of(Errno.last()));
            }
        }
    }

    /** Closes the number once every call has left it; true for the caller that did. */
    boolean close() {
        return close(() -> {});
    }

    /** As {@link #close()}, with something to do when every call has left and before the number is free. */
    boolean close(Runnable before) {
        if (!calls.close(this::wakeCalls)) {
            return false;
        }
        try {
            before.run();
        } finally {
            closeNumber(fd);
            synchronized (wakeLock) {
                if (wake != NONE) {
                    closeNumber(wake);
                }
            }
        }
        return true;
    }

    /** Closes a number that no other thread knows. */
    static void closeNumber(int fd) {
        HandleTable.closed(fd);
        if (LibC.close(fd) < 0) {
            int code = Errno.last();
            // After any other error the number is free all the same (close(2)); this one means that it was not ours.
            if (Errno.EBADF.is(code)) {
                throw new IllegalStateException("close " + fd + ": closed by someone else, EBADF (9)");
            }
        }
    }

    /** Sets or clears {@code FD_CLOEXEC}. */
    void setInheritance(Inheritance inheritance, String operation) throws IpcException {
        int number = enter(operation);
        try {
            long flags = inheritance == Inheritance.PRIVATE ? LibC.FD_CLOEXEC : 0;
            if (LibC.fcntl(number, LibC.F_SETFD, flags) < 0) {
                throw Errno.failure(operation, address, Errno.last());
            }
            HandleTable.inheritance(number, inheritance);
        } finally {
            leave();
        }
    }

    /** A {@code struct timeval} of what is left, at least a microsecond: zero would mean for ever. */
    static void writeTimeval(Memory timeval, Deadline deadline) {
        long micros =
                Math.max(1, TimeUnit.NANOSECONDS.toMicros(deadline.remaining().toNanos()));
        timeval.setLong(0, micros / 1_000_000);
        timeval.setLong(8, micros % 1_000_000);
    }
}
