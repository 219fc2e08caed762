package mailchute.ipc.linux;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;

/** What glibc has beside the standard's allocator and other libraries lack: in {@link LibC} that would keep it from loading. */
final class Malloc {

    /** Whether this libc has it; nothing else here may be called where it does not. */
    static final boolean AVAILABLE = register();

    private static boolean register() {
        try {
            Native.register(Malloc.class, NativeLibrary.getProcess());
            return true;
        } catch (UnsatisfiedLinkError noGlibc) {
            return false;
        }
    }

    private Malloc() {}

    static native int malloc_trim(long pad);
}
