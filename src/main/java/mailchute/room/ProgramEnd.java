package mailchute.room;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import mailchute.ipc.IpcSystem;

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

    /** A shell's way to say that a signal ended a program, and the last signal that there is. */
    private static final int SIGNALLED = 128;
    private static final int LAST_SIGNAL = 64;

    /** The end in one line. */
    public String words() {
        String with = status.isPresent() ? " with exit status " + words(status.getAsInt()) : "";
        return name + " ended" + with + " after " + words(ran) + lastError.map(line -> ": " + line).orElse("");
    }

    private static String words(int status) {
        boolean linux = IpcSystem.Kind.ofThisMachine().orElseThrow() == IpcSystem.Kind.LINUX;
        if (linux && status > SIGNALLED && status <= SIGNALLED + LAST_SIGNAL) {
            return status + " (signal " + (status - SIGNALLED) + ")";
        }
        // What Windows ends a program with for a fault is known by its hexadecimal name.
        return status < 0 ? String.format("0x%08X", status) : Integer.toString(status);
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
