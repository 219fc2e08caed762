package mailchute.ipc.win32;

import com.sun.jna.Native;
import com.sun.jna.platform.win32.Tlhelp32;
import com.sun.jna.platform.win32.WinBase.FILETIME;
import com.sun.jna.platform.win32.WinError;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import com.sun.jna.ptr.IntByReference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import mailchute.ipc.IpcException;
import mailchute.ipc.ProcessDetails;
import mailchute.ipc.ProcessEntry;
import mailchute.ipc.ProcessIdentity;
import mailchute.ipc.User;

/** The processes of this machine and what names each of them for good. */
final class ProcessTable {

    /** 100-nanosecond steps from 1601, where a {@code FILETIME} begins, to 1970. */
    private static final long EPOCH_IN_FILETIME = 116_444_736_000_000_000L;

    private static final long STEPS_PER_SECOND = 10_000_000L;

    /** What a path can have at most, in {@code WCHAR}. */
    private static final int LONGEST_PATH = 32_768;

    private ProcessTable() {}

    /** Every process; one that this user may not open has start stamp 0 and no user. */
    static List<ProcessEntry> list() throws IpcException {
        return snapshot(ProcessTable::entry);
    }

    static List<Long> pids() throws IpcException {
        return snapshot(line -> line.th32ProcessID.longValue());
    }

    private static <T> List<T> snapshot(Function<Tlhelp32.PROCESSENTRY32, T> reader) throws IpcException {
        HANDLE snapshot = WinApi.INSTANCE.CreateToolhelp32Snapshot(Tlhelp32.TH32CS_SNAPPROCESS, new WinNT.DWORD(0));
        if (Handles.isInvalid(snapshot)) {
            throw SystemError.last("list processes", "");
        }
        try {
            List<T> lines = new ArrayList<>();
            Tlhelp32.PROCESSENTRY32 line = new Tlhelp32.PROCESSENTRY32();
            boolean more = WinApi.INSTANCE.Process32First(snapshot, line);
            while (more) {
                lines.add(reader.apply(line));
                more = WinApi.INSTANCE.Process32Next(snapshot, line);
            }
            int code = Native.getLastError();
            if (code != WinError.ERROR_NO_MORE_FILES) {
                throw SystemError.of(code, "list processes", "");
            }
            return lines;
        } finally {
            Handles.close(snapshot);
        }
    }

    private static ProcessEntry entry(Tlhelp32.PROCESSENTRY32 line) {
        long pid = line.th32ProcessID.longValue();
        long parent = line.th32ParentProcessID.longValue();
        String name = Native.toString(line.szExeFile);
        HANDLE process = WinApi.INSTANCE.OpenProcess(WinNT.PROCESS_QUERY_LIMITED_INFORMATION, false, (int) pid);
        if (process == null) {
            return new ProcessEntry(unknownStart(pid), parent, name, User.UNKNOWN);
        }
        try {
            User user = Accounts.ofOrUnknown(process);
            return new ProcessEntry(identity(process, pid), parent, name, user);
        } catch (IpcException denied) {
            return new ProcessEntry(unknownStart(pid), parent, name, User.UNKNOWN);
        } finally {
            Handles.close(process);
        }
    }

    private static ProcessIdentity unknownStart(long pid) {
        return new ProcessIdentity(pid, 0, Instant.EPOCH);
    }

    static ProcessIdentity current() throws IpcException {
        return identity(
                WinApi.INSTANCE.GetCurrentProcess(), Integer.toUnsignedLong(WinApi.INSTANCE.GetCurrentProcessId()));
    }

    /** The identity of the live process with this pid. */
    static ProcessIdentity identify(long pid) throws IpcException {
        HANDLE process = open(pid, WinNT.PROCESS_QUERY_LIMITED_INFORMATION, "identify process");
        try {
            return identity(process, pid);
        } finally {
            Handles.close(process);
        }
    }

    /** The account of the live process with this pid. */
    static User userOf(long pid) throws IpcException {
        HANDLE process = open(pid, WinNT.PROCESS_QUERY_LIMITED_INFORMATION, "identify process");
        try {
            return Accounts.of(process);
        } finally {
            Handles.close(process);
        }
    }

    /** The file name of the executable that the live process with this pid runs. */
    static String programOf(long pid) throws IpcException {
        HANDLE process = open(pid, WinNT.PROCESS_QUERY_LIMITED_INFORMATION, "identify process");
        try {
            String whole = executable(process, pid);
            return whole.substring(whole.lastIndexOf('\\') + 1);
        } finally {
            Handles.close(process);
        }
    }

