package mailchute.cli;

import java.io.PrintStream;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;

/** Makes garbage that no small collection finds, does nothing from then on, and says when the garbage is gone. */
public final class RestingProgram {

    static final String GONE = "the old garbage is gone";

    private static Object kept = new Object();

    private RestingProgram() {}

    public static void main(String[] args) {
        // Out of the young generation.
        System.gc();
        System.gc();
        WeakReference<Object> old = new WeakReference<>(kept);
        kept = null;
        MemoryAtRest.watch();
        // What is young is gone after a small collection: this process has worked.
        WeakReference<Object> young = new WeakReference<>(new Object());
        while (young.get() != null) {
            kept = new byte[10_000];
        }
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.println(old.get() == null ? "a small collection has found it" : "at rest");
        while (old.get() != null) {
            LockSupport.parkNanos(100_000_000);
        }
        out.println(GONE);
    }
}
