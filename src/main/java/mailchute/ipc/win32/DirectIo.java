package mailchute.ipc.win32;

import com.sun.jna.Native;
import com.sun.jna.Pointer;

/**
 * The calls of the reading and writing paths, and what is called for each of many pipes, mapped directly: with a reused {@code
 * Memory} that takes half the time of an interface with arrays (see PITFALLS 31). Handles are plain pointers here for the same
 * reason.
 */
final class DirectIo {

    static {
        Native.register(DirectIo.class, "kernel32");
    }

    private DirectIo() {}

    static native boolean ReadFile(Pointer file, Pointer buffer, int size, Pointer transferred, Pointer overlapped);

    static native boolean WriteFile(Pointer file, Pointer buffer, int size, Pointer transferred, Pointer overlapped);

    static native boolean ConnectNamedPipe(Pointer pipe, Pointer overlapped);

    static native boolean GetOverlappedResult(Pointer file, Pointer overlapped, Pointer transferred, boolean wait);

    static native boolean FlushFileBuffers(Pointer file);

    static native boolean CancelIoEx(Pointer file, Pointer overlapped);

    static native boolean FindNextFileW(Pointer search, Pointer found);

    static native int WaitForMultipleObjects(int count, Pointer handles, boolean all, int millis);
}
