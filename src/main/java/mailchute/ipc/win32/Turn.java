package mailchute.ipc.win32;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import mailchute.ipc.Deadline;

/** One thread at a time, in the order of their coming, each for no longer than its deadline. */
final class Turn {

    private final ReentrantLock lock = new ReentrantLock(true);

    /** Whether the turn came in time; then it is to be given on. */
    boolean take(Deadline deadline) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return lock.tryLock(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
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

    void give() {
        lock.unlock();
    }
}
