package mailchute.window.transcript;

import java.awt.Dimension;
import java.awt.EventQueue;
import java.awt.Font;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import javax.accessibility.Accessible;
import javax.accessibility.AccessibleContext;
import javax.accessibility.AccessibleRole;
import javax.accessibility.AccessibleSelection;
import javax.accessibility.AccessibleState;
import javax.accessibility.AccessibleStateSet;
import javax.swing.BorderFactory;
import javax.swing.JComponent;
import javax.swing.JScrollPane;
import javax.swing.JToolTip;
import javax.swing.JViewport;
import javax.swing.ScrollPaneConstants;
import javax.swing.Scrollable;
import javax.swing.UIManager;
import javax.swing.plaf.UIResource;
import mailchute.window.part.PlainComponents;
import mailchute.window.part.TextDisplay;
import mailchute.wire.VisibleText;

/**
 * What was said, newest at the bottom. It keeps the newest {@value #CAPACITY} rows, lays out only those near to being
 * seen, stays at the newest row if it was there, and otherwise does not move under the reader's eyes. All of it on the
 * event thread; {@link IncomingRows} brings rows there from others.
 */
public final class TranscriptView extends JComponent implements Scrollable, Accessible {

    /** How many rows are kept; older ones are dropped. */
    public static final int CAPACITY = 10_000;

    /** Property: how many rows came below what is seen since the view left the newest one, an Integer. */
    public static final String UNSEEN = "unseenRows";

    private final transient TranscriptRows rows;
    private final transient RowSelection selection = new RowSelection();
    private final transient TranscriptScroll scroll;
    private final transient TranscriptPainter painter;
    private transient TranscriptColors colors = TranscriptColors.current();
    private transient Consumer<TranscriptRow> opened = row -> {};
    private String emptyHint = "";
    private int unseen;

    public TranscriptView() {
        this(CAPACITY);
    }

    TranscriptView(int capacity) {
        rows = new TranscriptRows(capacity);
        scroll = new TranscriptScroll(this, rows);
        painter = new TranscriptPainter(rows, selection);
        setOpaque(true);
        setFocusable(true);
        setAutoscrolls(true);
        putClientProperty("html.disable", Boolean.TRUE);
        addPropertyChangeListener("graphicsConfiguration", event -> reformat());
        new TranscriptInput(this).install();
        updateUI();
    }

    /** This view in a scroll pane that is set up for it; see also {@link TranscriptPane}. */
    public JScrollPane inScrollPane() {
        JScrollPane pane = new JScrollPane(
                this,
                ScrollPaneConstants.VERTICAL_SCROLLBAR_ALWAYS,
                ScrollPaneConstants.HORIZONTAL_SCROLLBAR_NEVER);
        pane.setBorder(BorderFactory.createEmptyBorder());
        return pane;
    }

