package mailchute.window.part;

import java.util.ArrayList;
import java.util.List;

/** A long text in pieces that each fit, cut after a line where there is one, else after a word, never in a character. */
public final class Pieces {

    private Pieces() {}

    /** Pieces of at most so many bytes in UTF-8, at least four; together they are the text but for the white space at the cuts. */
    public static List<String> of(String text, int maxBytes) {
        List<String> pieces = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int end = fitting(text, start, maxBytes);
            if (end < text.length()) {
                end = cut(text, start, end);
            }
            String piece = text.substring(start, end).strip();
            if (!piece.isEmpty()) {
                pieces.add(piece);
            }
            start = end;
        }
        return pieces;
    }

    /** The end of the longest stretch from there that fits. */
    private static int fitting(String text, int start, int maxBytes) {
        int bytes = 0;
        int end = start;
        while (end < text.length()) {
            int next = end + Character.charCount(text.codePointAt(end));
            bytes += Utf8Length.of(text.substring(end, next));
            if (bytes > maxBytes && end > start) {
                break;
            }
            end = next;
        }
        return end;
    }

    private static int cut(String text, int start, int end) {
        int line = text.lastIndexOf('\n', end - 1);
        if (line > start) {
            return line + 1;
        }
        for (int at = end - 1; at > start; at--) {
            if (Character.isWhitespace(text.charAt(at))) {
                return at + 1;
            }
        }
        return end;
    }
}
