package mailchute.ipc.linux;

import com.sun.jna.Pointer;

/** The calls that are newer (glibc 2.29 and 2.34) than the rest. */
final class NewerSpawnActions {

    /** Whether this libc has them; nothing else here may be called where it does not. */
    static final boolean AVAILABLE = OptionalCalls.register(NewerSpawnActions.class);

    private NewerSpawnActions() {}

    static native int posix_spawn_file_actions_addclosefrom_np(Pointer actions, int from);

    static native int posix_spawn_file_actions_addchdir_np(Pointer actions, byte[] folder);
}
