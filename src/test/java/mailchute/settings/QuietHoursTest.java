package mailchute.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuietHoursTest {

    @ParameterizedTest
    @CsvSource({
        "09:00, 17:00, 08:59, false", "09:00, 17:00, 09:00, true", "09:00, 17:00, 16:59, true",
                "09:00, 17:00, 17:00, false",
        "22:00, 07:00, 21:59, false", "22:00, 07:00, 22:00, true", "22:00, 07:00, 00:00, true",
                "22:00, 07:00, 06:59, true",
        "22:00, 07:00, 07:00, false", "00:00, 07:00, 23:59, false", "22:00, 00:00, 23:59, true",
                "22:00, 00:00, 00:00, false"
    })
    void beginAndEndOverMidnightToo(LocalTime from, LocalTime to, LocalTime now, boolean quiet) {
        assertThat(new QuietHours(true, from, to).contains(now)).isEqualTo(quiet);
        assertThat(new QuietHours(false, from, to).contains(now)).isFalse();
    }

    @Test
    void thatAreKeptDoNotEndWhenTheyBegin() {
        LocalTime noon = LocalTime.NOON;
        assertThatThrownBy(() -> new QuietHours(true, noon, noon)).isInstanceOf(IllegalArgumentException.class);
        assertThat(new QuietHours(false, noon, noon).contains(noon)).isFalse();
    }

    @Test
    void aTimeIsReadAsPeopleWriteIt() {
        assertThat(QuietHours.time("7:05")).isEqualTo(LocalTime.of(7, 5));
        assertThat(QuietHours.time("22:30")).isEqualTo(LocalTime.of(22, 30));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", ":30", "24:00", "7:60", "7:5", "007:05", "-7:00", "+7:00", "7:00 pm", "٧:٠٠"})
    void anythingElseIsNoTime(String text) {
        assertThatThrownBy(() -> QuietHours.time(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
