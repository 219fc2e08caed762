package mailchute.ipc.win32;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.platform.win32.WinBase;
import com.sun.jna.platform.win32.WinError;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import com.sun.jna.ptr.IntByReference;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import mailchute.ipc.ChildProcess;
import mailchute.ipc.Deadline;
import mailchute.ipc.HandleTable.Kind;
import mailchute.ipc.IpcException;
import mailchute.ipc.OsProcess;
import mailchute.ipc.ProcessIdentity;

/** An open process; a child as well, since Windows tells everyone's exit code. */
final class Win32Process extends GuardedHandle implements ChildProcess {

    private static final int ACCESS =
            WinNT.SYNCHRONIZE | WinNT.PROCESS_QUERY_LIMITED_INFORMATION | WinNT.PROCESS_TERMINATE;

    private final ProcessIdentity identity;
    private final Optional<HANDLE> job;

    /** Owns the handle from here on: if this fails it is closed. */
    Win32Process(HANDLE handle, Inheritance inheritance, ProcessIdentity identity) throws IpcException {
        this(handle, inheritance, identity, Optional.empty());
    }

    /**
     * Owns the handle from here on: if this fails it is closed.
     *
     * @param job the handle of the job that ends with this one; it is the caller's if this fails
     */
    Win32Process(HANDLE handle, Inheritance inheritance, ProcessIdentity identity, Optional<HANDLE> job)
            throws IpcException {
        super(handle, Kind.PROCESS, inheritance, "process " + identity.pid(), 0);
        this.identity = identity;
        this.job = job;
    }

    @Override
    void closing() {
        job.ifPresent(Handles::close);
    }

    static OsProcess open(ProcessIdentity identity) throws IpcException {
        HANDLE process;
        try {
            process = ProcessTable.open(identity.pid(), ACCESS, "open process");
        } catch (IpcException e) {
            throw e.reason() == IpcException.Reason.ACCESS_DENIED ? e.advised(IpcException.OWN_PROCESSES) : e;
        }
        try {
            if (!ProcessTable.identity(process, identity.pid()).sameProcess(identity)) {
                throw new IpcException(
                        IpcException.Reason.NOT_FOUND,
                        "open process",
                        "" + identity.pid(),
                        "another process has its pid now");
            }
        } catch (IpcException | RuntimeException | Error e) {
            Handles.close(process);
            throw e;
        }
        return new Win32Process(process, Inheritance.PRIVATE, identity);
    }

    static OsProcess openSelf(Inheritance inheritance) throws IpcException {
        ProcessIdentity identity = ProcessTable.current();
        HANDLE self = WinApi.INSTANCE.GetCurrentProcess();
        HANDLE handle = Handles.duplicate(self, self, self, 0, ACCESS, inheritance, "open own process");
        return new Win32Process(handle, inheritance, identity);
    }

    static OsProcess adopt(long value) throws IpcException {
        HANDLE handle = Handles.of(value);
        long pid = Handles.isOpen(value) ? Integer.toUnsignedLong(WinApi.INSTANCE.GetProcessId(handle)) : 0;
        if (pid == 0 || !HandleKind.grants(handle, WinNT.SYNCHRONIZE)) {
            throw new IpcException(IpcException.Reason.WRONG_HANDLE, "adopt process", "handle " + value, "");
        }
        ProcessIdentity identity = ProcessTable.identity(handle, pid);
        Handles.makePrivate(handle, "adopt process");
        return new Win32Process(handle, Inheritance.PRIVATE, identity);
    }

    @Override
    public ProcessIdentity identity() {
        return identity;
    }

    @Override
    public boolean waitFor(Duration timeout) throws IpcException {
        Deadline deadline = Deadline.after(timeout);
        HANDLE process = enter("wait for");
        try (Memory waitedFor = new Memory(2L * Native.POINTER_SIZE)) {
            waitedFor.setPointer(0, process.getPointer());
            waitedFor.setPointer(Native.POINTER_SIZE, gate().closingEvent());
            while (true) {
                int millis = deadline.remainingMillis(Integer.MAX_VALUE);
                int ended = DirectIo.WaitForMultipleObjects(2, waitedFor, false, millis);
                switch (ended) {
                    case WinBase.WAIT_OBJECT_0:
                        return true;
                    case WinBase.WAIT_OBJECT_0 + 1:
                        throw new IpcException(IpcException.Reason.CLOSED, "wait for", address(), "");
                    case WinError.WAIT_TIMEOUT:
                        if (deadline.passed()) {
                            return false;
                        }
                        break;
                    default:
                        throw SystemError.last("wait for", address());
                }
            }
        } finally {
            leave();
        }
    }

    @Override
    public void terminate(int exitCode) throws IpcException {
        HANDLE process = enter("terminate");
        try {
            if (!WinApi.INSTANCE.TerminateProcess(process, exitCode)) {
                IpcException failure = SystemError.last("terminate", address());
                if (!hasEnded(process)) {
                    throw failure;
                }
            }
        } finally {
            leave();
        }
    }

    @Override
    public OptionalInt exitCode() throws IpcException {
        HANDLE process = enter("get exit code");
        try {
            if (!hasEnded(process)) {
                return OptionalInt.empty();
            }
            IntByReference code = new IntByReference();
            if (!WinApi.INSTANCE.GetExitCodeProcess(process, code)) {
                throw SystemError.last("get exit code", address());
            }
            return OptionalInt.of(code.getValue());
        } finally {
            leave();
        }
    }

    private static boolean hasEnded(HANDLE process) {
        return WinApi.INSTANCE.WaitForSingleObject(process, 0) == WinBase.WAIT_OBJECT_0;
    }
}
