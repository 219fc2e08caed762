package mailchute.ipc.linux;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;

/** Calls that not every libc has: in {@link LibC} the absence of one would keep the whole class from loading. */
final class OptionalCalls {

    private OptionalCalls() {}

    /** Maps the native methods of a class; returns false, and none of them may be called, where libc lacks any. */
    static boolean register(Class<?> calls) {
        try {
            Native.register(calls, NativeLibrary.getProcess());
            return true;
        } catch (UnsatisfiedLinkError lacking) {
            return false;
        }
    }
}
