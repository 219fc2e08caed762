package mailchute.window.part;

import java.util.OptionalInt;
import mailchute.room.ExitCode;

/** How processes ended, in the language of the windows. */
public final class ExitWords {

    private ExitWords() {}

    /** An exit code, and the signal that it stands for. */
    public static String of(ExitCode code) {
        OptionalInt signal = code.signal();
        return signal.isPresent()
                ? Words.of("end.signal", code.toString(), Integer.toString(signal.getAsInt()))
                : code.toString();
    }
}
