package mailchute.ipc.win32;

import com.sun.jna.Native;
import com.sun.jna.platform.win32.WinBase;
import com.sun.jna.platform.win32.WinDef.ULONGByReference;
import com.sun.jna.platform.win32.WinError;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import com.sun.jna.ptr.IntByReference;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import mailchute.ipc.Deadline;
import mailchute.ipc.Handle.Inheritance;
import mailchute.ipc.HandleTable.Kind;
import mailchute.ipc.IpcException;
import mailchute.ipc.NamedPipe;
import mailchute.ipc.Peer;
import mailchute.ipc.User;

/** One end of a named-pipe connection. */
final class Win32NamedPipe implements NamedPipe {

    /** How long one {@code WaitNamedPipe} lasts. */
    private static final int SLICE_MILLIS = 50;

    /** Between two looks at a name that was busy and then missing: there is nothing to wait on. */
    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private static final System.Logger LOG = System.getLogger(Win32NamedPipe.class.getName());

    private final MessageEnd end;
    private Peer peer;
    private boolean certain;

    private Win32NamedPipe(MessageEnd end, Peer peer, boolean certain) {
        this.end = end;
        this.peer = peer;
        this.certain = certain;
    }

    /** A server's end. */
    static NamedPipe served(MessageEnd end, Peer client) {
        return new Win32NamedPipe(end, client, false);
    }

    static NamedPipe connect(String address, int maxMessageSize, Duration timeout, User owner) throws IpcException {
        PipeInstance.requireLocal("connect", address);
        MessageEnd end = new MessageEnd(
                open(address, Deadline.after(timeout)), Kind.NAMED_PIPE, Inheritance.PRIVATE, address, maxMessageSize);
        try {
            Peer server = prepare(end);
            if (owner.known() && !owner.id().equals(server.user().id())) {
                throw new IpcException(
                        IpcException.Reason.ACCESS_DENIED,
                        "connect",
                        address,
                        "it belongs to " + server.user().name());
            }
            return new Win32NamedPipe(end, server, true);
        } catch (IpcException | RuntimeException | Error e) {
            end.close();
            throw e;
        }
    }

    /** {@code CreateFile} first; only a busy pipe is waited for (PITFALLS 1). */
    private static HANDLE open(String address, Deadline deadline) throws IpcException {
        boolean wasBusy = false;
        while (true) {
            HANDLE pipe = PipeInstance.clientEnd(address);
            if (!Handles.isInvalid(pipe)) {
                return pipe;
            }
            int code = Native.getLastError();
            wasBusy |= code == WinError.ERROR_PIPE_BUSY;
            boolean mayComeBack = wasBusy && code == WinError.ERROR_FILE_NOT_FOUND;
            if (code != WinError.ERROR_PIPE_BUSY && !mayComeBack || deadline.passed()) {
                throw SystemError.of(code, "connect", address);
            }
            awaitInstance(address, deadline);
        }
    }

    private static void awaitInstance(String address, Deadline deadline) throws IpcException {
        int slice = Math.max(1, deadline.remainingMillis(SLICE_MILLIS));
        if (WinApi.INSTANCE.WaitNamedPipe(address, slice)) {
            return;
        }
        int code = Native.getLastError();
        switch (code) {
            case WinError.ERROR_SEM_TIMEOUT:
                break;
            case WinError.ERROR_FILE_NOT_FOUND:
                LockSupport.parkNanos(RETRY_NANOS);
                break;
            default:
                throw SystemError.of(code, "wait for", address);
        }
    }

    /** Reads messages from here on, and knows who listens. */
    private static Peer prepare(MessageEnd end) throws IpcException {
        readMessages(end);
        HANDLE pipe = end.enter("connect");
        try {
            ULONGByReference pid = new ULONGByReference();
            if (!WinApi.INSTANCE.GetNamedPipeServerProcessId(pipe, pid)) {
                throw SystemError.last("get the server of", end.address());
            }
            return serverOf(pipe, pid.getValue().longValue());
        } finally {
            end.leave();
        }
    }

    /** Whoever made the pipe owns it, whatever process has its pid by now; where a group owns it, that process tells. */
    private static Peer serverOf(HANDLE pipe, long pid) throws IpcException {
        Optional<User> owner = Accounts.ofOwner(pipe);
        return owner.isPresent() ? new Peer(pid, owner.get()) : peer(pid);
    }

    /** A client's end reads bytes until it is told otherwise. */
    static void readMessages(MessageEnd end) throws IpcException {
        HANDLE pipe = end.enter("connect");
        try {
            IntByReference mode = new IntByReference(WinBase.PIPE_READMODE_MESSAGE);
            if (!WinApi.INSTANCE.SetNamedPipeHandleState(pipe, mode, null, null)) {
                IpcException failure = SystemError.last("connect", end.address());
                throw failure.code() == WinError.ERROR_INVALID_PARAMETER
                        ? failure.advised("its server made it a pipe of bytes, which keeps no messages apart")
                        : failure;
            }
        } finally {
            end.leave();
        }
    }

    static Peer peer(long pid) {
        return new Peer(pid, Accounts.ofPid(pid));
    }

    @Override
    public String address() {
        return end.address();
    }

    /** A client is known by its token, once something of it was read; until then by the process that has its pid. */
    @Override
    public synchronized Peer peer() {
        if (!certain) {
            try {
                HANDLE pipe = end.enter("identify pipe client");
                try {
                    peer = new Peer(peer.pid(), Accounts.ofClient(pipe));
                    certain = true;
                } finally {
                    end.leave();
                }
            } catch (IpcException e) {
                LOG.log(System.Logger.Level.DEBUG, "the client is not known yet", e);
            }
        }
        return peer;
    }

    @Override
    public void write(byte[] message, Duration timeout) throws IpcException {
        end.write(message, timeout);
    }

    @Override
    public Read read(Duration timeout) throws IpcException {
        return end.read(timeout);
    }

    @Override
    public boolean closeAfterRead(Duration timeout) throws IpcException {
        try {
            return end.awaitRead(timeout);
        } finally {
            end.close();
        }
    }

    @Override
    public void close() {
        end.close();
    }
}
