package mailchute.room;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a program ended.
 *
 * @param name what it is called in the room
 * @param status its exit status, 128 and the signal's number where a signal ended it; empty where the system does not tell
 *     this process
 * @param ran how long it ran
 * @param lastError the last line of its standard error
 */
public record ProgramEnd(String name, OptionalInt status, Duration ran, Optional<String> lastError) {

    /** The end in one line. */
    public String words() {
        String with = status.isPresent() ? " with exit status " + words(status.getAsInt()) : "";
        return name + " ended" + with + " after " + words(ran)
                + lastError.map(line -> ": " + line).orElse("");
    }

    private static String words(int status) {
        ExitCode code = new ExitCode(status);
        OptionalInt signal = code.signal();
        return signal.isPresent() ? code + " (signal " + signal.getAsInt() + ")" : code.toString();
    }

    private static String words(Duration ran) {
        long seconds = ran.toSeconds();
        if (seconds < 60) {
            return String.format(Locale.ROOT, "%.1f s", ran.toMillis() / 1000.0);
        }
        return seconds < 3600
                ? seconds / 60 + " min " + seconds % 60 + " s"
                : seconds / 3600 + " h " + seconds / 60 % 60 + " min";
    }
}
