package mailchute.window.transcript;

import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.TreeSet;

/** Which rows of a transcript are selected, by number, and the two ends that keyboard and mouse move. */
final class RowSelection {

    /** No row's number: older rows count down from 0. */
    private static final long NONE = Long.MIN_VALUE;

    private final NavigableSet<Long> rows = new TreeSet<>();
    private long anchor = NONE;
    private long lead = NONE;

    boolean contains(long row) {
        return rows.contains(row);
    }

    /** The selected rows, oldest first. */
    NavigableSet<Long> rows() {
        return rows;
    }

    /** The row that has the focus, if any. */
    OptionalLong lead() {
        return lead == NONE ? OptionalLong.empty() : OptionalLong.of(lead);
    }

    /** Selects that row alone. */
    void select(long row) {
        rows.clear();
        rows.add(row);
        anchor = row;
        lead = row;
    }

    /** Adds the row, or takes it out again, and leaves the others. */
    void toggle(long row) {
        if (!rows.remove(row)) {
            rows.add(row);
        }
        anchor = row;
        lead = row;
    }

    /** Selects everything between the row where the selection began and this one. */
    void extendTo(long row) {
        if (anchor == NONE) {
            anchor = row;
        }
        rows.clear();
        for (long each = Math.min(anchor, row); each <= Math.max(anchor, row); each++) {
            rows.add(each);
        }
        lead = row;
    }

    void selectAll(long first, long end) {
        if (first == end) {
            return;
        }
        anchor = first;
        extendTo(end - 1);
    }

    void clear() {
        rows.clear();
        anchor = NONE;
        lead = NONE;
    }

    /** Forgets the rows from there on, which have left the transcript. */
    void dropFrom(long end) {
        rows.tailSet(end, true).clear();
        anchor = anchor >= end ? NONE : anchor;
        lead = lead >= end ? NONE : lead;
    }

    /** Forgets the rows that have left the transcript; true if a selected one was among them. */
    boolean dropBefore(long first) {
        if (anchor != NONE) {
            anchor = Math.max(anchor, first);
        }
        if (lead != NONE) {
            lead = Math.max(lead, first);
        }
        NavigableSet<Long> gone = rows.headSet(first, false);
        boolean any = !gone.isEmpty();
        gone.clear();
        return any;
    }
}
