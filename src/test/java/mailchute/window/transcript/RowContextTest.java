package mailchute.window.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RowContextTest {

    private static final LocalDateTime NOON = LocalDate.of(2026, 11, 24).atTime(12, 0);

    private static TranscriptRow said(String sender, String detail, LocalDateTime at) {
        return TranscriptRow.message(at.atZone(ZoneId.systemDefault()).toInstant(), sender, detail, "text");
    }

    private static RowContext after(TranscriptRow before, TranscriptRow row) {
        return RowContext.of(Optional.of(before), row, false);
    }

    @Test
    void theFirstRowAndTheFirstOfADayNameTheDay() {
        TranscriptRow late = said("alice", "1", NOON.withHour(23).withMinute(59));
        TranscriptRow early = said("alice", "1", NOON.plusDays(1).withHour(0));
        assertThat(RowContext.of(Optional.empty(), late, false).day()).contains(NOON.toLocalDate());
        assertThat(after(late, early).day()).contains(NOON.toLocalDate().plusDays(1));
        assertThat(after(late, early).continued()).isFalse();
        assertThat(after(late, late).day()).isEmpty();
    }

    @Test
    void oneVoiceGoesOnWithoutItsNameForAWhile() {
        TranscriptRow first = said("alice", "1", NOON);
        assertThat(after(first, said("alice", "1", NOON.plusMinutes(4))).continued())
                .isTrue();
        assertThat(after(first, said("alice", "1", NOON.plusMinutes(6))).continued())
                .isFalse();
        assertThat(after(first, said("bob", "1", NOON)).continued()).isFalse();
        assertThat(after(first, said("alice", "2", NOON)).continued())
                .as("another process")
                .isFalse();
    }

    @Test
    void whatIsNewAndWhatNobodySaidIsNeverTakenForGoingOn() {
        TranscriptRow first = said("alice", "1", NOON);
        assertThat(RowContext.of(Optional.of(first), first, true).continued()).isFalse();
        TranscriptRow note = said("", "", NOON);
        assertThat(after(note, note).continued()).isFalse();
    }
}
