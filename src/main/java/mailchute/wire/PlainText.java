package mailchute.wire;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Decodes what plain programs write into a mailslot: UTF-8, UTF-16LE (a {@code TCHAR} program) or a code page. Nothing tells
 * them apart but the bytes, and a long line comes in pieces that may begin and end within a character; half a character
 * becomes U+FFFD.
 *
 * <p>Bytes that are right in two encodings are read as UTF-8 before UTF-16LE and as that before the code page, unless only
 * the later one gives everyday text of one script.
 */
public final class PlainText {

    /** What an ANSI program of this system writes. */
    public static final Charset SYSTEM_CODE_PAGE = systemsOwn();

    private PlainText() {}

    /** The text, without a trailing newline or NUL; ANSI text is in the system's code page. */
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
            return wide(WideText.mended(WideText.units(bytes).substring(1)));
        }
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
            return utf8(new String(bytes, 3, bytes.length - 3, StandardCharsets.UTF_8));
        }
        Optional<String> wide = WideText.read(bytes);
        // A Latin letter, a blank or a newline in UTF-16LE puts a NUL between others. One at the end may as well end an
        // 8-bit text.
        if (wide.isPresent() && WideText.hasNulInside(bytes)) {
            return wide(wide.get());
        }
        Optional<String> oneScript = wide.filter(text -> Scripts.isOfOne(withoutEnding(text)));
        Optional<String> utf8 = EightBitText.strictly(StandardCharsets.UTF_8, bytes);
        if (utf8.isPresent()) {
            // Cyrillic or Thai in UTF-16LE: every other byte would be a control character.
            boolean alphabet = !isText(utf8.get())
                    && oneScript
                            .filter(text -> text.chars().allMatch(c -> c < 0x2000))
                            .isPresent();
            return alphabet || oneScript.isPresent() && WideText.isKanaLine(bytes)
                    ? wide(oneScript.get())
                    : utf8(utf8.get());
        }
        Optional<String> ansi = EightBitText.inCodePage(codePage, bytes);
        Optional<String> piece = EightBitText.pieceOfUtf8(bytes, ansi.isPresent());
        if (piece.isPresent()) {
            return utf8(piece.get());
        }
        if (oneScript.isPresent() && !isRatherAnsi(ansi, oneScript.get(), codePage)) {
            return wide(oneScript.get());
        }
        if (ansi.isPresent()) {
            return new Decoded(ansi.get(), codePage);
        }
        return wide.isPresent() && bytes[bytes.length - 1] == 0 ? wide(wide.get()) : leastDamaged(bytes, codePage);
    }

    private static Decoded wide(String text) {
        return new Decoded(text, StandardCharsets.UTF_16LE);
    }

    private static Decoded utf8(String text) {
        return new Decoded(text, StandardCharsets.UTF_8);
    }

    /** Both are text: the one that is made of everyday letters alone, else the one in the code page's own script. */
    private static boolean isRatherAnsi(Optional<String> ansi, String wide, Charset codePage) {
        if (ansi.isEmpty() || !Scripts.isOfOne(withoutEnding(ansi.get())) || !Scripts.isEveryday(ansi.get())) {
            return false;
        }
        return !Scripts.isEveryday(wide) || !codePage.newEncoder().canEncode(wide);
    }

    private static Decoded leastDamaged(byte[] bytes, Charset codePage) {
        String utf8 = new String(bytes, StandardCharsets.UTF_8);
        String ansi = new String(bytes, codePage);
        return damage(ansi) < damage(utf8) ? new Decoded(ansi, codePage) : utf8(utf8);
    }

    private static long damage(String text) {
        return text.chars().filter(c -> c == '\uFFFD').count();
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

    /** Whether it holds no control characters but those that shape lines. */
    static boolean isText(String text) {
        return withoutEnding(text)
                .chars()
                .allMatch(c -> c >= ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\u001b');
    }

    static String withoutEnding(String text) {
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == 0 || text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return text.substring(0, end);
    }

    /**
     * A code page by its name or its number: {@code MS949}, {@code windows-1252}, {@code 1252}, {@code UTF-16LE}.
     *
     * @throws BadNameException where this Java has none of that name
     */
    public static Charset codePage(String name) {
        boolean number = name.matches("[0-9]{3,5}");
        List<String> names = number
                ? List.of(name.equals("65001") ? "UTF-8" : "windows-" + name, "x-windows-" + name, "IBM" + name)
                : List.of(name);
        for (String candidate : names) {
            if (candidate.matches("[A-Za-z0-9][A-Za-z0-9._:+-]*") && Charset.isSupported(candidate)) {
                Charset found = Charset.forName(candidate);
                if (found.canEncode()) {
                    return found;
                }
            }
        }
        throw new BadNameException(
                "there is no code page " + VisibleText.line(name) + "; MS949, windows-1252 or 1252 are some");
    }

    private static Charset systemsOwn() {
        String name = System.getProperty("sun.jnu.encoding", "UTF-8");
        Charset system = Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.UTF_8;
        // A system whose own encoding is UTF-8 has no code page; Korean programs are the classic ones here.
        boolean none = system.equals(StandardCharsets.UTF_8) || system.equals(StandardCharsets.US_ASCII);
        return none && Charset.isSupported("x-windows-949") ? Charset.forName("x-windows-949") : system;
    }
}
