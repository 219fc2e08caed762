package mailchute.wire;

/**
 * Makes text from outside harmless to look at: what would act unseen (control characters, direction overrides, halves
 * of surrogate pairs, characters without width where no script needs them) becomes a glyph that is seen.
 */
public final class VisibleText {

    private static final char REPLACEMENT = '\uFFFD';
    private static final char CONTROL_PICTURES = '\u2400';
    private static final char DELETE_PICTURE = '\u2421';
    private static final char NEWLINE_PICTURE = '\u2424';

    /** So many marks above and below one letter no script needs; piles of them cover what is around. */
    private static final int MOST_MARKS = 8;

    private VisibleText() {}

    /** The text with newlines and tabs kept; {@code \r\n} counts as a newline. */
    public static String of(String text) {
        return convert(text, true);
    }

    /** The text on one line: each newline or tab is a space. For names, titles and status lines. */
    public static String line(String text) {
        return convert(text, false);
    }

    /**
     * JSON on one line, with an escape of four digits for every character that would act unseen: harmless to look at, and the
     * same to whoever parses it.
     */
    public static String escaped(String json) {
        return convert(json, false, VisibleText::escape);
    }

    private static void escape(StringBuilder out, int point, int visible) {
        if (visible == point) {
            out.appendCodePoint(point);
        } else {
            for (char c : Character.toChars(point)) {
                out.append(String.format("\\u%04X", (int) c));
            }
        }
    }

    private interface Append {
        void append(StringBuilder out, int point, int visible);
    }

    private static String convert(String text, boolean lines) {
        return convert(text, lines, (out, point, visible) -> out.appendCodePoint(visible));
    }

    private static String convert(String text, boolean lines, Append append) {
        int plain = plainPrefix(text, lines);
        if (plain == text.length()) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length()).append(text, 0, plain);
        int marks = MOST_MARKS; // what ends the prefix is either no mark or one too many
        int before = plain == 0 ? 0 : text.codePointBefore(plain);
        for (int i = plain; i < text.length(); ) {
            int point = text.codePointAt(i);
            marks = isMark(point) ? marks + 1 : 0;
            boolean carriageReturnOfNewline = point == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
            if (!carriageReturnOfNewline) {
                append.append(out, point, marks > MOST_MARKS ? REPLACEMENT : visible(point, before, lines));
            }
            before = point;
            i += Character.charCount(point);
        }
        return out.toString();
    }

    /** How much of the beginning needs no change: all of most texts. */
    private static int plainPrefix(String text, boolean lines) {
        int i = 0;
        int marks = 0;
        int before = 0;
        while (i < text.length()) {
            int point = text.codePointAt(i);
            marks = isMark(point) ? marks + 1 : 0;
            if (marks > MOST_MARKS || visible(point, before, lines) != point) {
                return i;
            }
            before = point;
            i += Character.charCount(point);
        }
        return i;
    }

    private static boolean isMark(int point) {
        if (point < 0x300) {
            return false;
        }
        int type = Character.getType(point);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }

    private static int visible(int point, int before, boolean lines) {
        if (point >= ' ' && point < 0x7F) {
            return point;
        }
        if (point == '\n' || point == '\t') {
            return lines ? point : ' ';
        }
        if (point < ' ') {
            return CONTROL_PICTURES + point;
        }
        if (point == 0x7F) {
            return DELETE_PICTURE;
        }
        if (point == 0x2028 || point == 0x2029) {
            return NEWLINE_PICTURE;
        }
        boolean unseen = actsUnseen(point) || Invisible.is(point) && !Invisible.belongsBehind(point, before);
        return unseen ? REPLACEMENT : point;
    }

    private static boolean actsUnseen(int point) {
        return point >= 0x80 && point <= 0x9F // C1 controls
                || point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE // halves of pairs
                || point >= 0xFFF9 && point <= 0xFFFB // interlinear annotations
                || (point & 0xFFFE) == 0xFFFE; // not characters
    }
}
