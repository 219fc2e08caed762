package mailchute.window.transcript;

import java.awt.Point;
import javax.accessibility.Accessible;
import javax.accessibility.AccessibleRole;
import javax.accessibility.AccessibleSelection;
import javax.accessibility.AccessibleState;
import javax.accessibility.AccessibleStateSet;
import javax.swing.JComponent;

/** A transcript as a list of items, for those who hear it; what the items say is in {@link AccessibleRow}. */
final class TranscriptContext extends JComponent.AccessibleJComponent {

    private final transient TranscriptView view;
    private final transient TranscriptAccess access;

    TranscriptContext(TranscriptView view) {
        view.super();
        this.view = view;
        access = new TranscriptAccess(view);
    }

    @Override
    public AccessibleRole getAccessibleRole() {
        return AccessibleRole.LIST;
    }

    @Override
    public int getAccessibleChildrenCount() {
        return view.content().rowCount();
    }

    @Override
    public Accessible getAccessibleChild(int index) {
        return access.child(index);
    }

    @Override
    public Accessible getAccessibleAt(Point point) {
        return access.childAt(point);
    }

    @Override
    public AccessibleSelection getAccessibleSelection() {
        return access;
    }

    @Override
    public AccessibleStateSet getAccessibleStateSet() {
        AccessibleStateSet states = super.getAccessibleStateSet();
        states.add(AccessibleState.MULTISELECTABLE);
        states.add(AccessibleState.MANAGES_DESCENDANTS);
        return states;
    }
}