    /** Adds rows at the end. */
    public void append(List<TranscriptRow> newRows) {
        if (newRows.isEmpty()) {
            return;
        }
        newRows.forEach(rows::add);
        boolean selectedRowsDropped = selection.dropBefore(rows.ring().first());
        if (!scroll.isSticking()) {
            setUnseen(unseen + newRows.size());
        }
        scroll.settle();
        if (selectedRowsDropped) {
            selectionChanged();
        }
        TranscriptAccess.rowsAppended(this);
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
            scroll.settle();
        }
        return true;
    }

    /** Removes all rows. */
    public void clear() {
        rows.clear();
        selection.clear();
        scroll.settle();
        setUnseen(0);
        selectionChanged();
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

    /** The selected rows, oldest first. */
    public List<TranscriptRow> selectedRows() {
        return selection.rows().stream().map(rows.ring()::row).toList();
    }

    /** The row at that point, if there is one. */
    public Optional<TranscriptRow> rowAt(Point point) {
        OptionalLong number = rows.rowAt(point.y);
        return number.isEmpty() ? Optional.empty() : Optional.of(rows.ring().row(number.getAsLong()));
    }

    /** Says what happens on a double click or Enter: it is given the row. */
    public void onOpen(Consumer<TranscriptRow> listener) {
        opened = listener;
    }

    /** What is shown while there is no row. */
    public void setEmptyHint(String hint) {
        emptyHint = VisibleText.line(hint);
        repaint();
    }

    /** Whether the newest row is seen and new ones will be. */
    public boolean isAtNewest() {
        return scroll.isSticking();
    }

    /** Goes to the newest row and stays there. */
    public void scrollToNewest() {
        scroll.toNewest();
    }

    /** How many rows came below what is seen since the view left the newest one. */
    public int unseenRows() {
        return unseen;
    }

    @Override
    public void updateUI() {
        if (getFont() == null || getFont() instanceof UIResource) {
            super.setFont(UIManager.getFont("Label.font"));
        }
        colors = TranscriptColors.current();
        setBackground(colors.background());
        setForeground(colors.foreground());
        reformat();
    }

    @Override
    public void setFont(Font font) {
        super.setFont(font);
        reformat();
    }

    @Override
    public void setBounds(int x, int y, int width, int height) {
        boolean otherWidth = width != getWidth();
        super.setBounds(x, y, width, height);
        if (otherWidth) {
            reformat();
        }
    }

    @Override
    public void addNotify() {
        super.addNotify();
        if (getParent() instanceof JViewport port) {
            scroll.attach(port);
        }
        reformat(); // the display's scale and smoothing are known now
    }

    @Override
    public void removeNotify() {
        scroll.detach();
        super.removeNotify();
    }

    @Override
    protected void paintComponent(Graphics graphics) {
        Graphics2D g = (Graphics2D) graphics.create();
        try {
            g.setColor(getBackground());
            Rectangle clip = g.getClipBounds();
            g.fillRect(clip.x, clip.y, clip.width, clip.height);
            if (!rows.isFormatted()) {
                return;
            }
            g.setFont(getFont());
            g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, TextDisplay.smoothing());
            if (rowCount() == 0) {
                painter.paintHint(g, colors, emptyHint, getWidth(), scroll.extentHeight());
            } else {
                long total = rows.total();
                painter.paint(g, colors, getWidth(), clip.y, clip.y + clip.height, isFocusOwner());
                if (total != rows.total()) {
                    EventQueue.invokeLater(scroll::settle);
                }
            }
        } finally {
            g.dispose();
        }
    }

    private void reformat() {
        if (getWidth() <= 0 || getFont() == null) {
            return;
        }
        rows.format(new RowFormat(getFont(), TextDisplay.of(this), getWidth()));
        scroll.settle();
    }

    // What the other parts of the transcript need of it.

    TranscriptRows model() {
        return rows;
    }

    RowSelection selection() {
        return selection;
    }

    TranscriptScroll scroll() {
        return scroll;
    }

    void open(long number) {
        opened.accept(rows.ring().row(number));
    }

    void selectionChanged() {
        repaint();
        TranscriptAccess.selectionChanged(this);
    }

    void newestSeen() {
        setUnseen(0);
    }

    private void setUnseen(int count) {
        int before = unseen;
        unseen = count;
        firePropertyChange(UNSEEN, before, count);
    }

    @Override
    public Dimension getPreferredSize() {
        return isPreferredSizeSet() ? super.getPreferredSize() : new Dimension(320, (int) rows.total());
    }

    @Override
    public Dimension getPreferredScrollableViewportSize() {
        return new Dimension(480, 320);
    }

    @Override
    public int getScrollableUnitIncrement(Rectangle visible, int orientation, int direction) {
        return rows.lineHeight();
    }

    @Override
    public int getScrollableBlockIncrement(Rectangle visible, int orientation, int direction) {
        return Math.max(rows.lineHeight(), visible.height - 2 * rows.lineHeight());
    }

    @Override
    public boolean getScrollableTracksViewportWidth() {
        return true;
    }

    @Override
    public boolean getScrollableTracksViewportHeight() {
        return getParent() instanceof JViewport port && port.getHeight() > rows.total();
    }

    /** A tooltip that takes text as it is. */
    @Override
    public JToolTip createToolTip() {
        return PlainComponents.toolTip(this);
    }

    @Override
    public AccessibleContext getAccessibleContext() {
        if (accessibleContext == null) {
            accessibleContext = new ListContext();
        }
        return accessibleContext;
    }

    /** Only so that the superclass's accessibility can be extended; what it adds is in {@link TranscriptAccess}. */
    private final class ListContext extends AccessibleJComponent {

        private final transient TranscriptAccess access = new TranscriptAccess(TranscriptView.this);

        @Override
        public AccessibleRole getAccessibleRole() {
            return AccessibleRole.LIST;
        }

        @Override
        public int getAccessibleChildrenCount() {
            return rowCount();
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
}
