package mailchute.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Text in UTF-8 or in a code page, whole or a piece that begins or ends within a character. */
final class EightBitText {

    /** A character of UTF-8 that is cut leaves three bytes at most. */
    private static final int LONGEST_REST = 3;

    /** What a cut costs in {@link #oddity}: a piece is the exception. */
    private static final int CUT = 2;

    private EightBitText() {}

    static Optional<String> strictly(Charset charset, byte[] bytes) {
        try {
            return Optional.of(charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /**
     * UTF-8 that was cut at an end or at both.
     *
     * @param otherwiseText whether the code page can read it as well; then there must be a character of three bytes, which
     *     no code page has by chance
     */
    static Optional<String> pieceOfUtf8(byte[] bytes, boolean otherwiseText) {
        int start = 0;
        while (start < Math.min(LONGEST_REST, bytes.length) && (bytes[start] & 0xC0) == 0x80) {
            start++;
        }
        int end = wholeUntil(bytes, start);
        Optional<String> whole = strictly(StandardCharsets.UTF_8, Arrays.copyOfRange(bytes, start, end));
        int least = otherwiseText ? 0x800 : 0x80;
        return whole.filter(text -> text.codePoints().anyMatch(c -> c >= least))
                .filter(PlainText::isText)
                .map(cut(start > 0, end < bytes.length));
    }

    /** Where the last character begins if it lacks its last bytes; else the end. */
    private static int wholeUntil(byte[] bytes, int start) {
        for (int rest = 1; rest <= LONGEST_REST && bytes.length - rest >= start; rest++) {
            int lead = bytes[bytes.length - rest] & 0xFF;
            if (lead >= 0xC0) {
                int length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
                return length > rest ? bytes.length - rest : bytes.length;
            }
            if (lead < 0x80) {
                return bytes.length;
            }
        }
        return bytes.length;
    }

    private static UnaryOperator<String> cut(boolean atStart, boolean atEnd) {
        return text -> (atStart ? "\uFFFD" : "") + text + (atEnd ? "\uFFFD" : "");
    }

    /**
     * Text in a code page. The bytes of a character look alike in most, so that a piece which begins within a character
     * could be read one byte off from its beginning to its end: of all ways the one with the fewest odd letters is taken.
     */
    static Optional<String> inCodePage(Charset codePage, byte[] bytes) {
        boolean manyBytes = codePage.newEncoder().maxBytesPerChar() > 1;
        boolean hanIsOdd = codePage.newEncoder().canEncode('\uAC00');
        Optional<String> best = Optional.empty();
        int least = Integer.MAX_VALUE;
        for (int start = 0; start <= (manyBytes ? 1 : 0); start++) {
            for (int end = bytes.length; end >= bytes.length - (manyBytes ? 1 : 0) && end >= start; end--) {
                boolean cutsAscii =
                        start > 0 && bytes.length > 0 && bytes[0] >= 0 || end < bytes.length && bytes[end] >= 0;
                if (cutsAscii) {
                    continue;
                }
                Optional<String> text = strictly(codePage, Arrays.copyOfRange(bytes, start, end))
                        .filter(PlainText::isText);
                int oddity = text.map(read -> oddity(read, hanIsOdd)).orElse(0) + CUT * (start + bytes.length - end);
                if (text.isPresent() && oddity < least) {
                    least = oddity;
                    best = text.map(cut(start > 0, end < bytes.length));
                }
            }
        }
        return best;
    }

    private static int oddity(String text, boolean hanIsOdd) {
        return (int) text.codePoints()
                .filter(c -> c >= 0x80 && !(Character.isLetter(c) && (!hanIsOdd || !Character.isIdeographic(c))))
                .count();
    }
}
