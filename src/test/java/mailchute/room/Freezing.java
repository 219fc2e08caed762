package mailchute.room;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import mailchute.ipc.Deadline;

/** Stops a process and has it go on (SIGSTOP, SIGCONT); Windows has no such signals. */
public final class Freezing {

    private static final int SIGCONT = 18;
    private static final int SIGSTOP = 19;

    private Freezing() {}

    /** Has a stopped process go on. */
    public static void thaw(long pid) {
        signal(pid, SIGCONT);
    }

    private static void signal(long pid, int signal) {
        int result = NativeLibrary.getInstance("c").getFunction("kill").invokeInt(new Object[] {(int) pid, signal});
        assertThat(result).isZero();
    }

    /** Stops a process, and waits until each of its threads has: one that runs goes on until it comes by the kernel. */
    public static void freeze(long pid) throws IOException {
        signal(pid, SIGSTOP);
        Deadline deadline = Deadline.after(Duration.ofSeconds(60));
        while (!isFrozen(pid)) {
            assertThat(deadline.passed()).as("it has not stopped in time").isFalse();
            LockSupport.parkNanos(5_000_000);
        }
    }

    private static boolean isFrozen(long pid) throws IOException {
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            for (Path thread : threads.toList()) {
                String stat = Files.readString(thread.resolve("stat"));
                // Behind the name, which is in brackets and may have some itself.
                if (stat.charAt(stat.lastIndexOf(')') + 2) != 'T') {
                    return false;
                }
            }
        }
        return true;
    }
}
