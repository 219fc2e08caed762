package mailchute.ipc.win32;

import com.sun.jna.platform.win32.Kernel32;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import com.sun.jna.ptr.IntByReference;
import java.util.function.Predicate;

/** Counts this process's handles by asking for each value: {@code GetProcessHandleCount} gives 0 on Wine 8. */
public final class OpenHandles {

    private static final int LAST = 0x8000;

    private OpenHandles() {}

    /** How many are open now, whoever opened them: the JVM too, which keeps some for each thread that it ever had. */
    public static int count() {
        return count(handle -> WinApi.INSTANCE.GetHandleInformation(handle, new IntByReference()));
    }

    /** How many ends of pipes are open now, the standard streams of children among them. The JVM has none of its own. */
    public static int pipes() {
        return count(handle -> Kernel32.INSTANCE.GetFileType(handle) == WinNT.FILE_TYPE_PIPE);
    }

    private static int count(Predicate<HANDLE> counts) {
        int open = 0;
        for (int value = 4; value < LAST; value += 4) {
            if (counts.test(Handles.of(value))) {
                open++;
            }
        }
        return open;
    }
}
