package mailchute.window.transcript;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The rows of a transcript, the newest so many of them, and fewer if they are very long: a flood of long messages must
 * not take the memory of the window. Each row has a number that it keeps: the
 * first ever added is 0, older ones added above it count down from there, and a row that has been dropped takes its
 * number with it.
 */
final class TranscriptRing {

    /** How many characters all rows together hold at most, unless the newest row alone has more. */
    static final int MOST_CHARACTERS = 16_000_000;

    private final TranscriptRow[] rows;
    private final Map<String, Long> numbers = new HashMap<>();
    private long first;
    private long end;
    private long characters;

    TranscriptRing(int capacity) {
        rows = new TranscriptRow[capacity];
    }

    /** The number of the oldest row that is kept. */
    long first() {
        return first;
    }

    /** The number that the next row will get. */
    long end() {
        return end;
    }

    int size() {
        return (int) (end - first);
    }

    int capacity() {
        return rows.length;
    }

    boolean holds(long number) {
        return number >= first && number < end;
    }

    /** Adds a row and gives it its number; when the ring is full, the oldest rows go. */
    long add(TranscriptRow row) {
        characters += row.text().length();
        while (size() == rows.length || size() > 0 && characters > MOST_CHARACTERS) {
            dropFirst();
        }
        long number = end++;
        rows[slot(number)] = row;
        if (!row.id().isEmpty()) {
            numbers.put(row.id(), number);
        }
        return number;
    }

    /** Adds a row above all others and gives it its number; when the ring is full, the newest rows go. */
    long addFirst(TranscriptRow row) {
        characters += row.text().length();
        while (size() == rows.length || size() > 0 && characters > MOST_CHARACTERS) {
            end--;
            drop(end);
        }
        first--;
        rows[slot(first)] = row;
        if (!row.id().isEmpty()) {
            numbers.putIfAbsent(row.id(), first);
        }
        return first;
    }

    TranscriptRow row(long number) {
        if (!holds(number)) {
            throw new IndexOutOfBoundsException("row " + number + " of " + first + " to " + end);
        }
        return rows[slot(number)];
    }

    void replace(long number, TranscriptRow row) {
        characters += row.text().length() - row(number).text().length();
        rows[slot(number)] = row;
    }

    /** The number of the newest row with that id, if it is still kept. */
    OptionalLong numberOf(String id) {
        Long number = numbers.get(id);
        return number == null ? OptionalLong.empty() : OptionalLong.of(number);
    }

    void clear() {
        while (size() > 0) {
            dropFirst();
        }
    }

    private void dropFirst() {
        drop(first);
        first++;
    }

    private void drop(long number) {
        int slot = slot(number);
        String id = rows[slot].id();
        if (!id.isEmpty()) {
            numbers.remove(id, number);
        }
        characters -= rows[slot].text().length();
        rows[slot] = null;
    }

    private int slot(long number) {
        return (int) Math.floorMod(number, (long) rows.length);
    }
}
