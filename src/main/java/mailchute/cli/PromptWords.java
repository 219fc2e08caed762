package mailchute.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * A line of the prompt, taken apart into words at its blanks. Double quotes keep blanks; on Linux single quotes do as well,
 * and a backslash takes the next character as it is, where on Windows it is a character of every path.
 */
final class PromptWords {

    private final boolean backslashEscapes;
    private final StringBuilder word = new StringBuilder();
    private final List<String> words = new ArrayList<>();
    private boolean inWord;
    private char quote;

    private PromptWords(boolean backslashEscapes) {
        this.backslashEscapes = backslashEscapes;
    }

    /**
     * The words of a line.
     *
     * @throws IllegalArgumentException where a quote is not closed, or the line ends with the backslash of an escape
     */
    static List<String> of(String line, boolean windows) {
        return new PromptWords(!windows).split(line);
    }

    private List<String> split(String line) {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote != 0 && c == quote) {
                quote = 0;
            } else if (c == '\\' && backslashEscapes && quote != '\'') {
                if (++i == line.length()) {
                    throw new IllegalArgumentException(
                            "the line ends with a backslash that has nothing to stand before");
                }
                add(line.charAt(i));
            } else if (quote != 0) {
                add(c);
            } else if (c == '"' || c == '\'' && backslashEscapes) {
                quote = c;
                inWord = true;
            } else if (Character.isWhitespace(c)) {
                endWord();
            } else {
                add(c);
            }
        }
        if (quote != 0) {
            throw new IllegalArgumentException("a quote is not closed: " + quote);
        }
        endWord();
        return words;
    }

    private void add(char c) {
        word.append(c);
        inWord = true;
    }

    private void endWord() {
        if (inWord) {
            words.add(word.toString());
            word.setLength(0);
            inWord = false;
        }
    }
}
