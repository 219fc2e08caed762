package mailchute.ipc.linux;

import com.sun.jna.Memory;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import mailchute.ipc.Deadline;
import mailchute.ipc.HandleTable.Kind;
import mailchute.ipc.IpcException;
import mailchute.ipc.IpcException.Reason;

/**
 * How many clients of a listening socket are connected at once, those included that wait to be accepted. The kernel's own
 * limit, the backlog, is kept at what is left, and cannot be less than one: for none a connection of our own takes that
 * place.
 */
final class Instances {

    /** Clients that wait to be accepted where the limit would allow more; the others wait in {@code connect}. */
    private static final int MOST_WAITING = 64;

    private static final String ACCEPT = "accept on named pipe";

    private static final String LIMIT = "limit instances of named pipe";

    private static final int ALL_WHO_WAIT = 1 << 20;

    private final Descriptor listener;
    private final SocketPath path;
    private final int most;
    private final Semaphore places;
    private int taken;
    private boolean closed;
    private Descriptor plug;

    Instances(Descriptor listener, SocketPath path, int most) {
        this.listener = listener;
        this.path = path;
        this.most = most;
        this.places = new Semaphore(most);
    }

    /** Begins to listen; every place is free. */
    void listen() throws IpcException {
        allowTheRest();
    }

    private void allowTheRest() throws IpcException {
        int backlog = Math.min(MOST_WAITING, most - taken - 1);
        int fd = listener.enter(LIMIT);
        try {
            if (LibC.listen(fd, backlog) < 0) {
                throw Errno.failure(LIMIT, path.address(), Errno.last());
            }
        } finally {
            listener.leave();
        }
    }

    /** Waits for a place for one client more; {@link #free} gives it back. False when none was free in time. */
    boolean take(Deadline deadline) throws IpcException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    if (!places.tryAcquire(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
                        return false;
                    }
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        synchronized (this) {
            if (closed) {
                throw new IpcException(Reason.CLOSED, ACCEPT, path.address(), "");
            }
            taken++;
            if (taken < most) {
                // Before the client is accepted: its place in the queue is not for another.
                allowTheRest();
            }
        }
        return true;
    }

    /** The client for which a place was taken is accepted. */
    synchronized void accepted() throws IpcException {
        if (taken < most || plug != null) {
            return;
        }
        int type = LibC.SOCK_SEQPACKET | LibC.SOCK_CLOEXEC | LibC.SOCK_NONBLOCK;
        Descriptor socket =
                Descriptor.opened(LibC.socket(LibC.AF_UNIX, type, 0), Kind.NAMED_PIPE, LIMIT, path.address());
        boolean plugged = false;
        try (Memory name = path.socketAddress()) {
            plugged = LibC.connect(socket.number(), name, (int) name.size()) == 0;
            int code = plugged ? 0 : Errno.last();
            // EAGAIN: a client was faster, and waits in that place.
            if (!plugged && !Errno.EAGAIN.is(code)) {
                throw Errno.failure(LIMIT, path.address(), code);
            }
        } finally {
            if (plugged) {
                plug = socket;
            } else {
                socket.close();
            }
        }
    }

    /** A place is free again: its client was closed, or there was none. */
    void free() {
        synchronized (this) {
            taken--;
            try {
                if (!closed) {
                    unplug();
                    allowTheRest();
                }
            } catch (IpcException e) {
                // Closing: nobody connects any more.
                if (e.reason() != Reason.CLOSED) {
                    throw new IllegalStateException(e);
                }
            }
        }
        places.release();
    }

    private void unplug() throws IpcException {
        if (plug == null) {
            return;
        }
        int fd = listener.enter(LIMIT);
        try {
            int accepted = LibC.accept4(fd, null, null, LibC.SOCK_CLOEXEC);
            if (accepted >= 0) {
                Descriptor.closeNumber(accepted);
            }
        } finally {
            listener.leave();
            plug.close();
            plug = null;
        }
    }

    /** Lets everyone through who waits for a place: the listener says that it is closed. */
    synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (plug != null) {
            plug.close();
            plug = null;
        }
        places.release(ALL_WHO_WAIT);
    }
}
