package mailchute.ipc.win32;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.platform.win32.WinBase.WIN32_FIND_DATA;
import com.sun.jna.platform.win32.WinError;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import mailchute.ipc.IpcException;
import mailchute.ipc.NamedPipeOwners;
import mailchute.ipc.Nap;

/**
 * Who has a pipe named by its pid, found without opening one: that would take an instance away (PITFALLS 17). The names are
 * all there is to look at, and nothing is kept between two looks.
 */
final class Win32PipeOwners implements NamedPipeOwners {

    private static final Pattern PID = Pattern.compile("[1-9][0-9]{0,9}");

    /** Where {@code cFileName} is in a {@code WIN32_FIND_DATAW}; the whole structure would be read for each of many pipes. */
    private static final int FILE_NAME = 44;

    private final String prefix;
    private final Nap nap = new Nap();

    Win32PipeOwners(String prefix) throws IpcException {
        PipeInstance.requireLocal("list", prefix);
        this.prefix = prefix;
    }

    @Override
    public long[] look() throws IpcException {
        String name = prefix.substring(PipeInstance.PREFIX.length());
        Optional<List<String>> listed = listed(PipeInstance.PREFIX + "*");
        LongStream owners = listed.isPresent()
                ? listed.get().stream().map(pipe -> pid(name, pipe)).flatMapToLong(OptionalLong::stream)
                : ProcessTable.pids().stream().mapToLong(pid -> pid).filter(pid -> exists(prefix + pid));
        return owners.sorted().distinct().toArray();
    }

    @Override
    public void await(Duration timeout) throws InterruptedException {
        nap.take(timeout);
    }

    @Override
    public void wake() {
        nap.wake();
    }

    @Override
    public void close() {
        // Nothing is open.
    }

    /** The pid in a pipe's name; empty for a name of another kind. */
    static OptionalLong pid(String prefix, String pipe) {
        if (!pipe.regionMatches(true, 0, prefix, 0, prefix.length())) {
            return OptionalLong.empty();
        }
        String digits = pipe.substring(prefix.length());
        return PID.matcher(digits).matches() ? OptionalLong.of(Long.parseLong(digits)) : OptionalLong.empty();
    }

    /** The names that match, or empty where the system does not list the folder, as Wine 8 does not list the pipes. */
    static Optional<List<String>> listed(String pattern) throws IpcException {
        try (Memory data = new Memory(WIN32_FIND_DATA.sizeOf())) {
            data.clear();
            HANDLE search = WinApi.INSTANCE.FindFirstFile(pattern, data);
            if (Handles.isInvalid(search)) {
                return Optional.empty();
            }
            try {
                return Optional.of(names(search, data));
            } finally {
                WinApi.INSTANCE.FindClose(search);
            }
        }
    }

    private static List<String> names(HANDLE search, Memory data) throws IpcException {
        List<String> names = new ArrayList<>();
        do {
            names.add(data.getWideString(FILE_NAME));
        } while (DirectIo.FindNextFileW(search.getPointer(), data));
        int code = Native.getLastError();
        if (code != WinError.ERROR_NO_MORE_FILES) {
            throw SystemError.of(code, "list", PipeInstance.PREFIX);
        }
        return names;
    }

    /** Whether the pipe exists: free, or busy for the millisecond that was waited; anything else is "no such name". */
    static boolean exists(String address) {
        return WinApi.INSTANCE.WaitNamedPipe(address, 1) || Native.getLastError() == WinError.ERROR_SEM_TIMEOUT;
    }
}
