package mailchute.window.file;

import java.time.Duration;
import mailchute.window.part.Words;

/** Sizes and times as people read them. */
final class Amounts {

    private static final String[] UNITS = {"kb", "mb", "gb", "tb"};

    private Amounts() {}

    /** So many bytes, in the decimal unit that suits them: {@code 12.3 MB}. */
    static String bytes(long bytes) {
        if (bytes < 1000) {
            return Words.of("amount.bytes", bytes);
        }
        double amount = bytes / 1000.0;
        int unit = 0;
        // 999.95 would read 1000.0.
        while (amount >= 999.95 && unit < UNITS.length - 1) {
            amount /= 1000;
            unit++;
        }
        return Words.of("amount." + UNITS[unit], amount);
    }

    /** A time that is left: seconds, then minutes and seconds, then hours and minutes. */
    static String left(Duration time) {
        long seconds = Math.max(1, time.toSeconds());
        if (seconds < 60) {
            return Words.of("left.seconds", seconds);
        }
        return seconds < 3600
                ? Words.of("left.minutes", seconds / 60, seconds % 60)
                : Words.of("left.hours", seconds / 3600, seconds % 3600 / 60);
    }
}
