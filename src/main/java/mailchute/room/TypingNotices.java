package mailchute.room;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Who is writing in a conversation: how often this end says so, and how long the other end's word for it counts. A notice
 * that is not renewed expires by itself, since whoever sent it may never send another.
 */
final class TypingNotices {

    /** The least time between two notices of this end. */
    static final Duration BETWEEN = Duration.ofSeconds(3);

    /** How long a notice counts; one that comes a little late still finds the one before. */
    static final Duration COUNTS = Duration.ofSeconds(6);

    private static final ScheduledExecutorService CLOCK =
            Executors.newSingleThreadScheduledExecutor(Threads.named("mailchute-typing"));

    private final Consumer<Boolean> listener;
    private long lastSent = System.nanoTime() - BETWEEN.toNanos();
    private long countsUntil;
    private boolean theyType;
    private boolean watching;

    /** @param listener is told when the other end begins and when it ends, or has not said so again */
    TypingNotices(Consumer<Boolean> listener) {
        this.listener = listener;
    }

    /** Something is being typed here; returns whether the other end is to be told. */
    synchronized boolean typedHere() {
        long now = System.nanoTime();
        if (now - lastSent < BETWEEN.toNanos()) {
            return false;
        }
        lastSent = now;
        return true;
    }

    /** What was typed here was said: the next key is told at once. */
    synchronized void saidHere() {
        lastSent = System.nanoTime() - BETWEEN.toNanos();
    }

    /** The other end's notice. */
    void noticed() {
        boolean begins;
        synchronized (this) {
            countsUntil = System.nanoTime() + COUNTS.toNanos();
            begins = !theyType;
            theyType = true;
            if (!watching) {
                watching = true;
                CLOCK.schedule(this::expire, COUNTS.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
        if (begins) {
            listener.accept(true);
        }
    }

    /** The other end has said something, or is gone. */
    void over() {
        boolean ends;
        synchronized (this) {
            ends = theyType;
            theyType = false;
        }
        if (ends) {
            listener.accept(false);
        }
    }

    private void expire() {
        synchronized (this) {
            long left = countsUntil - System.nanoTime();
            if (theyType && left > 0) {
                CLOCK.schedule(this::expire, left, TimeUnit.NANOSECONDS);
                return;
            }
            watching = false;
        }
        over();
    }
}
