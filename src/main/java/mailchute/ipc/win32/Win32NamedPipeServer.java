package mailchute.ipc.win32;

import com.sun.jna.platform.win32.WinDef.ULONGByReference;
import com.sun.jna.platform.win32.WinError;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import java.time.Duration;
import java.util.Optional;
import mailchute.ipc.Audience;
import mailchute.ipc.Deadline;
import mailchute.ipc.Handle.Inheritance;
import mailchute.ipc.HandleTable;
import mailchute.ipc.HandleTable.Kind;
import mailchute.ipc.IpcException;
import mailchute.ipc.NamedPipe;
import mailchute.ipc.NamedPipeServer;
import mailchute.ipc.Peer;
import mailchute.ipc.Turn;
import mailchute.ipc.User;

/** The listening end of a named pipe: always one instance that no client has yet, while the limit allows it. */
final class Win32NamedPipeServer implements NamedPipeServer {

    /** The client left before it could be asked for. */
    private static final Peer GONE = new Peer(0, User.UNKNOWN);

    /**
     * Between two looks whether there is room for an instance. Windows counts one that was closed here for as long as its
     * client has its own end open, and does not tell of that one's close.
     */
    private static final int ROOM_LOOK_MILLIS = 50;

    private static final System.Logger LOG = System.getLogger(Win32NamedPipeServer.class.getName());

    private final String address;
    private final int maxMessageSize;
    private final int maxInstances;
    private final Audience audience;
    private final Turn turn = new Turn();

    /** Null while all instances are taken. */
    private MessageEnd listening;

    private int handedOut;
    private boolean closed;

    private Win32NamedPipeServer(MessageEnd first, int maxMessageSize, int maxInstances, Audience audience) {
        this.maxInstances = maxInstances;
        this.audience = audience;
        this.address = first.address();
        this.listening = first;
        this.maxMessageSize = maxMessageSize;
    }

    static NamedPipeServer create(String address, int maxMessageSize, int maxInstances, Audience audience)
            throws IpcException {
        HANDLE first = PipeInstance.first(address, mostOfTheSystem(maxInstances), audience);
        return new Win32NamedPipeServer(
                new MessageEnd(first, Kind.NAMED_PIPE_SERVER, Inheritance.PRIVATE, address, maxMessageSize),
                maxMessageSize,
                maxInstances,
                audience);
    }

    /**
     * One instance more than there can be clients, so that the next one is there before the last one is closed: a name
     * without any instance could be taken by another process.
     */
    static int mostOfTheSystem(int maxInstances) {
        return Math.min(UNLIMITED_INSTANCES, maxInstances + 1);
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public Optional<NamedPipe> accept(Duration timeout) throws IpcException {
        Deadline deadline = Deadline.after(timeout);
        if (!turn.take(deadline)) {
            return Optional.empty();
        }
        try {
            Optional<MessageEnd> instance = listening(deadline);
            return instance.isPresent() && connected(instance.get(), deadline)
                    ? Optional.of(handOut(instance.get()))
                    : Optional.empty();
        } finally {
            turn.give();
        }
    }

    /** The listening instance, once there is one; empty where all were taken until the deadline. */
    private synchronized Optional<MessageEnd> listening(Deadline deadline) throws IpcException {
        boolean interrupted = false;
        try {
            while (true) {
                requireOpen();
                if (listening == null && !isFull()) {
                    listening = nextInstance().orElse(null);
                }
                if (listening != null || deadline.passed()) {
                    return Optional.ofNullable(listening);
                }
                try {
                    wait(Math.max(1, deadline.remainingMillis(isFull() ? Integer.MAX_VALUE : ROOM_LOOK_MILLIS)));
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean isFull() {
        return maxInstances != UNLIMITED_INSTANCES && handedOut >= maxInstances;
    }

    private void requireOpen() throws IpcException {
        if (closed) {
            throw new IpcException(IpcException.Reason.CLOSED, "accept", address, "");
        }
    }

    /** Empty where the system has no room for it yet. */
    private Optional<MessageEnd> nextInstance() throws IpcException {
        HANDLE next;
        try {
            next = PipeInstance.next(address, mostOfTheSystem(maxInstances), audience);
        } catch (IpcException e) {
            if (e.reason() == IpcException.Reason.BUSY) {
                return Optional.empty();
            }
            throw e;
        }
        return Optional.of(new MessageEnd(next, Kind.NAMED_PIPE_SERVER, Inheritance.PRIVATE, address, maxMessageSize));
    }

    /** A place is free again: clients find it at once, whether anyone accepts or not. */
    private synchronized void closingOne() {
        handedOut--;
        if (!closed && listening == null) {
            try {
                listening = nextInstance().orElse(null);
            } catch (IpcException e) {
                // The next accept tries once more, and tells.
                LOG.log(System.Logger.Level.DEBUG, "no next instance yet", e);
            }
        }
        notifyAll();
    }

    private boolean connected(MessageEnd instance, Deadline deadline) throws IpcException {
        int code = instance.connect(deadline);
        return switch (code) {
            // NO_DATA: a client came and left. What it wrote is there, and then its end (PITFALLS 3).
            case 0, WinError.ERROR_PIPE_CONNECTED, WinError.ERROR_NO_DATA -> true;
            case WinError.WAIT_TIMEOUT -> false;
            default -> throw SystemError.of(code, "accept", address);
        };
    }

    /** The next instance listens before this one is handed out (PITFALLS 2). If none can be made, this one waits on. */
    private NamedPipe handOut(MessageEnd instance) throws IpcException {
        synchronized (this) {
            requireOpen();
            boolean unlimited = maxInstances == UNLIMITED_INSTANCES;
            listening =
                    unlimited || handedOut + 1 < maxInstances ? nextInstance().orElse(null) : null;
            handedOut++;
            instance.whenClosing(this::closingOne);
        }
        HandleTable.turnedInto(instance.value(), Kind.NAMED_PIPE);
        try {
            return Win32NamedPipe.served(instance, clientOf(instance));
        } catch (IpcException | RuntimeException | Error e) {
            instance.close();
            throw e;
        }
    }

    private static Peer clientOf(MessageEnd instance) throws IpcException {
        HANDLE pipe = instance.enter("accept");
        try {
            ULONGByReference pid = new ULONGByReference();
            boolean known = WinApi.INSTANCE.GetNamedPipeClientProcessId(pipe, pid);
            return known ? Win32NamedPipe.peer(pid.getValue().longValue()) : GONE;
        } finally {
            instance.leave();
        }
    }

    @Override
    public void close() {
        MessageEnd last;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            last = listening;
            notifyAll();
        }
        if (last != null) {
            last.close();
        }
    }
}
