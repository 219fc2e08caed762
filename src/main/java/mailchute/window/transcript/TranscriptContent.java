package mailchute.window.transcript;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The rows of a transcript, the eldest first, and how they change: nothing moves under the reader's eyes. It has a part of
 * what was said, of which there may be more on both sides; whoever keeps that is asked for it. On the event thread.
 */
public final class TranscriptContent {

    private final TranscriptView view;
    private final TranscriptRows rows;
    private int unseen;

    TranscriptContent(TranscriptView view) {
        this.view = view;
        rows = view.model();
    }

    /**
     * Adds rows at the end; one with the id of another takes that one's place instead, where it is still kept. While the
     * newest rows are not here, they are counted and left to {@link #onNewestWanted}.
     */
    public void append(List<TranscriptRow> newRows) {
        List<TranscriptRow> added = new ArrayList<>(newRows.size());
        Set<String> ids = new HashSet<>();
        for (TranscriptRow row : newRows) {
            if (!row.id().isEmpty() && !ids.add(row.id())) {
                added.replaceAll(earlier -> earlier.id().equals(row.id()) ? row : earlier);
            } else if (!replace(row)) {
                added.add(row);
            }
        }
        if (added.isEmpty()) {
            return;
        }
        if (view.reading().isDetached()) {
            setUnseen(unseen + shownOf(added));
            return;
        }
        view.reading().arriving(added);
        add(added);
    }

    private int shownOf(List<TranscriptRow> some) {
        return (int) some.stream().filter(rows::shows).count();
    }

    private void add(List<TranscriptRow> newRows) {
        newRows.forEach(rows::add);
        boolean selectedRowsDropped = view.selection().dropBefore(rows.ring().first());
        if (!view.scroll().isSticking()) {
            setUnseen(unseen + shownOf(newRows));
        }
        view.scroll().settle();
        if (selectedRowsDropped) {
            view.selectionChanged();
        }
        TranscriptAccess.rowsAppended(view);
    }

    /**
     * Adds older rows, the eldest first, above all others; nothing moves. Where there is no room, the newest rows go. No row
     * at all says that there is nothing older.
     */
    public void prepend(List<TranscriptRow> older) {
        if (older.isEmpty()) {
            view.reading().nothingOlder();
            return;
        }
        long end = rows.ring().end();
        rows.prepend(older);
        if (rows.ring().end() < end) {
            view.reading().detach();
            view.selection().dropFrom(rows.ring().end());
        }
        view.reading().answered();
        view.scroll().settle();
        TranscriptAccess.rowsAppended(view);
    }

    /**
     * Adds rows that follow the newest ones that are here, while later ones are not.
     *
     * @param complete whether there are no later ones: what is appended from now on follows them
     */
    public void appendNewer(List<TranscriptRow> newer, boolean complete) {
        if (!newer.isEmpty()) {
            add(newer);
        }
        view.reading().answered();
        if (complete) {
            view.reading().attach();
            view.scroll().settle();
        }
    }

    /**
     * Shows these rows instead of all others, with one of them selected in the middle of what is seen.
     *
     * @param target which one, counted from 0
     * @param complete whether the newest rows are among them
     */
    public void showAround(List<TranscriptRow> around, int target, boolean complete) {
        rows.clear();
        view.selection().clear();
        around.forEach(rows::add);
        if (complete) {
            view.reading().attach();
        } else {
            view.reading().detach();
        }
        long row = rows.ring().first() + target;
        view.selection().select(row);
        view.scroll().center(row);
        setUnseen(0);
        view.selectionChanged();
    }

    /** Whether later rows are missing here, so that what arrives is not shown. */
    public boolean isDetached() {
        return view.reading().isDetached();
    }

    /** Calls the listener when someone scrolls near to the eldest row; it answers by {@link #prepend}, if with none. */
    public void onOlderWanted(Runnable listener) {
        view.reading().onOlderWanted(listener);
    }

    /** Calls the listener when someone scrolls near to the end and later rows are missing: {@link #appendNewer}. */
    public void onNewerWanted(Runnable listener) {
        view.reading().onNewerWanted(listener);
    }

    /** Calls the listener when someone wants the newest row and it is missing: {@link #showNewest}. */
    public void onNewestWanted(Runnable listener) {
        view.reading().onNewestWanted(listener);
    }

    /** Shows these rows, the newest ones, instead of all others. */
    public void showNewest(List<TranscriptRow> newest) {
        clear();
        view.reading().attach();
        add(newest);
        view.scroll().toNewest();
    }

    /** Shows those rows alone from now on; the others stay, without being seen. */
    public void setFilter(Predicate<TranscriptRow> shown) {
        view.scroll().keepPlace(() -> rows.show(shown));
        view.selection().rows().removeIf(number -> !rows.isShown(number));
        view.selectionChanged();
    }

    /** Whether the filter lets such a row be seen. */
    public boolean shows(TranscriptRow row) {
        return rows.shows(row);
    }

    /**
     * Puts a row in the place of the one that has its id, with the time and words of now; the view does not move.
     *
     * @return false where there is none (any more)
     */
    public boolean replace(TranscriptRow row) {
        OptionalLong number = rows.ring().numberOf(row.id());
        if (number.isEmpty()) {
            return false;
        }
        rows.replace(number.getAsLong(), row);
        view.scroll().settle();
        return true;
    }

    /** Says what became of the message with that id; false if it is not kept any more. */
    public boolean updateState(String id, String state) {
        OptionalLong number = rows.ring().numberOf(id);
        if (number.isEmpty()) {
            return false;
        }
        TranscriptRow row = rows.ring().row(number.getAsLong());
        if (!row.state().equals(state)) {
            rows.replace(number.getAsLong(), row.withState(state));
            view.scroll().settle();
        }
        return true;
    }

    /** Removes all rows. */
    public void clear() {
        rows.clear();
        view.selection().clear();
        view.scroll().settle();
        setUnseen(0);
        view.selectionChanged();
    }

    /** Whether a row with this id is kept. */
    public boolean has(String id) {
        return rows.ring().numberOf(id).isPresent();
    }

    /** How many rows there are. */
    public int rowCount() {
        return rows.ring().size();
    }

    /** The rows that are kept, oldest first. */
    public List<TranscriptRow> rows() {
        List<TranscriptRow> all = new ArrayList<>(rowCount());
        for (long number = rows.ring().first(); number < rows.ring().end(); number++) {
            all.add(rows.ring().row(number));
        }
        return all;
    }

    /** The newest row of those that are wanted. */
    public Optional<TranscriptRow> newest(Predicate<TranscriptRow> wanted) {
        for (long number = rows.ring().end() - 1; number >= rows.ring().first(); number--) {
            if (wanted.test(rows.ring().row(number))) {
                return Optional.of(rows.ring().row(number));
            }
        }
        return Optional.empty();
    }

    /** How many rows came below what is seen since the view left the newest one. */
    public int unseenRows() {
        return unseen;
    }

    void newestSeen() {
        setUnseen(0);
        view.reading().newestSeen();
    }

    private void setUnseen(int count) {
        int before = unseen;
        unseen = count;
        view.tell(TranscriptView.UNSEEN, before, count);
    }
}
