package mailchute.window.transcript;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/**
 * What the rows before a row decide of its looks.
 *
 * @param day the day that a line above the row names; empty where the row before is of the same day
 * @param continued whether it goes on with what the same sender said a moment ago, and needs no name of its own
 * @param unread whether a line above it says that what follows is new
 */
record RowContext(Optional<LocalDate> day, boolean continued, boolean unread) {

    /** So soon after the last one, a message of the same sender needs no name. */
    private static final Duration SOON = Duration.ofMinutes(5);

    /** What the row shown before, if there is one, makes of a row. */
    static RowContext of(Optional<TranscriptRow> before, TranscriptRow row, boolean unread) {
        LocalDate day = dayOf(row);
        boolean newDay = before.isEmpty() || !dayOf(before.get()).equals(day);
        boolean continued = !newDay
                && !unread
                && before.filter(last -> isSameVoice(last, row)).isPresent();
        return new RowContext(newDay ? Optional.of(day) : Optional.empty(), continued, unread);
    }

    private static boolean isSameVoice(TranscriptRow last, TranscriptRow row) {
        return !row.sender().isEmpty()
                && last.kind() == row.kind()
                && last.sender().equals(row.sender())
                && last.detail().equals(row.detail())
                && Duration.between(last.time(), row.time()).abs().compareTo(SOON) < 0;
    }

    private static LocalDate dayOf(TranscriptRow row) {
        return LocalDate.ofInstant(row.time(), ZoneId.systemDefault());
    }
}
