package mailchute.window.transcript;

import java.awt.Dimension;
import java.awt.Point;
import java.util.OptionalLong;
import javax.swing.JViewport;
import javax.swing.event.ChangeListener;

/**
 * Where a transcript stands in its viewport. It either sticks to the newest row, or it is anchored: one row at the top
 * of what is seen stays exactly where it is, whatever is added, dropped, measured or wrapped anew around it.
 */
final class TranscriptScroll {

    /** So near to the end counts as being there. */
    private static final int NEAR = 4;

    private final TranscriptView view;
    private final TranscriptRows rows;
    private final ChangeListener listener = event -> viewportChanged();
    private JViewport port;
    private Dimension extent = new Dimension();
    private int position;
    private boolean applying;
    private boolean sticking = true;
    private long anchor;
    private int offset;

    TranscriptScroll(TranscriptView view, TranscriptRows rows) {
        this.view = view;
        this.rows = rows;
    }

    void attach(JViewport newPort) {
        detach();
        port = newPort;
        // Blitting would show old rows at new places for one frame while heights change.
        port.setScrollMode(JViewport.SIMPLE_SCROLL_MODE);
        extent = port.getExtentSize();
        port.addChangeListener(listener);
    }

    void detach() {
        if (port != null) {
            port.removeChangeListener(listener);
            port = null;
        }
    }

    boolean isSticking() {
        return sticking;
    }

    int extentHeight() {
        return port == null ? view.getHeight() : port.getExtentSize().height;
    }

    void toNewest() {
        sticking = true;
        settle();
    }

    void toEldest() {
        anchorAt(rows.ring().first(), 0);
        settle();
    }

    /** Brings the row into the middle of what is seen. */
    void center(long row) {
        int space = Math.max(0, extentHeight() - rows.measure(row)) / 2;
        long above = row;
        int sum = 0;
        while (sum < space && above > rows.ring().first()) {
            above--;
            sum += rows.measure(above);
        }
        anchorAt(above, Math.max(0, sum - space));
        settle();
    }

    /** Does something that changes heights, and keeps the row at the top of what is seen, or the next that is still shown. */
    void keepPlace(Runnable change) {
        boolean atNewest = sticking;
        change.run();
        if (rows.ring().holds(anchor) && !rows.isShown(anchor)) {
            OptionalLong next = rows.shownBeside(anchor, 1);
            anchor = next.isPresent()
                    ? next.getAsLong()
                    : rows.shownBeside(anchor, -1).orElse(anchor);
            offset = 0;
        }
        sticking = atNewest;
        settle();
    }

    /** Brings the row into sight with as little movement as possible. */
    void reveal(long row) {
        int height = rows.measure(row);
        settle(); // rows above what is seen may have been measured on the way here
        long top = rows.top(row);
        int seen = extentHeight();
        if (top < position || height >= seen) {
            anchorAt(row, 0);
        } else if (top + height > position + seen) {
            if (row == rows.ring().end() - 1) {
                sticking = true;
            } else {
                anchorWithBottomOf(row, height, seen);
            }
        } else {
            return;
        }
        settle();
    }

    private void anchorWithBottomOf(long row, int height, int seen) {
        long above = row;
        int sum = height;
        while (sum < seen && above > rows.ring().first()) {
            above--;
            sum += rows.measure(above);
        }
        anchorAt(above, Math.max(0, sum - seen));
    }

    private void anchorAt(long row, int newOffset) {
        sticking = false;
        anchor = row;
        offset = newOffset;
    }

    /** Measures what is near and puts everything where it belongs. */
    void settle() {
        if (port == null || applying || !rows.isFormatted()) {
            return;
        }
        int seen = port.getExtentSize().height;
        if (rows.total() == 0) {
            sticking = true;
        } else if (sticking) {
            measureFromNewest(seen);
        } else {
            measureAroundAnchor(seen);
        }
        long last = Math.max(0, rows.total() - seen);
        long y = sticking ? last : Math.min(last, rows.top(anchor) + offset);
        apply((int) y, (int) Math.max(rows.total(), seen));
        takeAnchor();
        view.repaint();
    }

    private void measureFromNewest(int seen) {
        long first = rows.ring().first();
        long end = rows.ring().end();
        long row = end;
        for (int sum = 0; row > first && sum < 2 * seen; ) {
            row--;
            sum += rows.measure(row);
        }
        rows.keepLayouts(row, end);
    }

    private void measureAroundAnchor(int seen) {
        TranscriptRing ring = rows.ring();
        if (!ring.holds(anchor)) {
            anchor = anchor < ring.first() ? ring.first() : ring.end() - 1;
            offset = 0;
        }
        offset = Math.min(offset, Math.max(0, rows.measure(anchor) - 1));
        long below = anchor;
        for (int sum = -offset; below < ring.end() && sum < 2 * seen; below++) {
            sum += rows.measure(below);
        }
        long above = anchor;
        for (int sum = 0; above > ring.first() && sum < seen; ) {
            above--;
            sum += rows.measure(above);
        }
        rows.keepLayouts(above, below);
    }

    private void apply(int y, int height) {
        applying = true;
        try {
            boolean barWasNeeded = view.getHeight() > extent.height;
            Dimension size = new Dimension(view.getWidth(), height);
            // The order keeps the scroll bar from cutting the position off in between.
            if (height >= view.getHeight()) {
                port.setViewSize(size);
                port.setViewPosition(new Point(0, y));
            } else {
                port.setViewPosition(new Point(0, y));
                port.setViewSize(size);
            }
            if (barWasNeeded != height > extent.height) {
                view.revalidate();
            }
            position = y;
        } finally {
            applying = false;
        }
    }

    private void viewportChanged() {
        if (applying) {
            return;
        }
        Dimension newExtent = port.getExtentSize();
        int y = port.getViewPosition().y;
        if (!newExtent.equals(extent)) {
            extent = newExtent;
            settle();
        } else if (y != position) {
            position = y;
            takeAnchor();
            settle();
        }
    }

    private void takeAnchor() {
        sticking = !view.content().isDetached() && position + extentHeight() >= rows.total() - NEAR;
        if (rows.total() > 0) {
            anchor = rows.nearestRow(position);
            offset = (int) (position - rows.top(anchor));
        }
        if (sticking) {
            view.content().newestSeen();
        }
        view.reading().scrolled(position, extentHeight(), rows.total());
    }
}
