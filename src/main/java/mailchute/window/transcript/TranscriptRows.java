package mailchute.window.transcript;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The rows of a transcript and how high they are. A height is an estimate until the row comes near to being seen; then
 * the row is laid out and its layout is kept as long as it stays near.
 */
final class TranscriptRows {

    private final TranscriptRing ring;
    private final RowHeights heights;
    private final RowSize[] sizes;
    private final Map<Long, RowLayout> layouts = new HashMap<>();
    private RowFormat format;

    TranscriptRows(int capacity) {
        ring = new TranscriptRing(capacity);
        heights = new RowHeights(capacity);
        sizes = new RowSize[capacity];
    }

    TranscriptRing ring() {
        return ring;
    }

    /** Starts over with another width, font or display. */
    void format(RowFormat newFormat) {
        format = newFormat;
        layouts.clear();
        heights.setAll(ring.end(), number -> format.estimate(ring.row(number), size(number)));
    }

    boolean isFormatted() {
        return format != null;
    }

    int lineHeight() {
        return format == null ? 16 : format.lineHeight();
    }

    void add(TranscriptRow row) {
        long number = ring.add(row);
        heights.dropBefore(ring.first());
        sizes[(int) (number % sizes.length)] = RowSize.of(row);
        if (format != null) {
            heights.set(number, format.estimate(row, size(number)));
        }
    }

    void replace(long number, TranscriptRow row) {
        ring.replace(number, row);
        if (format == null) {
            return;
        }
        if (layouts.remove(number) != null) {
            measure(number);
        } else {
            heights.set(number, format.estimate(row, size(number)));
        }
    }

    void clear() {
        ring.clear();
        heights.dropBefore(ring.first());
        layouts.clear();
    }

    /** The row laid out; its height is exact from now on. */
    RowLayout layout(long number) {
        RowLayout layout = layouts.get(number);
        if (layout == null) {
            layout = format.layout(ring.row(number));
            layouts.put(number, layout);
            heights.set(number, layout.height());
        }
        return layout;
    }

    int measure(long number) {
        return layout(number).height();
    }

    /** Drops the layouts of all rows outside {@code first} to {@code last}. */
    void keepLayouts(long first, long last) {
        layouts.keySet().removeIf(number -> number < first || number > last);
    }

    int layoutCount() {
        return layouts.size();
    }

    int height(long number) {
        return heights.height(number);
    }

    long top(long number) {
        return heights.top(number);
    }

    long total() {
        return heights.total();
    }

    /** The row at that distance from the top, if there is one. */
    OptionalLong rowAt(long y) {
        boolean inside = y >= 0 && y < heights.total();
        return inside ? OptionalLong.of(heights.rowAt(y)) : OptionalLong.empty();
    }

    /** The row at that distance from the top, or the nearest one; there must be one. */
    long nearestRow(long y) {
        return heights.rowAt(Math.max(0, Math.min(heights.total() - 1, y)));
    }

    private RowSize size(long number) {
        return sizes[(int) (number % sizes.length)];
    }
}
