package mailchute.ipc.linux;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;

/**
 * The one call here that is newer (glibc 2.34) than the rest: in {@link LibC} its absence would keep the whole class from
 * loading.
 */
final class CloseFrom {

    /** Whether this libc has it; nothing else here may be called where it does not. */
    static final boolean AVAILABLE = register();

    private static boolean register() {
        try {
            Native.register(CloseFrom.class, NativeLibrary.getProcess());
            return true;
        } catch (UnsatisfiedLinkError olderThanGlibc234) {
            return false;
        }
    }

    private CloseFrom() {}

    static native int posix_spawn_file_actions_addclosefrom_np(Pointer actions, int from);
}
