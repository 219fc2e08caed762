package mailchute.ipc;

import java.time.Duration;

/** The moment at which a call that waits gives up, on the monotonic clock. */
public final class Deadline {

    /** Longer than any wait of a program: such a timeout means for ever. */
    public static final Duration FOREVER = Duration.ofDays(3650);

    /** Kept, because the loops that read all there is ask for it with every message. */
    private static final Deadline NEVER = new Deadline(System.nanoTime() + FOREVER.toNanos());

    private final long nanos;

    private Deadline(long nanos) {
        this.nanos = nanos;
    }

    /** The moment that lies {@code timeout} ahead; anything over {@link #FOREVER} is that. */
    public static Deadline after(Duration timeout) {
        return timeout.compareTo(FOREVER) >= 0 ? NEVER : new Deadline(System.nanoTime() + timeout.toNanos());
    }

    /** Whether the moment has come. */
    public boolean passed() {
        return nanos - System.nanoTime() <= 0;
    }

    /** What is left, never negative. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
    }

    /** What is left in milliseconds, rounded up so that a wait is never cut short, and at most {@code limit}. */
    public int remainingMillis(int limit) {
        long left = Math.max(0, nanos - System.nanoTime());
        return (int) Math.min(limit, (left + 999_999) / 1_000_000);
    }
}
