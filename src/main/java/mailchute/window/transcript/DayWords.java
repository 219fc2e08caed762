package mailchute.window.transcript;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import mailchute.window.part.Words;

/** Days in the language of the windows. */
final class DayWords {

    private DayWords() {}

    /** A day in full, and whether it is today or was yesterday. */
    static String of(LocalDate day) {
        String date = DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL)
                .withLocale(Words.language())
                .format(day);
        LocalDate today = LocalDate.now();
        if (day.equals(today)) {
            return Words.of("transcript.today", date);
        }
        return day.equals(today.minusDays(1)) ? Words.of("transcript.yesterday", date) : date;
    }

    /** A day in a few characters. */
    static String brief(LocalDate day) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(Words.language())
                .format(day);
    }
}
