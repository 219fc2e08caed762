package mailchute.window.transcript;

import java.awt.Window;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.util.List;
import java.util.OptionalLong;
import javax.swing.SwingUtilities;

/**
 * How far a transcript has been read: where the new messages begin, and whether what is here ends before the newest row
 * or begins after the eldest one, so that whoever keeps the rest is asked for it.
 */
final class TranscriptReading {

    private final TranscriptView view;
    private final WindowAdapter focus = new WindowAdapter() {
        @Override
        public void windowActivated(WindowEvent event) {
            if (view.isAtNewest()) {
                read = true;
            }
        }
    };
    private Window window;
    private boolean read = true;
    private boolean detached;
    private boolean asked;
    private OptionalLong eldest = OptionalLong.empty();
    private Runnable older;
    private Runnable newer;
    private Runnable newest;

    TranscriptReading(TranscriptView view) {
        this.view = view;
    }

    void onOlderWanted(Runnable listener) {
        older = listener;
    }

    void onNewerWanted(Runnable listener) {
        newer = listener;
    }

    void onNewestWanted(Runnable listener) {
        newest = listener;
    }

    void watch() {
        unwatch();
        window = SwingUtilities.getWindowAncestor(view);
        if (window != null) {
            window.addWindowListener(focus);
        }
    }

    void unwatch() {
        if (window != null) {
            window.removeWindowListener(focus);
            window = null;
        }
    }

    /** Before these rows are added: draws the line above them where nobody is looking. */
    void arriving(List<TranscriptRow> rows) {
        if (!read || isLookedAt()) {
            return;
        }
        long number = view.model().ring().end();
        for (TranscriptRow row : rows) {
            if (row.kind() == TranscriptRow.Kind.MESSAGE && view.model().shows(row)) {
                read = false;
                view.model().unreadFrom(OptionalLong.of(number));
                return;
            }
            number++;
        }
    }

    private boolean isLookedAt() {
        return view.isAtNewest() && (window == null || window.isActive());
    }

    void newestSeen() {
        if (window == null || window.isActive()) {
            read = true;
        }
    }

    boolean isDetached() {
        return detached;
    }

    void detach() {
        detached = true;
        view.tell(TranscriptView.DETACHED, null, detached);
    }

    void attach() {
        detached = false;
        view.tell(TranscriptView.DETACHED, null, detached);
    }

    /** What was asked for is here. */
    void answered() {
        asked = false;
    }

    /** There is nothing above the eldest row of now, which is not asked for again until it is another one. */
    void nothingOlder() {
        asked = false;
        eldest = OptionalLong.of(view.model().ring().first());
    }

    /** Asks for what is missing where someone has scrolled to. */
    void scrolled(long position, int extent, long total) {
        if (asked) {
            return;
        }
        boolean atEnd = detached && position + 2L * extent >= total;
        boolean atBeginning = position < 2L * extent
                && !eldest.equals(OptionalLong.of(view.model().ring().first()));
        Runnable wanted = atEnd ? newer : atBeginning ? older : null;
        if (wanted != null && total > 0) {
            asked = true;
            SwingUtilities.invokeLater(wanted);
        }
    }

    void wantNewest() {
        if (newest != null) {
            newest.run();
        }
    }
}
