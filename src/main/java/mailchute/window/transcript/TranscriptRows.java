package mailchute.window.transcript;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * The rows of a transcript and how high they are. A height is an estimate until the row comes near to being seen; then
 * the row is laid out and its layout is kept as long as it stays near. A row that is hidden has no height.
 */
final class TranscriptRows {

    private final TranscriptRing ring;
    private final RowHeights heights;
    private final RowSize[] sizes;
    private final Map<Long, RowLayout> layouts = new HashMap<>();
    private Predicate<TranscriptRow> shown = row -> true;
    private LocalDate today = LocalDate.now();
    private OptionalLong firstUnread = OptionalLong.empty();
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
        estimateAll();
    }

    private void estimateAll() {
        layouts.clear();
        heights.setAll(ring.first(), ring.end(), this::estimate);
    }

    private int estimate(long number) {
        return isShown(number) ? format.estimate(ring.row(number), size(number)) : 0;
    }

    boolean isFormatted() {
        return format != null;
    }

    int lineHeight() {
        return format == null ? 16 : format.lineHeight();
    }

    /** Shows those rows alone from now on. */
    void show(Predicate<TranscriptRow> wanted) {
        shown = wanted;
        if (format != null) {
            estimateAll();
        }
    }

    boolean isShown(long number) {
        return shows(ring.row(number));
    }

    /** Whether such a row is shown. */
    boolean shows(TranscriptRow row) {
        return shown.test(row);
    }

    void add(TranscriptRow row) {
        long before = ring.first();
        long number = ring.add(row);
        put(number, row);
        if (ring.first() != before) {
            heights.dropBefore(ring.first());
            // It has lost the row that it may have gone on with.
            layouts.remove(ring.first());
        }
    }

    /** Adds older rows above all others, the eldest first; where there is no room for all, the newest rows go. */
    void prepend(List<TranscriptRow> older) {
        long before = ring.first();
        for (int i = older.size() - 1; i >= 0; i--) {
            long end = ring.end();
            long number = ring.addFirst(older.get(i));
            heights.begin(number);
            heights.dropFrom(ring.end(), end);
            put(number, older.get(i));
        }
        layouts.keySet().removeIf(number -> number >= ring.end());
        if (ring.holds(before)) {
            remeasure(before);
        }
    }

    private void put(long number, TranscriptRow row) {
        sizes[slot(number)] = RowSize.of(row);
        if (format != null) {
            heights.set(number, estimate(number));
        }
    }

    void replace(long number, TranscriptRow row) {
        ring.replace(number, row);
        sizes[slot(number)] = RowSize.of(row);
        if (format == null) {
            return;
        }
        remeasure(number);
        if (ring.holds(number + 1)) {
            remeasure(number + 1);
        }
    }

    /** Lays a row out anew where it is laid out, as what is around it has changed. */
    private void remeasure(long number) {
        if (layouts.remove(number) != null) {
            measure(number);
        } else if (format != null) {
            heights.set(number, estimate(number));
        }
    }

    /** Draws the line above which all has been read over this row; empty takes it away. */
    void unreadFrom(OptionalLong row) {
        OptionalLong before = firstUnread;
        firstUnread = row;
        before.ifPresent(number -> {
            if (ring.holds(number)) {
                remeasure(number);
            }
        });
        row.ifPresent(number -> {
            if (ring.holds(number)) {
                remeasure(number);
            }
        });
    }

    /** The row below the line above which all has been read. */
    OptionalLong firstUnread() {
        return firstUnread;
    }

    void clear() {
        heights.dropFrom(ring.first(), ring.end());
        ring.clear();
        heights.dropBefore(ring.first());
        layouts.clear();
        firstUnread = OptionalLong.empty();
    }

    /** The row laid out; its height is exact from now on. It must be shown. */
    RowLayout layout(long number) {
        if (!LocalDate.now().equals(today)) {
            // What was today is yesterday.
            today = LocalDate.now();
            layouts.clear();
        }
        RowLayout layout = layouts.get(number);
        if (layout == null) {
            layout = layOut(number);
            layouts.put(number, layout);
            heights.set(number, layout.height());
        }
        return layout;
    }

    /**
     * The row laid out, to be asked about. No height changes: a question may come from anywhere, as a tooltip's does for
     * where the pointer was, and must not move what is seen. It must be shown.
     */
    RowLayout look(long number) {
        RowLayout layout = layouts.get(number);
        return layout == null ? layOut(number) : layout;
    }

    private RowLayout layOut(long number) {
        boolean unread = firstUnread.equals(OptionalLong.of(number));
        return format.layout(ring.row(number), RowContext.of(shownBefore(number), ring.row(number), unread));
    }

    private Optional<TranscriptRow> shownBefore(long number) {
        for (long before = number - 1; ring.holds(before); before--) {
            if (isShown(before)) {
                return Optional.of(ring.row(before));
            }
        }
        return Optional.empty();
    }

    /** How high a row is, exactly. */
    int measure(long number) {
        return isShown(number) ? layout(number).height() : 0;
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

    /** The next shown row in that direction (1 or -1), if there is one. */
    OptionalLong shownBeside(long number, int direction) {
        for (long next = number + direction; ring.holds(next); next += direction) {
            if (isShown(next)) {
                return OptionalLong.of(next);
            }
        }
        return OptionalLong.empty();
    }

    private int slot(long number) {
        return (int) Math.floorMod(number, (long) sizes.length);
    }

    private RowSize size(long number) {
        return sizes[slot(number)];
    }
}
