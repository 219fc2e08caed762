package mailchute.ipc;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * Counts the calls that use an object's handle right now, so that the handle is closed only when the last of them has
 * left: a handle's number is used again at once, and a call that came late would hit a stranger.
 *
 * <p>For the implementations of this package's types; programs have no use for it.
 */
public final class CallsInFlight {

    private static final int CLOSING = Integer.MIN_VALUE;

    /** The time between two wake-ups, for a call that was on its way into its wait at the first one. */
    private static final long WAKE_AGAIN_NANOS = 10_000_000;

    private final AtomicInteger state = new AtomicInteger();
    private final AtomicReference<Thread> closer = new AtomicReference<>();

    /** Enters a call, which must {@link #leave} whatever happens; false where the object is closing or closed. */
    public boolean enter() {
        int seen = state.get();
        while (seen >= 0) {
            if (state.compareAndSet(seen, seen + 1)) {
                return true;
            }
            seen = state.get();
        }
        return false;
    }

    /** Leaves a call. */
    public void leave() {
        if (state.decrementAndGet() == CLOSING) {
            LockSupport.unpark(closer.get());
        }
    }

    /** Whether {@link #close} has begun: a state that every waiting call reads again. */
    public boolean closing() {
        return state.get() < 0;
    }

    /**
     * Lets no more calls in and waits until those inside have left.
     *
     * @param wake makes the waiting calls look at {@link #closing}; run only when there are any, and again until all have
     *     left
     * @return true for the one caller that is to close the handle now; false at once for all later ones
     */
    public boolean close(Runnable wake) {
        if (!closer.compareAndSet(null, Thread.currentThread())) {
            return false;
        }
        if (state.addAndGet(CLOSING) == CLOSING) {
            return true;
        }
        boolean interrupted = false;
        while (state.get() != CLOSING) {
            wake.run();
            LockSupport.parkNanos(this, WAKE_AGAIN_NANOS);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return true;
    }
}
