package mailchute.ipc;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One thread at a time, in the order of their coming, each for no longer than its deadline.
 *
 * <p>For the implementations of this package's types; programs have no use for it.
 */
public final class Turn {

    private final ReentrantLock lock = new ReentrantLock(true);

    /** Whether the turn came in time; then it is to be given on. */
    public boolean take(Deadline deadline) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    // Without a look at the clock, and in turn all the same: tryLock() alone would jump the queue.
                    return lock.tryLock(0, TimeUnit.NANOSECONDS)
                            || lock.tryLock(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Gives the turn to whoever waits longest. */
    public void give() {
        lock.unlock();
    }
}
