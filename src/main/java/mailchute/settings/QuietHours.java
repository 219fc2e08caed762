package mailchute.settings;

import java.time.LocalTime;

/**
 * The hours of each day in which nothing disturbs.
 *
 * @param kept whether they count at all
 * @param from when they begin
 * @param to when they are over; before {@code from} they go over midnight
 */
public record QuietHours(boolean kept, LocalTime from, LocalTime to) {

    /** Where the user has not said when: from ten in the evening to seven in the morning, and not kept. */
    public static final QuietHours DEFAULT = new QuietHours(false, LocalTime.of(22, 0), LocalTime.of(7, 0));

    private static final int MINUTES = 60;
    private static final int HOURS = 24;

    /**
     * Checks the hours.
     *
     * @throws IllegalArgumentException where they are kept and end as they begin: all day or never?
     */
    public QuietHours {
        if (kept && from.equals(to)) {
            throw new IllegalArgumentException("quiet hours that end when they begin: " + from);
        }
    }

    /** Whether this is a quiet moment. */
    public boolean contains(LocalTime now) {
        if (!kept) {
            return false;
        }
        boolean begun = !now.isBefore(from);
        boolean over = !now.isBefore(to);
        return from.isBefore(to) ? begun && !over : begun || !over;
    }

    /**
     * Reads a time as people write it, such as {@code 7:00} or {@code 22:30}.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static LocalTime time(String text) {
        int colon = text.indexOf(':');
        if (colon < 1 || colon > 2 || text.length() != colon + 3) {
            throw new IllegalArgumentException("not a time: " + text);
        }
        int hour = number(text.substring(0, colon));
        int minute = number(text.substring(colon + 1));
        if (hour >= HOURS || minute >= MINUTES) {
            throw new IllegalArgumentException("not a time: " + text);
        }
        return LocalTime.of(hour, minute);
    }

    private static int number(String digits) {
        if (!digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("not a time: " + digits);
        }
        return Integer.parseInt(digits);
    }
}
