package mailchute.history;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What the index of three letters cannot find: words of one and two letters, which in Korean most are. Each becomes a token
 * of an index of its own:
 *
 * <ul>
 *   <li>any two neighbours of which one at least is no ASCII letter or digit, and the last letter of a word by itself, so
 *       that one or two such letters are found wherever they are: {@code 회의} in {@code 회의는};
 *   <li>ASCII words of one or two letters as a whole: {@code ci} is found in {@code the CI is red}, not in {@code circle};
 *   <li>the same two neighbours of the sender's name, whatever its letters, and the channel.
 * </ul>
 *
 * <p>Tokens are written in ASCII, letters by their numbers, so that no tokenizer can take one apart.
 */
final class ShortWords {

    private static final String NEIGHBOURS = "p";
    private static final String WORD = "w";
    private static final String SENDER = "s";
    private static final String CHANNEL = "c";

    private ShortWords() {}

    /** Whether only this index finds the word. */
    static boolean isShort(String word) {
        return word.codePointCount(0, word.length()) < 3;
    }

    /** All tokens of an entry, with blanks between them. */
    static String of(String text, String sender, long channel) {
        Set<String> tokens = tokens(text);
        addNeighbours(tokens, SENDER, letters(sender), true);
        tokens.add(channel(channel));
        return String.join(" ", tokens);
    }

    /** The tokens of a text in searchable form. */
    static Set<String> tokens(String text) {
        Set<String> tokens = new LinkedHashSet<>();
        int[] letters = letters(text);
        addNeighbours(tokens, NEIGHBOURS, letters, false);
        for (int start = 0; start < letters.length; start++) {
            int end = start;
            while (end < letters.length && isPlain(letters[end])) {
                end++;
            }
            if (end > start && end - start < 3) {
                tokens.add(word(letters, start, end));
            }
            start = end;
        }
        return tokens;
    }

    private static void addNeighbours(Set<String> tokens, String kind, int[] letters, boolean plainToo) {
        for (int i = 0; i < letters.length; i++) {
            if (Searchable.isBlank(letters[i])) {
                continue;
            }
            boolean last = i + 1 == letters.length || Searchable.isBlank(letters[i + 1]);
            if (last
                    ? plainToo || !isPlain(letters[i])
                    : plainToo || !isPlain(letters[i]) || !isPlain(letters[i + 1])) {
                tokens.add(last ? kind + number(letters[i]) : kind + number(letters[i]) + number(letters[i + 1]));
            }
        }
    }

    /** The token for a short word, or what it begins with where it has one letter that is not a word by itself. */
    record Token(String text, boolean whole) {

        /** As the index is asked for it. */
        String match() {
            return "\"" + text + (whole ? "\"" : "\"*");
        }

        boolean isIn(Set<String> tokens) {
            return whole ? tokens.contains(text) : tokens.stream().anyMatch(token -> token.startsWith(text));
        }
    }

    /** What finds a word of one or two letters. */
    static Token find(String word) {
        int[] letters = letters(word);
        if (isPlain(letters[0]) && isPlain(letters[letters.length - 1])) {
            return new Token(word(letters, 0, letters.length), true);
        }
        return neighbours(NEIGHBOURS, letters);
    }

    /** What finds a part of one or two letters of a sender's name. */
    static Token findSender(String part) {
        return neighbours(SENDER, letters(part));
    }

    private static Token neighbours(String kind, int[] letters) {
        return letters.length == 1
                ? new Token(kind + number(letters[0]), false)
                : new Token(kind + number(letters[0]) + number(letters[1]), true);
    }

    /** What finds the channel with this number. */
    static String channel(long number) {
        return CHANNEL + number;
    }

    private static int[] letters(String text) {
        return text.codePoints().map(Character::toLowerCase).toArray();
    }

    private static String word(int[] letters, int start, int end) {
        return WORD + new String(letters, start, end - start);
    }

    /** Always of the same length, so that what begins with one letter's number begins with that letter. */
    private static String number(int letter) {
        return Integer.toHexString(0x1000000 | letter);
    }

    private static boolean isPlain(int c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'z';
    }
}
