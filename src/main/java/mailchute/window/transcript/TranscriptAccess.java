package mailchute.window.transcript;

import java.awt.Point;
import java.util.OptionalLong;
import javax.accessibility.Accessible;
import javax.accessibility.AccessibleContext;
import javax.accessibility.AccessibleSelection;

/** A transcript for those who hear it instead of seeing it: a list whose items have names. */
final class TranscriptAccess implements AccessibleSelection {

    private final TranscriptView view;

    TranscriptAccess(TranscriptView view) {
        this.view = view;
    }

    static void rowsAppended(TranscriptView view) {
        view.getAccessibleContext().firePropertyChange(AccessibleContext.ACCESSIBLE_VISIBLE_DATA_PROPERTY, false, true);
    }

    static void selectionChanged(TranscriptView view) {
        AccessibleContext context = view.getAccessibleContext();
        context.firePropertyChange(AccessibleContext.ACCESSIBLE_SELECTION_PROPERTY, false, true);
        view.selection()
                .lead()
                .ifPresent(lead -> context.firePropertyChange(
                        AccessibleContext.ACCESSIBLE_ACTIVE_DESCENDANT_PROPERTY, null, new AccessibleRow(view, lead)));
    }

    Accessible child(int index) {
        TranscriptRing ring = view.model().ring();
        return index < 0 || index >= ring.size() ? null : new AccessibleRow(view, ring.first() + index);
    }

    Accessible childAt(Point point) {
        OptionalLong row = view.model().rowAt(point.y);
        return row.isEmpty() ? null : new AccessibleRow(view, row.getAsLong());
    }

    @Override
    public int getAccessibleSelectionCount() {
        return view.selection().rows().size();
    }

    @Override
    public Accessible getAccessibleSelection(int index) {
        return view.selection().rows().stream()
                .skip(index)
                .findFirst()
                .map(row -> new AccessibleRow(view, row))
                .orElse(null);
    }

    @Override
    public boolean isAccessibleChildSelected(int index) {
        return view.selection().contains(view.model().ring().first() + index);
    }

    @Override
    public void addAccessibleSelection(int index) {
        if (child(index) != null && !isAccessibleChildSelected(index)) {
            view.selection().toggle(view.model().ring().first() + index);
            view.selectionChanged();
        }
    }

    @Override
    public void removeAccessibleSelection(int index) {
        if (isAccessibleChildSelected(index)) {
            view.selection().toggle(view.model().ring().first() + index);
            view.selectionChanged();
        }
    }

    @Override
    public void clearAccessibleSelection() {
        view.selection().clear();
        view.selectionChanged();
    }

    @Override
    public void selectAllAccessibleSelection() {
        view.selection()
                .selectAll(view.model().ring().first(), view.model().ring().end());
        view.selectionChanged();
    }
}
