package mailchute.window;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The rows of a transcript, the newest so many of them. Each row has a number that it keeps: the first ever added is 0,
 * and a row that has been dropped takes its number with it.
 */
final class TranscriptRing {

    private final TranscriptRow[] rows;
    private final Map<String, Long> numbers = new HashMap<>();
    private long first;
    private long end;

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

    /** Adds a row and gives it its number; when the ring is full, the oldest row goes. */
    long add(TranscriptRow row) {
        if (size() == rows.length) {
            dropFirst();
        }
        long number = end++;
        rows[slot(number)] = row;
        if (!row.id().isEmpty()) {
            numbers.put(row.id(), number);
        }
        return number;
    }

    TranscriptRow row(long number) {
        if (!holds(number)) {
            throw new IndexOutOfBoundsException("row " + number + " of " + first + " to " + end);
        }
        return rows[slot(number)];
    }

    void replace(long number, TranscriptRow row) {
        row(number);
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
        int slot = slot(first);
        String id = rows[slot].id();
        if (!id.isEmpty()) {
            numbers.remove(id, first);
        }
        rows[slot] = null;
        first++;
    }

    private int slot(long number) {
        return (int) (number % rows.length);
    }
}
