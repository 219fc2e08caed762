package mailchute.bench.reference;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;

/** A JVM that makes one call through JNA and says so: what no start of a program with JNA can be faster than. */
public final class OneCall {

    static {
        Native.register(OneCall.class, NativeLibrary.getProcess());
    }

    private OneCall() {}

    private static native int getpid();

    /** Ends with its standard input. */
    public static void main(String[] args) throws Exception {
        System.out.println("ready " + getpid());
        while (System.in.read() >= 0) {
            // What is typed means nothing.
        }
        System.exit(0);
    }
}
