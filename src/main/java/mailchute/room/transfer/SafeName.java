package mailchute.room.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import java.util.Set;
import mailchute.room.share.FileName;
import mailchute.wire.Composed;
import mailchute.wire.Invisible;

/**
 * Makes a name from outside the name of a file in one folder, on any system: no path, no device, not hidden, nothing that
 * cannot be seen, not too long, and none that a desktop acts on just because it lies there.
 */
final class SafeName {

    /** In bytes of UTF-8; leaves room for a number and for what a part is called, in the 255 that file systems have. */
    static final int MOST_BYTES = 150;

    /** An ending longer than this is none. */
    private static final int LONGEST_ENDING = 20;

    private static final String HARMLESS = ".received";

    /** Read by file managers and by the parts of this package without being opened. */
    private static final Set<String> ACTING_ENDINGS = Set.of(
            "part",
            "lnk",
            "url",
            "scf",
            "desktop",
            "directory",
            "library-ms",
            "search-ms",
            "searchconnector-ms",
            "pif");

    private static final Set<String> ACTING_NAMES = Set.of("desktop.ini", "autorun.inf", "folder.htt", "thumbs.db");

    private SafeName() {}

    static String of(String claimed) {
        String last = claimed.substring(Math.max(claimed.lastIndexOf('/'), claimed.lastIndexOf('\\')) + 1);
        StringBuilder seen = new StringBuilder();
        last.codePoints().forEach(c -> {
            if (isSeen(c)) {
                seen.appendCodePoint("<>:\"|?*".indexOf(c) >= 0 ? '_' : c);
            }
        });
        // Not before: what is left out may have stood between two marks that belong in another order.
        String whole = Composed.of(seen);
        String cut = withoutTrail(cut(withoutTrail(whole.replaceFirst("^[.\\s~]+", ""))));
        String named = cut.isEmpty() ? "file" : FileName.isDevice(cut) ? cut("_" + cut) : cut;
        return acts(named) ? cut(named + HARMLESS) : named;
    }

    /** Windows leaves dots and blanks at the end of a name away. */
    private static String withoutTrail(String name) {
        return name.replaceFirst("[.\\s]+$", "");
    }

    private static boolean isSeen(int c) {
        return !Invisible.is(c)
                && switch (Character.getType(c)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.SURROGATE,
                            Character.PRIVATE_USE,
                            Character.UNASSIGNED,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR -> false;
                    default -> true;
                };
    }

    private static boolean acts(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return ACTING_NAMES.contains(lower) || ACTING_ENDINGS.contains(lower.substring(lower.lastIndexOf('.') + 1));
    }

    private static String cut(String name) {
        if (name.getBytes(UTF_8).length <= MOST_BYTES) {
            return name;
        }
        String ending = ending(name);
        int room = MOST_BYTES - ending.getBytes(UTF_8).length;
        StringBuilder stem = new StringBuilder();
        int bytes = 0;
        for (int c :
                name.substring(0, name.length() - ending.length()).codePoints().toArray()) {
            bytes += Character.toString(c).getBytes(UTF_8).length;
            if (bytes > room) {
                break;
            }
            stem.appendCodePoint(c);
        }
        return stem.toString().stripTrailing() + ending;
    }

    /** From the last dot on, if that is what an ending looks like; else nothing. */
    private static String ending(String name) {
        int dot = name.lastIndexOf('.');
        boolean is = dot > 0 && name.length() - dot <= LONGEST_ENDING + 1 && name.indexOf(' ', dot) < 0;
        return is ? name.substring(dot) : "";
    }

    /** The name with a number, as the second file of that name gets it: {@code name (2).txt}; 1 is the name itself. */
    static String numbered(String name, int number) {
        if (number == 1) {
            return name;
        }
        String ending = ending(name);
        return name.substring(0, name.length() - ending.length()) + " (" + number + ")" + ending;
    }
}
