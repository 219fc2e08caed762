package mailchute.room.transfer;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** How fast bytes come, over the last few seconds. */
final class Speed {

    private static final long WINDOW_NANOS = Duration.ofSeconds(4).toNanos();

    private static final long BETWEEN_NANOS = Duration.ofMillis(100).toNanos();

    private record Sample(long nanos, long bytes) {}

    private final Deque<Sample> samples = new ArrayDeque<>();

    /** Takes down how many bytes there are at a moment of {@link System#nanoTime}. */
    void note(long nanos, long bytes) {
        if (!samples.isEmpty() && nanos - samples.getLast().nanos() < BETWEEN_NANOS) {
            return;
        }
        samples.add(new Sample(nanos, bytes));
        while (samples.size() > 2 && nanos - samples.getFirst().nanos() > WINDOW_NANOS) {
            samples.remove();
        }
    }

    /** Begins anew, such as after a pause. */
    void clear() {
        samples.clear();
    }

    /** In bytes a second; 0 while it is not known. */
    long perSecond() {
        if (samples.size() < 2) {
            return 0;
        }
        double seconds = (samples.getLast().nanos() - samples.getFirst().nanos()) / 1e9;
        return Math.round((samples.getLast().bytes() - samples.getFirst().bytes()) / seconds);
    }

    /** How long these bytes will take; empty while nobody knows. */
    Optional<Duration> timeFor(long bytes) {
        long speed = perSecond();
        return speed <= 0 ? Optional.empty() : Optional.of(Duration.ofSeconds((bytes + speed - 1) / speed));
    }
}
