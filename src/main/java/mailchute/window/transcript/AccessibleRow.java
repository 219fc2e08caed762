package mailchute.window.transcript;

import java.awt.Color;
import java.awt.Cursor;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.IllegalComponentStateException;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.event.FocusListener;
import java.util.Locale;
import java.util.OptionalLong;
import javax.accessibility.Accessible;
import javax.accessibility.AccessibleComponent;
import javax.accessibility.AccessibleContext;
import javax.accessibility.AccessibleRole;
import javax.accessibility.AccessibleState;
import javax.accessibility.AccessibleStateSet;
import mailchute.wire.VisibleText;

/** One row of a transcript as an item of a list; named by who said what when, though no component stands for it. */
final class AccessibleRow extends AccessibleContext implements Accessible, AccessibleComponent {

    private final TranscriptView view;
    private final long number;

    AccessibleRow(TranscriptView view, long number) {
        this.view = view;
        this.number = number;
        setAccessibleParent(view);
    }

    @Override
    public AccessibleContext getAccessibleContext() {
        return this;
    }

    @Override
    public String getAccessibleName() {
        if (!exists()) {
            return "";
        }
        TranscriptRow row = view.model().ring().row(number);
        String sender = row.sender().isEmpty() ? "" : VisibleText.line(row.sender()) + ", ";
        String shown = row.text().substring(0, Math.min(row.text().length(), RowFormat.SHOWN_CHARACTERS));
        return sender + RowFormat.timeOf(row) + ", " + VisibleText.of(shown);
    }

    @Override
    public String getAccessibleDescription() {
        if (!exists()) {
            return "";
        }
        TranscriptRow row = view.model().ring().row(number);
        String separator = row.detail().isEmpty() || row.state().isEmpty() ? "" : ", ";
        return VisibleText.line(row.detail() + separator + row.state());
    }

    @Override
    public AccessibleRole getAccessibleRole() {
        return AccessibleRole.LIST_ITEM;
    }

    @Override
    public AccessibleStateSet getAccessibleStateSet() {
        AccessibleStateSet states = new AccessibleStateSet();
        states.add(AccessibleState.TRANSIENT);
        if (!exists()) {
            return states; // of a row that has been dropped
        }
        states.add(AccessibleState.ENABLED);
        states.add(AccessibleState.SELECTABLE);
        states.add(AccessibleState.FOCUSABLE);
        if (view.model().isShown(number)) {
            states.add(AccessibleState.VISIBLE);
        }
        if (isShowing()) {
            states.add(AccessibleState.SHOWING);
        }
        if (view.selection().contains(number)) {
            states.add(AccessibleState.SELECTED);
        }
        if (view.selection().lead().equals(OptionalLong.of(number))) {
            states.add(AccessibleState.ACTIVE);
            if (view.isFocusOwner()) {
                states.add(AccessibleState.FOCUSED);
            }
        }
        return states;
    }

    @Override
    public int getAccessibleIndexInParent() {
        return exists() ? (int) (number - view.model().ring().first()) : -1;
    }

    @Override
    public int getAccessibleChildrenCount() {
        return 0;
    }

    @Override
    public Accessible getAccessibleChild(int index) {
        return null;
    }

    @Override
    public Locale getLocale() {
        return view.getLocale();
    }

    @Override
    public AccessibleComponent getAccessibleComponent() {
        return this;
    }

    @Override
    public Rectangle getBounds() {
        if (!exists()) {
            return new Rectangle();
        }
        return new Rectangle(
                0, (int) view.model().top(number), view.getWidth(), view.model().height(number));
    }

    @Override
    public boolean isShowing() {
        return view.isShowing() && view.getVisibleRect().intersects(getBounds());
    }

    @Override
    public Point getLocation() {
        return getBounds().getLocation();
    }

    @Override
    public Point getLocationOnScreen() {
        try {
            Point point = view.getLocationOnScreen();
            point.translate(0, getBounds().y);
            return point;
        } catch (IllegalComponentStateException notShowing) {
            return null; // as the interface asks
        }
    }

    @Override
    public Dimension getSize() {
        return getBounds().getSize();
    }

    @Override
    public boolean contains(Point point) {
        return new Rectangle(getSize()).contains(point);
    }

    @Override
    public void requestFocus() {
        if (exists()) {
            view.requestFocusInWindow();
            view.selection().select(number);
            view.scroll().reveal(number);
            view.selectionChanged();
        }
    }

    private boolean exists() {
        return view.model().ring().holds(number);
    }

    @Override
    public Accessible getAccessibleAt(Point point) {
        return null;
    }

    @Override
    public boolean isVisible() {
        return exists();
    }

    @Override
    public boolean isEnabled() {
        return view.isEnabled();
    }

    @Override
    public boolean isFocusTraversable() {
        return true;
    }

    @Override
    public Color getBackground() {
        return view.getBackground();
    }

    @Override
    public Color getForeground() {
        return view.getForeground();
    }

    @Override
    public Font getFont() {
        return view.getFont();
    }

    @Override
    public FontMetrics getFontMetrics(Font font) {
        return view.getFontMetrics(font);
    }

    @Override
    public Cursor getCursor() {
        return view.getCursor();
    }

    // A row looks as its transcript does and is where its neighbours leave it.

    @Override
    public void setBackground(Color color) {}

    @Override
    public void setForeground(Color color) {}

    @Override
    public void setFont(Font font) {}

    @Override
    public void setCursor(Cursor cursor) {}

    @Override
    public void setEnabled(boolean enabled) {}

    @Override
    public void setVisible(boolean visible) {}

    @Override
    public void setLocation(Point point) {}

    @Override
    public void setBounds(Rectangle bounds) {}

    @Override
    public void setSize(Dimension size) {}

    @Override
    public void addFocusListener(FocusListener listener) {}

    @Override
    public void removeFocusListener(FocusListener listener) {}
}
