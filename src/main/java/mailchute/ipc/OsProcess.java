package mailchute.ipc;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/**
 * An open process: a process handle on Windows, a pidfd on Linux. It names its process even after that has ended and its
 * pid is used again.
 */
public interface OsProcess extends Handle {

    /**
     * Opens a process to wait for it and to end it ({@code OpenProcess}, {@code pidfd_open}), and checks that it is the one
     * meant.
     *
     * @throws IpcException {@code NOT_FOUND} where that process has ended, even if its pid is in use again;
     *     {@code ACCESS_DENIED}
     */
    static OsProcess open(ProcessIdentity identity) throws IpcException {
        return IpcSystem.local().openProcess(identity);
    }

    /**
     * Opens this process itself, such as for a child that waits for its parent's end ({@code DuplicateHandle} of
     * {@code GetCurrentProcess}, with the rights to wait, to ask and to end; {@code pidfd_open}).
     *
     * @throws IpcException {@code OTHER} where the system has no handle left
     */
    static OsProcess openSelf(Inheritance inheritance) throws IpcException {
        return IpcSystem.local().openOwnProcess(inheritance);
    }

    /**
     * Takes over a process handle that this process inherited. From here on it is private to this process
     * ({@code GetProcessId} and {@code NtQueryObject} check it, {@code SetHandleInformation} makes it private; the pid in
     * {@code /proc/self/fdinfo}, {@code FD_CLOEXEC}).
     *
     * @throws IpcException {@code WRONG_HANDLE} where the value is not an open process handle; it is left alone then
     */
    static OsProcess adopt(long value) throws IpcException {
        OsProcess process = IpcSystem.local().adoptProcess(value);
        HandleTable.adopted(value);
        return process;
    }

    /** This process's own identity ({@code GetCurrentProcessId} and {@code GetProcessTimes}; {@code /proc/PID/stat}). */
    static ProcessIdentity current() throws IpcException {
        return IpcSystem.local().currentProcess();
    }

    /**
     * The identity of the process that has this pid now ({@code OpenProcess} and {@code GetProcessTimes};
     * {@code /proc/PID/stat}).
     *
     * @throws IpcException {@code NOT_FOUND}; {@code ACCESS_DENIED} where Windows keeps the process from this user
     */
    static ProcessIdentity identify(long pid) throws IpcException {
        return IpcSystem.local().identifyProcess(pid);
    }

    /**
     * The account that the process with this pid runs as now ({@code OpenProcessToken} and {@code GetTokenInformation};
     * {@code /proc/PID/status}).
     *
     * @throws IpcException {@code NOT_FOUND} where no process has the pid; {@code ACCESS_DENIED} where Windows keeps the
     *     process from this user
     */
    static User userOf(long pid) throws IpcException {
        return IpcSystem.local().userOf(pid);
    }

    /**
     * What the process with this pid runs, for people: the executable's file name, and for a script on Linux the script's
     * ({@code QueryFullProcessImageName}; {@code /proc/PID/exe} and {@code comm}).
     *
     * @throws IpcException {@code NOT_FOUND}, {@code ACCESS_DENIED}
     */
    static String programOf(long pid) throws IpcException {
        return IpcSystem.local().programOf(pid);
    }

    /**
     * What the process runs and how much memory it takes; what this user may not know is empty. Windows:
     * {@code QueryFullProcessImageName}, {@code GetProcessMemoryInfo}; Linux: {@code /proc/PID/exe}, {@code smaps_rollup} and
     * {@code status}.
     *
     * @throws IpcException {@code NOT_FOUND} where that process has ended, even if its pid is in use again
     */
    static ProcessDetails detailsOf(ProcessIdentity identity) throws IpcException {
        return IpcSystem.local().detailsOf(identity);
    }

    /**
     * Every process that the system shows to this user ({@code CreateToolhelp32Snapshot}, {@code Process32First} and
     * {@code Process32Next}; {@code /proc}). One that Windows does not let this user open is there with start 0 and an empty
     * user; one that ends meanwhile may be missing.
     */
    static List<ProcessEntry> list() throws IpcException {
        return IpcSystem.local().listProcesses();
    }

    /** The process's identity, as it was when it was opened; on Linux with pid -1 or 0 for an adopted one that is gone. */
    ProcessIdentity identity();

    /**
     * Waits for the process to end ({@code WaitForMultipleObjects}, {@code poll}).
     *
     * @param timeout zero only looks; {@link Deadline#FOREVER} has no end
     * @return true when it has ended; false when it still ran at the deadline
     * @throws IpcException {@code CLOSED} as soon as the handle is closed here, before the call or while it waits
     */
    boolean waitFor(Duration timeout) throws IpcException;

    /**
     * Ends the process at once, through the handle ({@code TerminateProcess}, {@code pidfd_send_signal} with
     * {@code SIGKILL}). A process that has ended already is left at that. The process may still be there when this
     * returns: {@link #waitFor} tells its end.
     *
     * @param exitCode what it ends with; Linux has no such thing for a killed process
     * @throws IpcException {@code ACCESS_DENIED} for a process of another user; {@code CLOSED}
     */
    void terminate(int exitCode) throws IpcException;

    /**
     * What the process ended with ({@code GetExitCodeProcess}; {@code waitpid}); empty while it runs, and on Linux for any
     * process that is not this one's child. All 32 bits of it on Windows, 0 to 255 on Linux, where a process that a signal
     * ended reports 128 and the signal's number.
     *
     * @throws IpcException {@code CLOSED}
     */
    OptionalInt exitCode() throws IpcException;
}
