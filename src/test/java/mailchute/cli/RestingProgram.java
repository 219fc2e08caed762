package mailchute.cli;

import java.io.PrintStream;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;

/** Does nothing until its garbage is gone; works, which leaves garbage that no small collection finds; and rests again. */
public final class RestingProgram {

    static final String AFTER_START = "gone after the start";
    static final String WORKED = "worked";
    static final String AFTER_WORK = "gone after the work";

    private static Object kept = new Object();

    private RestingProgram() {}

    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        MemoryAtRest.watch();
        awaitGone(new WeakReference<>(new Object()));
        out.println(AFTER_START);
        // That collection has moved it out of the young generation.
        WeakReference<Object> old = new WeakReference<>(kept);
        WeakReference<Object> young = new WeakReference<>(new Object());
        while (young.get() != null) {
            kept = new byte[10_000];
        }
        out.println(old.get() == null ? "a small collection has found it" : WORKED);
        awaitGone(old);
        out.println(AFTER_WORK);
    }

    private static void awaitGone(WeakReference<Object> garbage) {
        while (garbage.get() != null) {
            LockSupport.parkNanos(100_000_000);
        }
    }
}
