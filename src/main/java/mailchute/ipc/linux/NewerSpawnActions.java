package mailchute.ipc.linux;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;

/**
 * The calls that are newer (glibc 2.29 and 2.34) than the rest: in {@link LibC} their absence would keep the whole class
 * from loading.
 */
final class NewerSpawnActions {

    /** Whether this libc has them; nothing else here may be called where it does not. */
    static final boolean AVAILABLE = register();

    private static boolean register() {
        try {
            Native.register(NewerSpawnActions.class, NativeLibrary.getProcess());
            return true;
        } catch (UnsatisfiedLinkError olderThanGlibc234) {
            return false;
        }
    }

    private NewerSpawnActions() {}

    static native int posix_spawn_file_actions_addclosefrom_np(Pointer actions, int from);

    static native int posix_spawn_file_actions_addchdir_np(Pointer actions, byte[] folder);
}
