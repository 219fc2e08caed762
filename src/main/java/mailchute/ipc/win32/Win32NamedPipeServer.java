package mailchute.ipc.win32;

import com.sun.jna.platform.win32.WinDef.ULONGByReference;
import com.sun.jna.platform.win32.WinError;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import java.time.Duration;
import java.util.Optional;
import mailchute.ipc.Deadline;
import mailchute.ipc.Handle.Inheritance;
import mailchute.ipc.HandleTable.Kind;
import mailchute.ipc.HandleTable;
import mailchute.ipc.IpcException;
import mailchute.ipc.NamedPipe;
import mailchute.ipc.NamedPipeServer;
import mailchute.ipc.Peer;

/** The listening end of a named pipe: always one instance that no client has yet. */
final class Win32NamedPipeServer implements NamedPipeServer {

    /** The client left before it could be asked for. */
    private static final Peer GONE = new Peer(0, Accounts.UNKNOWN);

    private final String address;
    private final int maxMessageSize;
    private final Turn turn = new Turn();
    private MessageEnd listening;
    private boolean closed;

    private Win32NamedPipeServer(MessageEnd first, int maxMessageSize) {
        this.address = first.address();
        this.listening = first;
        this.maxMessageSize = maxMessageSize;
    }

    static NamedPipeServer create(String address, int maxMessageSize) throws IpcException {
        HANDLE first = PipeInstance.first(address);
        return new Win32NamedPipeServer(
                new MessageEnd(first, Kind.NAMED_PIPE_SERVER, Inheritance.PRIVATE, address, maxMessageSize), maxMessageSize);
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
            MessageEnd instance = listening();
            return connected(instance, deadline) ? Optional.of(handOut(instance)) : Optional.empty();
        } finally {
            turn.give();
        }
    }

    private synchronized MessageEnd listening() throws IpcException {
        if (closed) {
            throw new IpcException(IpcException.Reason.CLOSED, "accept", address, "");
        }
        return listening;
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
        MessageEnd next = new MessageEnd(
                PipeInstance.next(address), Kind.NAMED_PIPE_SERVER, Inheritance.PRIVATE, address, maxMessageSize);
        synchronized (this) {
            if (!closed) {
                listening = next;
                next = null;
            }
        }
        if (next != null) {
            next.close();
            throw new IpcException(IpcException.Reason.CLOSED, "accept", address, "");
        }
        HandleTable.turnedInto(instance.value(), Kind.NAMED_PIPE);
        try {
            return new Win32NamedPipe(instance, clientOf(instance));
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
        }
        last.close();
    }
}
