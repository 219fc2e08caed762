package mailchute.wire;

import java.lang.Character.UnicodeScript;
import java.nio.charset.Charset;
import java.util.List;

/** Whether letters belong together, as those of a sentence do and those of a wrong decoding do not. */
final class Scripts {

    /** The standards of what East Asian writing needs from day to day. */
    private static final List<Charset> EVERYDAY = List.of("EUC-KR", "Shift_JIS", "GB2312", "Big5").stream()
            .filter(Charset::isSupported)
            .map(Charset::forName)
            .toList();

    private Scripts() {}

    /** Whether all letters are of one script, besides signs and emoji; signs of a page of Unicode alone do not count. */
    static boolean isOfOne(String text) {
        UnicodeScript script = null;
        boolean emoji = false;
        for (int c : text.codePoints().toArray()) {
            UnicodeScript its = family(UnicodeScript.of(c));
            boolean sign = its == UnicodeScript.COMMON || its == UnicodeScript.INHERITED;
            if (!Character.isDefined(c)
                    || Character.getType(c) == Character.PRIVATE_USE
                    || !sign && script != null && its != script) {
                return false;
            }
            emoji |= sign && Character.isSupplementaryCodePoint(c);
            script = sign ? script : its;
        }
        return script == null
                ? emoji || text.chars().allMatch(c -> c == '\uFFFD') && !text.isEmpty()
                : isWritten(script);
    }

    /** Japanese is written in three scripts. */
    private static UnicodeScript family(UnicodeScript script) {
        return switch (script) {
            case HIRAGANA, KATAKANA -> UnicodeScript.HAN;
            default -> script;
        };
    }

    /** Wrong decodings land in the scripts with the largest blocks, which nobody's mailslot has seen. */
    private static boolean isWritten(UnicodeScript script) {
        return switch (script) {
            case HANGUL, HAN, LATIN, CYRILLIC, GREEK, HEBREW, ARABIC, THAI, DEVANAGARI, ARMENIAN, GEORGIAN -> true;
            default -> false;
        };
    }

    /** Whether one of the everyday standards has all its East Asian letters. */
    static boolean isEveryday(String text) {
        String letters = text.codePoints()
                .filter(Character::isLetter)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return EVERYDAY.stream().anyMatch(standard -> standard.newEncoder().canEncode(letters));
    }
}
