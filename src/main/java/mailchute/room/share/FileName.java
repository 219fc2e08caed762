package mailchute.room.share;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The name that a client asked for, as the steps from a folder to a file in it. What means anything else on any system is
 * no name here, whatever system this is: a way out, a device, a stream of a file.
 */
public final class FileName {

    private static final Set<String> DEVICES = Set.of("CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$");

    private FileName() {}

    /** The folders and the file, in order; empty where the name leads anywhere but below a folder. */
    static Optional<List<String>> steps(String name) {
        List<String> steps = List.of(name.split("[/\\\\]", -1));
        return steps.stream().allMatch(FileName::isStep) ? Optional.of(steps) : Optional.empty();
    }

    private static boolean isStep(String step) {
        boolean dots = step.endsWith(".");
        boolean blanks = step.isEmpty() || step.endsWith(" ") || step.startsWith(" ");
        boolean reserved = step.chars().anyMatch(c -> Character.isISOControl(c) || "<>:\"|?*".indexOf(c) >= 0);
        return !dots && !blanks && !reserved && !isDevice(step);
    }

    /** Whether Windows takes the name for a device, which keeps its meaning with an extension and with blanks before that. */
    public static boolean isDevice(String step) {
        int dot = step.indexOf('.');
        String stem = (dot < 0 ? step : step.substring(0, dot)).strip().toUpperCase(Locale.ROOT);
        return DEVICES.contains(stem) || stem.matches("(COM|LPT)[0-9\u00b9\u00b2\u00b3]");
    }
}
