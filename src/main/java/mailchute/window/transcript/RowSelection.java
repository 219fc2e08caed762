package mailchute.window.transcript;

import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.TreeSet;

/** Which rows of a transcript are selected, by number, and the two ends that keyboard and mouse move. */
final class RowSelection {

    private final NavigableSet<Long> rows = new TreeSet<>();
    private long anchor = -1;
    private long lead = -1;

    boolean contains(long row) {
        return rows.contains(row);
    }

    /** The selected rows, oldest first. */
    NavigableSet<Long> rows() {
        return rows;
    }

    /** The row that has the focus, if any. */
    OptionalLong lead() {
        return lead < 0 ? OptionalLong.empty() : OptionalLong.of(lead);
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
        if (anchor < 0) {
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
        anchor = -1;
        lead = -1;
    }

    /** Forgets the rows that have left the transcript; true if a selected one was among them. */
    boolean dropBefore(long first) {
        if (anchor >= 0) {
            anchor = Math.max(anchor, first);
        }
        if (lead >= 0) {
            lead = Math.max(lead, first);
        }
        NavigableSet<Long> gone = rows.headSet(first, false);
        boolean any = !gone.isEmpty();
        gone.clear();
        return any;
    }
}
