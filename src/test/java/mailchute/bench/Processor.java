package mailchute.bench;

import java.time.Duration;
import java.util.Collection;

/** The processor time of processes. */
final class Processor {

    /** Longer than participants wait until they give memory back, which is the last that they do. */
    static final int REST_SECONDS = 8;

    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private Processor() {}

    /** How much of one core these took together for so long, in percent. */
    static double use(Collection<Long> pids, int seconds) throws InterruptedException {
        Duration before = time(pids);
        Thread.sleep(seconds * 1000L);
        return time(pids).minus(before).toNanos() / 1e7 / seconds;
    }

    /** Waits until these have nothing left to do: {@value #REST_SECONDS} seconds with less than a fifth of a second's work. */
    static void awaitRest(Collection<Long> pids) throws InterruptedException {
        awaitRest(pids, REST_SECONDS, 2.5);
    }

    /** Waits until these take no more than so much of one core together, in percent, over so many seconds. */
    static void awaitRest(Collection<Long> pids, int seconds, double percent) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (use(pids, seconds) > percent) {
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
