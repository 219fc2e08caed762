package mailchute.bench.reference;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;

/** A JVM that makes one call through JNA and says so: what no start of a program with JNA can be faster than. */
public final class OneCall {

    /** What it is, in a table. */
    public static final String WORDS = "a JVM with one JNA call";

    private OneCall() {}

    /** Ends with its standard input. */
    public static void main(String[] args) throws Exception {
        System.out.println("ready " + (Platform.isWindows() ? Kernel32.GetCurrentProcessId() : C.getpid()));
        while (System.in.read() >= 0) {
            // What is typed means nothing.
        }
        System.exit(0);
    }

    private static final class C {

        static {
            Native.register(C.class, NativeLibrary.getProcess());
        }

        static native int getpid();
    }

    private static final class Kernel32 {

        static {
            Native.register(Kernel32.class, "kernel32");
        }

        static native int GetCurrentProcessId();
    }
}
