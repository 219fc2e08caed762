package mailchute.wire;

/**
 * Outside text made harmless to show, on a screen or in a terminal: what would move the cursor, turn the reading
 * direction or say nothing at all becomes a visible sign. Newline and tab stay.
 */
public final class VisibleText {

    private static final char REPLACEMENT = '\uFFFD';

    private VisibleText() {}

    /** The text with every control, direction override and lone surrogate replaced by a visible sign. */
    public static String of(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            if (isSuspect(text, i)) {
                return replaced(text);
            }
        }
        return text;
    }

    /** The same on one line: newlines and tabs become visible signs too. */
    public static String onOneLine(String text) {
        return of(text).replace('\n', '\u2424').replace('\t', '\u2409');
    }

    private static boolean isSuspect(String text, int i) {
        char c = text.charAt(i);
        if (c >= ' ' && c < 0x7F) {
            return false;
        }
        if (Character.isHighSurrogate(c)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return i == 0 || !Character.isHighSurrogate(text.charAt(i - 1));
        }
        return sign(c) != c;
    }

    private static String replaced(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n') {
                continue;
            }
            if (!isSuspect(text, i)) {
                shown.append(c);
            } else if (Character.isSurrogate(c)) {
                shown.append(REPLACEMENT);
            } else {
                shown.append(sign(c));
            }
        }
        return shown.toString();
    }

    private static char sign(char c) {
        if (c == '\n' || c == '\t') {
            return c;
        }
        if (c < ' ') {
            return (char) ('\u2400' + c);
        }
        if (c == 0x7F) {
            return '\u2421';
        }
        boolean control = c >= 0x80 && c < 0xA0;
        boolean direction = c >= 0x202A && c <= 0x202E
                || c >= 0x2066 && c <= 0x2069
                || c == 0x200E
                || c == 0x200F
                || c == 0x061C;
        boolean lineBreak = c == 0x2028 || c == 0x2029;
        return control || direction || lineBreak || c == 0xFEFF ? REPLACEMENT : c;
    }
}
