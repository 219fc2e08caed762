package mailchute.bench;

import java.time.Duration;
import java.util.Collection;

/** The processor time of processes. */
final class Processor {

    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private Processor() {}

    /** How much of one core these took together for so long, in percent. */
    static double use(Collection<Long> pids, int seconds) throws InterruptedException {
        Duration before = time(pids);
        Thread.sleep(seconds * 1000L);
        return time(pids).minus(before).toNanos() / 1e7 / seconds;
    }

    /** Waits until these have nothing left to do: two seconds with less than a twentieth of a second's work. */
    static void awaitRest(Collection<Long> pids) throws InterruptedException {
        awaitRest(pids, 2.5);
    }

    /** Waits until these take no more than so much of one core together, in percent, over two seconds. */
    static void awaitRest(Collection<Long> pids, double percent) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (use(pids, 2) > percent) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(pids + " do not come to rest");
            }
        }
    }

    /** In the system's own steps: hundredths of a second on Linux. */
    private static Duration time(Collection<Long> pids) {
        Duration all = Duration.ZERO;
        for (long pid : pids) {
            all = all.plus(ProcessHandle.of(pid)
                    .flatMap(process -> process.info().totalCpuDuration())
                    .orElseThrow(() -> new IllegalStateException(pid + " has ended")));
        }
        return all;
    }
}