    private static String executable(HANDLE process, long pid) throws IpcException {
        char[] path = new char[LONGEST_PATH];
        IntByReference length = new IntByReference(path.length);
        if (!WinApi.INSTANCE.QueryFullProcessImageName(process, 0, path, length)) {
            throw SystemError.last("query process image name", "" + pid);
        }
        return new String(path, 0, length.getValue());
    }

    static ProcessDetails details(ProcessIdentity identity) throws IpcException {
        long pid = identity.pid();
        HANDLE process = open(pid, WinNT.PROCESS_QUERY_LIMITED_INFORMATION, "identify process");
        try {
            if (!identity(process, pid).sameProcess(identity)) {
                throw notFound("identify process", pid, WinError.ERROR_INVALID_PARAMETER);
            }
            return new ProcessDetails(Optional.of(executable(process, pid)), memory(pid));
        } finally {
            Handles.close(process);
        }
    }

    /** The caller has the process open, so that no other one can get its pid. */
    private static Optional<ProcessDetails.Memory> memory(long pid) throws IpcException {
        HANDLE process = WinApi.INSTANCE.OpenProcess(
                WinNT.PROCESS_QUERY_LIMITED_INFORMATION | WinNT.PROCESS_VM_READ, false, (int) pid);
        if (process == null) {
            int code = Native.getLastError();
            if (code == WinError.ERROR_ACCESS_DENIED) {
                return Optional.empty();
            }
            throw SystemError.of(code, "get process memory info", "" + pid);
        }
        try {
            WinApi.PROCESS_MEMORY_COUNTERS_EX counters = new WinApi.PROCESS_MEMORY_COUNTERS_EX();
            if (!WinApi.INSTANCE.K32GetProcessMemoryInfo(process, counters, counters.cb)) {
                throw SystemError.last("get process memory info", "" + pid);
            }
            // Wine 8 fills the shorter structure only, and says so; the two amounts are the same.
            boolean whole = counters.cb >= counters.size();
            long bytes = (whole ? counters.PrivateUsage : counters.PagefileUsage).longValue();
            return Optional.of(new ProcessDetails.Memory(bytes, ProcessDetails.Measure.PRIVATE));
        } finally {
            Handles.close(process);
        }
    }

    /** Opens the live process with this pid. */
    static HANDLE open(long pid, int access, String operation) throws IpcException {
        if (pid <= 0 || pid > 0xFFFF_FFFFL) {
            throw notFound(operation, pid, WinError.ERROR_INVALID_PARAMETER);
        }
        HANDLE process = WinApi.INSTANCE.OpenProcess(access, false, (int) pid);
        if (process == null) {
            int code = Native.getLastError();
            throw code == WinError.ERROR_INVALID_PARAMETER
                    ? notFound(operation, pid, code)
                    : SystemError.of(code, operation, "" + pid);
        }
        // Windows rounds a pid down to a multiple of four; an open handle keeps an ended process's pid alive.
        boolean other = Integer.toUnsignedLong(WinApi.INSTANCE.GetProcessId(process)) != pid;
        IntByReference exit = new IntByReference();
        boolean ended = WinApi.INSTANCE.GetExitCodeProcess(process, exit) && exit.getValue() != WinApi.STILL_ACTIVE;
        if (other || ended) {
            Handles.close(process);
            throw notFound(operation, pid, WinError.ERROR_INVALID_PARAMETER);
        }
        return process;
    }

    private static IpcException notFound(String operation, long pid, int code) {
        return SystemError.of(IpcException.Reason.NOT_FOUND, code, operation, "" + pid);
    }

    /** The identity of an open process. */
    static ProcessIdentity identity(HANDLE process, long pid) throws IpcException {
        FILETIME creation = new FILETIME();
        FILETIME rest = new FILETIME();
        if (!WinApi.INSTANCE.GetProcessTimes(process, creation, rest, new FILETIME(), new FILETIME())) {
            throw SystemError.last("get process times", "" + pid);
        }
        long stamp = (long) creation.dwHighDateTime << 32 | Integer.toUnsignedLong(creation.dwLowDateTime);
        return new ProcessIdentity(pid, stamp, time(stamp));
    }

    /** The time of day of a {@code FILETIME}. */
    static Instant time(long stamp) {
        long steps = stamp - EPOCH_IN_FILETIME;
        long seconds = Math.floorDiv(steps, STEPS_PER_SECOND);
        return Instant.ofEpochSecond(seconds, Math.floorMod(steps, STEPS_PER_SECOND) * 100);
    }
}
