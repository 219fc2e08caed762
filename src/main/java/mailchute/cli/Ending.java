package mailchute.cli;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/**
 * The end of this process, which a window, the console, another participant or a signal may ask for; the first one decides.
 * Opened before what has to be closed, so that a signal waits until that is done.
 */
final class Ending implements AutoCloseable {

    /** How long a signal waits: saying bye in a conversation takes two seconds at most. */
    private static final int CLOSING_SECONDS = 5;

    private final CompletableFuture<Integer> status = new CompletableFuture<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    Ending() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::shutDown, "mailchute-shutdown"));
    }

    private void shutDown() {
        with(ExitStatus.OK);
        try {
            if (!closed.await(CLOSING_SECONDS, TimeUnit.SECONDS)) {
                LoggerFactory.getLogger(Ending.class).warn("not all could be closed before the end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks for the end with this exit status. */
    void with(int exitStatus) {
        status.complete(exitStatus);
    }

    /** Does this when the end is asked for; at once where it has been. */
    void whenAsked(Runnable action) {
        status.thenRun(action);
    }

    /** Waits until the end is asked for, and has this process take no more memory than it needs meanwhile. */
    int await() {
        MemoryAtRest.watch();
        return status.join();
    }

    /** Everything is closed. */
    @Override
    public void close() {
        closed.countDown();
    }
}
