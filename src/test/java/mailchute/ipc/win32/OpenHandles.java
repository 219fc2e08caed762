package mailchute.ipc.win32;

import com.sun.jna.ptr.IntByReference;

/** Counts this process's handles by asking for each value: {@code GetProcessHandleCount} gives 0 on Wine 8. */
public final class OpenHandles {

    private static final int LAST = 0x8000;

    private OpenHandles() {}

    /** How many are open now. */
    public static int count() {
        int open = 0;
        for (int value = 4; value < LAST; value += 4) {
            if (WinApi.INSTANCE.GetHandleInformation(Handles.of(value), new IntByReference())) {
                open++;
            }
        }
        return open;
    }
}
