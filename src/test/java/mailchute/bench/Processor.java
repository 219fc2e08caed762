package mailchute.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;

/** The processor time of processes, as {@code /proc} counts it: in hundredths of a second. */
final class Processor {

    private static final int TICKS = 100;
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private Processor() {}

    /** How much of one core these took together for so long, in percent. */
    static double use(Collection<Long> pids, int seconds) throws IOException, InterruptedException {
        long before = ticks(pids);
        Thread.sleep(seconds * 1000L);
        return (ticks(pids) - before) * 100.0 / TICKS / seconds;
    }

    /** Waits until these have nothing left to do: two seconds with less than a twentieth of a second's work. */
    static void awaitRest(Collection<Long> pids) throws IOException, InterruptedException {
        awaitRest(pids, 2.5);
    }

    /** Waits until these take no more than so much of one core together, in percent, over two seconds. */
    static void awaitRest(Collection<Long> pids, double percent) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (use(pids, 2) > percent) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(pids + " do not come to rest");
            }
        }
    }

    private static long ticks(Collection<Long> pids) throws IOException {
        long all = 0;
        for (long pid : pids) {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            // The name may hold anything; behind it utime and stime are the 12th and 13th.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            all += Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        }
        return all;
    }
}
