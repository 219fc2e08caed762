package mailchute.wire;

/**
 * Characters that take no place on a screen, or an empty one ({@code Default_Ignorable_Code_Point} of Unicode): two texts that
 * differ in them alone look the same, and one that is made of them looks like nothing.
 */
public final class Invisible {

    private static final int ZERO_WIDTH_SPACE = 0x200B;
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final int WORD_JOINER = 0x2060;

    private Invisible() {}

    /** Whether this is such a character. */
    public static boolean is(int point) {
        return point >= 0xAD
                && (point == 0xAD // soft hyphen
                        || point == 0x34F // grapheme joiner
                        || point == 0x61C // direction mark
                        || point == 0x115F
                        || point == 0x1160
                        || point == 0x3164
                        || point == 0xFFA0 // Hangul fillers
                        || point == 0x17B4
                        || point == 0x17B5 // Khmer vowels that are not written
                        || point >= 0x180B && point <= 0x180F // Mongolian selectors
                        || point >= ZERO_WIDTH_SPACE && point <= 0x200F // joiners, direction marks
                        || point >= 0x202A && point <= 0x202E // direction embeddings and overrides
                        || point >= WORD_JOINER && point <= 0x206F // operators, direction isolates
                        || isSelector(point)
                        || point == 0xFEFF
                        || point >= 0xFFF0 && point <= 0xFFF8
                        || point >= 0x1BCA0 && point <= 0x1BCA3 // shorthand controls
                        || point >= 0x1D173 && point <= 0x1D17A // musical controls
                        || point >= 0xE0000 && point <= 0xE0FFF); // tags: invisible ASCII
    }

    private static boolean isSelector(int point) {
        return point >= 0xFE00 && point <= 0xFE0F || point >= 0xE0100 && point <= 0xE01EF;
    }

    /** Whether an invisible character does what it is for behind this one, and the reader sees that it does. */
    static boolean belongsBehind(int point, int before) {
        if (is(before)) {
            // A joiner follows the selector of an emoji's picture; anything else in a row only hides.
            return isSelector(before) && point == ZERO_WIDTH_JOINER;
        }
        if (isSelector(point)) {
            // The picture of a sign, the shape of an ideograph, a digit's key.
            return before > 0x7F || before >= '0' && before <= '9' || before == '#' || before == '*';
        }
        return switch (point) {
            case ZERO_WIDTH_JOINER, ZERO_WIDTH_NON_JOINER -> joins(before);
            case ZERO_WIDTH_SPACE, WORD_JOINER -> writesWithoutSpaces(before);
            default -> false;
        };
    }

    /** Emoji, and the scripts whose letters change their shape beside each other. */
    private static boolean joins(int before) {
        return switch (Character.UnicodeScript.of(before)) {
            case LATIN, GREEK, CYRILLIC, ARMENIAN, GEORGIAN, HEBREW, HAN, HANGUL, HIRAGANA, KATAKANA, BOPOMOFO -> false;
            case COMMON, INHERITED -> before > 0x2190;
            default -> true;
        };
    }

    private static boolean writesWithoutSpaces(int before) {
        return switch (Character.UnicodeScript.of(before)) {
            case THAI, LAO, KHMER, MYANMAR, JAVANESE, BALINESE, TIBETAN, TAI_THAM -> true;
            default -> false;
        };
    }
}
