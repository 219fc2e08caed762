package mailchute.room;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.StringJoiner;
import mailchute.wire.VisibleText;

/**
 * The handle values that a child was told: numbers, not yet looked at.
 *
 * @param mailslots the values of mailslots' write handles
 * @param parent the value of the parent's process handle
 * @param line the value of the child's end of the order line
 * @param by how they were told
 */
public record InheritedHandles(List<Long> mailslots, OptionalLong parent, OptionalLong line, HandlesBy by) {

    /**
     * Reads the values from the words in which they were told; an empty word is no value.
     *
     * @throws IllegalArgumentException in one line, where a word is no number
     */
    public static InheritedHandles parse(String mailslots, String parent, String line, HandlesBy by) {
        List<Long> values = new ArrayList<>();
        for (String word : mailslots.split(",", -1)) {
            if (!word.isBlank()) {
                values.add(value(word));
            } else if (!mailslots.isBlank()) {
                throw new IllegalArgumentException("a handle value is missing between the commas");
            }
        }
        return new InheritedHandles(List.copyOf(values), optional(parent), optional(line), by);
    }

    /** The values of write handles in words: {@code write handle 404}, {@code no write handle yet}. */
    public static String words(List<Long> values) {
        StringJoiner list = new StringJoiner(", ");
        for (long value : values) {
            list.add(Long.toString(value));
        }
        return switch (values.size()) {
            case 0 -> "no write handle yet";
            case 1 -> "write handle " + list;
            default -> "write handles " + list;
        };
    }

    private static OptionalLong optional(String word) {
        return word.isBlank() ? OptionalLong.empty() : OptionalLong.of(value(word));
    }

    private static long value(String word) {
        try {
            long value = Long.parseUnsignedLong(word.strip());
            if (value > 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "a handle value is a number such as 404, not " + VisibleText.line(word), e);
        }
        throw new IllegalArgumentException("a handle value is a number over 0");
    }
}
