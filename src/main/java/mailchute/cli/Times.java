package mailchute.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Moments in a listing: the local date and time with its offset, to the second (ISO 8601). */
final class Times {

    private static final DateTimeFormatter MILLISECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSXXX");

    private Times() {}

    /** To the millisecond, for a program. */
    static String exactly(Instant moment) {
        return MILLISECONDS.format(moment.atZone(ZoneId.systemDefault()));
    }

    static String of(Instant moment) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                moment.truncatedTo(ChronoUnit.SECONDS).atZone(ZoneId.systemDefault()));
    }
}
