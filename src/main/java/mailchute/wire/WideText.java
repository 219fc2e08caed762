package mailchute.wire;

import java.util.Optional;

/** UTF-16LE, as a {@code UNICODE} program writes it: no mark in front, perhaps a piece that cuts a surrogate pair. */
final class WideText {

    private WideText() {}

    /**
     * The text, with U+FFFD for half a pair at either end; empty where the bytes are no such text. A program that counts
     * characters for bytes leaves the last one's zero out.
     */
    static Optional<String> read(byte[] bytes) {
        if (bytes.length < 2) {
            return Optional.empty();
        }
        String text = units(bytes);
        if (!PlainText.isText(text)
                || !isWhole(PlainText.withoutEnding(text))
                || bytes.length % 2 != 0 && !hasNulInside(bytes)) {
            return Optional.empty();
        }
        boolean half = bytes.length % 2 != 0 && bytes[bytes.length - 1] > 0;
        return Optional.of(mended(text) + (half ? (char) bytes[bytes.length - 1] : ""));
    }

    /** The 16-bit units as they are; an odd last byte is left out. */
    static String units(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length / 2);
        for (int i = 0; i + 1 < bytes.length; i += 2) {
            text.append((char) (bytes[i] & 0xFF | bytes[i + 1] << 8));
        }
        return text.toString();
    }

    /** With U+FFFD for each half of a surrogate pair. */
    static String mended(String text) {
        StringBuilder whole = new StringBuilder(text.length());
        text.codePoints().map(c -> isHalf(c) ? 0xFFFD : c).forEach(whole::appendCodePoint);
        return whole.toString();
    }

    /** Halves of pairs may stand at the ends alone, where a piece was cut. */
    private static boolean isWhole(String text) {
        int start = !text.isEmpty() && Character.isLowSurrogate(text.charAt(0)) ? 1 : 0;
        int end = text.length() > start && Character.isHighSurrogate(text.charAt(text.length() - 1))
                ? text.length() - 1
                : text.length();
        return text.substring(start, end).codePoints().noneMatch(c -> isHalf(c) || !Character.isDefined(c));
    }

    private static boolean isHalf(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }

    /** Whether a NUL stands before anything else but NULs: no 8-bit text has that. */
    static boolean hasNulInside(byte[] bytes) {
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] == 0) {
            end--;
        }
        for (int i = 0; i < end; i++) {
            if (bytes[i] == 0) {
                return true;
            }
        }
        return false;
    }

    /** Kana and a newline are bytes of ASCII too, such as {@code B0D0}, but then for a NUL behind the newline. */
    static boolean isKanaLine(byte[] bytes) {
        if (bytes.length < 4
                || bytes.length % 2 != 0
                || bytes[bytes.length - 2] != '\n'
                || bytes[bytes.length - 1] != 0) {
            return false;
        }
        return PlainText.withoutEnding(units(bytes)).chars().allMatch(c -> c >= 0x3041 && c <= 0x30FF);
    }
}
