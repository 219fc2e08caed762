package mailchute.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Decodes what plain programs write into a mailslot: UTF-8, UTF-16LE (a {@code TCHAR} program) or the system's code page.
 * Nothing tells them apart but the bytes.
 */
public final class PlainText {

    /** What an ANSI program of this system writes. */
    public static final Charset SYSTEM_CODE_PAGE = systemCodePage();

    private PlainText() {}

    /** The text, without a trailing newline or NUL, in the system's code page where it is in one. */
    public static String decode(byte[] bytes) {
        return decode(bytes, SYSTEM_CODE_PAGE);
    }

    /** The text, without a trailing newline or NUL. */
    public static String decode(byte[] bytes, Charset codePage) {
        return withoutEnding(read(bytes, codePage).text());
    }

    /**
     * A text as it is, and what it was written in.
     *
     * @param text with its ending, whatever that is
     */
    public record Decoded(String text, Charset charset) {}

    /** The text with its ending, and what it is in. */
    public static Decoded read(byte[] bytes, Charset codePage) {
        if (startsWith(bytes, 0xFF, 0xFE) && bytes.length % 2 == 0) {
            return new Decoded(new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16LE), StandardCharsets.UTF_16LE);
        }
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
            return new Decoded(new String(bytes, 3, bytes.length - 3, StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        }
        Optional<Decoded> wide =
                strictly(StandardCharsets.UTF_16LE, even(bytes)).filter(decoded -> isText(decoded.text()));
        // A Latin letter, a blank or a newline in UTF-16LE puts a NUL at an odd place. A NUL that is the last byte may as
        // well end an 8-bit text.
        if (wide.isPresent() && hasNulAtOddPlace(bytes, bytes.length - 1)) {
            return wide.get();
        }
        Optional<Decoded> utf8 = strictly(StandardCharsets.UTF_8, bytes);
        if (utf8.isPresent()) {
            return utf8.get();
        }
        // Left are a code page, and UTF-16LE with hardly a Latin character: that is all of one script.
        if (wide.isPresent()
                && (hasNulAtOddPlace(bytes, bytes.length) || isAllOfOneEastAsianScript(wide.get().text()))) {
            return wide.get();
        }
        return strictly(codePage, bytes)
                .orElseGet(() -> new Decoded(new String(bytes, StandardCharsets.UTF_8), StandardCharsets.UTF_8));
    }

    /** A program that counts characters where bytes are meant leaves the last one's zero byte out. */
    private static byte[] even(byte[] bytes) {
        boolean cut = bytes.length % 2 == 1 && bytes.length > 1 && hasNulAtOddPlace(bytes, bytes.length - 1);
        return cut ? Arrays.copyOf(bytes, bytes.length + 1) : bytes;
    }

    private static boolean startsWith(byte[] bytes, int... start) {
        if (bytes.length < start.length) {
            return false;
        }
        for (int i = 0; i < start.length; i++) {
            if ((bytes[i] & 0xFF) != start[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasNulAtOddPlace(byte[] bytes, int end) {
        for (int i = 1; i < end; i += 2) {
            if (bytes[i] == 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean isText(String text) {
        return withoutEnding(text).chars().allMatch(c -> c >= ' ' || c == '\n' || c == '\r' || c == '\t');
    }

    private static boolean isAllOfOneEastAsianScript(String text) {
        String body = withoutEnding(text);
        return body.codePoints().allMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HANGUL)
                || body.codePoints().allMatch(PlainText::isJapaneseOrChinese);
    }

    private static boolean isJapaneseOrChinese(int c) {
        return switch (Character.UnicodeScript.of(c)) {
            case HAN, HIRAGANA, KATAKANA -> true;
            default -> false;
        };
    }

    private static Optional<Decoded> strictly(Charset charset, byte[] bytes) {
        try {
            String text = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return Optional.of(new Decoded(text, charset));
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static String withoutEnding(String text) {
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == 0 || text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return text.substring(0, end);
    }

    private static Charset systemCodePage() {
        String name = System.getProperty("sun.jnu.encoding", "UTF-8");
        Charset system = Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.UTF_8;
        // A system whose own encoding is UTF-8 has no code page; Korean programs are the classic ones here.
        boolean none = system.equals(StandardCharsets.UTF_8) || system.equals(StandardCharsets.US_ASCII);
        return none && Charset.isSupported("x-windows-949") ? Charset.forName("x-windows-949") : system;
    }
}
