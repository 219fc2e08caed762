package mailchute.ipc;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs a scenario often enough to catch a race, and shows what every thread does instead of hanging. */
final class Rounds {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** One round; the number is there to vary what happens when. */
    interface Round {
        void run(int number) throws Exception;
    }

    private Rounds() {}

    static void of(int count, Round round) throws Exception {
        for (int i = 0; i < count; i++) {
            int number = i;
            FutureTask<Void> task = new FutureTask<>(() -> {
                round.run(number);
                return null;
            });
            Thread thread = new Thread(task, "round " + number);
            thread.setDaemon(true);
            thread.start();
            try {
                task.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException e) {
                throw new AssertionError("round " + number + ": " + e.getCause(), e.getCause());
            } catch (TimeoutException e) {
                throw new AssertionError("round " + number + " hangs\n" + threads());
            }
        }
    }

    /** Lets another thread get a little further, or a lot: from nothing up to some tenths of a millisecond. */
    static void moment(int number) {
        long end = System.nanoTime() + (number % 16) * 25_000L;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    private static String threads() {
        StringBuilder dump = new StringBuilder();
        for (ThreadInfo thread : ManagementFactory.getThreadMXBean().dumpAllThreads(true, true, 50)) {
            dump.append(thread.getThreadName())
                    .append(' ')
                    .append(thread.getThreadState())
                    .append('\n');
            for (StackTraceElement frame : thread.getStackTrace()) {
                dump.append("    at ").append(frame).append('\n');
            }
        }
        return dump.toString();
    }
}
