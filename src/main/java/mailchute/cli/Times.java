package mailchute.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Moments in a listing: the local date and time with its offset, to the second (ISO 8601). */
final class Times {

    private Times() {}

    static String of(Instant moment) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                moment.truncatedTo(ChronoUnit.SECONDS).atZone(ZoneId.systemDefault()));
    }
}
