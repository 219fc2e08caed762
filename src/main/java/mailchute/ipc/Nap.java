package mailchute.ipc;

import java.time.Duration;

/**
 * A wait on the clock alone, which any thread can end.
 *
 * <p>For who looks again and again where the system does not tell that there is something to see.
 */
public final class Nap {

    /** What is looked at so often is seen well within a second. */
    public static final Duration BETWEEN_LOOKS = Duration.ofMillis(300);

    private boolean woken;

    /**
     * Waits until {@link #wake} was called, since the last wait or during this one, but never longer than {@link
     * #BETWEEN_LOOKS}.
     */
    public synchronized void take(Duration timeout) throws InterruptedException {
        Deadline deadline = Deadline.after(shortened(timeout));
        while (!woken && !deadline.passed()) {
            wait(deadline.remainingMillis(Integer.MAX_VALUE));
        }
        woken = false;
    }

    /** Ends the wait, or the next one. */
    public synchronized void wake() {
        woken = true;
        notifyAll();
    }

    /** The timeout, or {@link #BETWEEN_LOOKS} where that is shorter. */
    public static Duration shortened(Duration timeout) {
        return timeout.compareTo(BETWEEN_LOOKS) < 0 ? timeout : BETWEEN_LOOKS;
    }
}
