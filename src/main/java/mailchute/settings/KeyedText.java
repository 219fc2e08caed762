package mailchute.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lines of {@code key = value}. What is after the sign is the value as it is, without the blanks around it, so that a
 * Windows path needs no second backslash. A line that begins with {@code #} is a comment; comments, empty lines and the
 * order of all lines are kept. Where a key is written twice the last one counts. Immutable.
 */
final class KeyedText {

    static final KeyedText EMPTY = new KeyedText(List.of());

    private final List<String> lines;

    private KeyedText(List<String> lines) {
        this.lines = lines;
    }

    /**
     * Reads a text.
     *
     * @throws BrokenTextException where a line is neither empty, nor a comment, nor a key and a value
     */
    static KeyedText of(String text) throws BrokenTextException {
        String withoutMark = text.startsWith("\uFEFF") ? text.substring(1) : text;
        List<String> lines = withoutMark.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.chars().anyMatch(c -> c < ' ' && c != '\t') || !isBlankOrComment(line) && line.indexOf('=') < 1) {
                throw new BrokenTextException("line " + (i + 1) + " is not of the form key = value");
            }
        }
        return new KeyedText(lines);
    }

    private static boolean isBlankOrComment(String line) {
        return line.isBlank() || line.stripLeading().startsWith("#");
    }

    /** The value of a key; empty where it is not there or has no value. */
    Optional<String> get(String key) {
        for (int i = lines.size() - 1; i >= 0; i--) {
            if (key.equals(keyOf(lines.get(i)))) {
                return Optional.of(valueOf(lines.get(i))).filter(value -> !value.isEmpty());
            }
        }
        return Optional.empty();
    }

    /** All keys with their values, in the order of the lines. */
    Map<String, String> entries() {
        Map<String, String> entries = new LinkedHashMap<>();
        for (String line : lines) {
            String key = keyOf(line);
            if (!key.isEmpty()) {
                entries.remove(key);
                entries.put(key, valueOf(line));
            }
        }
        return entries;
    }

    /** The text with this value for the key: in its old place, or at the end. */
    KeyedText with(String key, String value) {
        if (value.chars().anyMatch(c -> c < ' ') || key.isEmpty() || key.indexOf('=') >= 0) {
            throw new IllegalArgumentException("not one line: " + key + " = " + value);
        }
        String written = key + " = " + value;
        List<String> changed = new ArrayList<>(without(key).lines);
        int place = placeOf(key);
        changed.add(place < 0 ? changed.size() : place, written);
        return new KeyedText(List.copyOf(changed));
    }

    /** The text without the key. */
    KeyedText without(String key) {
        return new KeyedText(
                lines.stream().filter(line -> !key.equals(keyOf(line))).toList());
    }

    /** The text with these lines in front of all others. */
    KeyedText withHeader(List<String> header) {
        List<String> all = new ArrayList<>(header);
        all.addAll(lines);
        return new KeyedText(List.copyOf(all));
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    /** The line of a key, counted without the other lines of the same key before it; -1 where there is none. */
    private int placeOf(String key) {
        for (int i = 0; i < lines.size(); i++) {
            if (key.equals(keyOf(lines.get(i)))) {
                return i;
            }
        }
        return -1;
    }

    private static String keyOf(String line) {
        return isBlankOrComment(line)
                ? ""
                : line.substring(0, line.indexOf('=')).strip();
    }

    private static String valueOf(String line) {
        return line.substring(line.indexOf('=') + 1).strip();
    }

    @Override
    public String toString() {
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }
}
