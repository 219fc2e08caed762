package mailchute.history;

/**
 * The pairs of neighbouring letters in text of scripts that write words with few of them: Hangul, Han, Kana. The index of
 * three letters cannot find words of two, and in Korean most are such.
 */
final class Pairs {

    private Pairs() {}

    /** All pairs of the text, with blanks between them. */
    static String of(String text) {
        StringBuilder pairs = new StringBuilder();
        int last = -1;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (!isDense(c)) {
                last = -1;
                continue;
            }
            if (last >= 0) {
                pairs.appendCodePoint(last).appendCodePoint(c).append(' ');
            }
            last = c;
        }
        return pairs.toString();
    }

    /** Whether the word is one pair. */
    static boolean isPair(String word) {
        return word.codePointCount(0, word.length()) == 2 && word.codePoints().allMatch(Pairs::isDense);
    }

    private static boolean isDense(int c) {
        if (c < 0x1100 || !Character.isLetter(c)) {
            return false;
        }
        return switch (Character.UnicodeScript.of(c)) {
            case HANGUL, HAN, HIRAGANA, KATAKANA, BOPOMOFO -> true;
            default -> false;
        };
    }
}
