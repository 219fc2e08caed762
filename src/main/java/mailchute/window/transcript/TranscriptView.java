package mailchute.window.transcript;

import java.awt.Dimension;
import java.awt.EventQueue;
import java.awt.Font;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.event.MouseEvent;
import java.awt.geom.Point2D;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.accessibility.Accessible;
import javax.accessibility.AccessibleContext;
import javax.swing.BorderFactory;
import javax.swing.JComponent;
import javax.swing.JPopupMenu;
import javax.swing.JScrollPane;
import javax.swing.JToolTip;
import javax.swing.JViewport;
import javax.swing.ScrollPaneConstants;
import javax.swing.Scrollable;
import javax.swing.ToolTipManager;
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

    /** Property: whether later rows are missing here, a Boolean. */
    public static final String DETACHED = "detached";

    private final transient TranscriptRows rows;
    private final transient RowSelection selection = new RowSelection();
    private final transient TranscriptScroll scroll;
    private final transient TranscriptPainter painter;
    private transient TranscriptColors colors = TranscriptColors.current();
    private final transient TranscriptReading reading;
    private transient Consumer<TranscriptRow> opened = row -> {};
    private transient Consumer<URI> linkOpened = address -> {};
    private transient Consumer<String> problem = line -> {};
    private transient BiConsumer<JPopupMenu, TranscriptRow> menu = (items, row) -> {};
    private transient Function<TranscriptRow, String> tip = row -> null;
    private String emptyHint = "";
    private int unseen;

    public TranscriptView() {
        this(CAPACITY);
    }

    TranscriptView(int capacity) {
        rows = new TranscriptRows(capacity);
        scroll = new TranscriptScroll(this, rows);
        painter = new TranscriptPainter(rows, selection);
        reading = new TranscriptReading(this);
        setOpaque(true);
        setFocusable(true);
        setAutoscrolls(true);
        putClientProperty("html.disable", Boolean.TRUE);
        addPropertyChangeListener("graphicsConfiguration", event -> reformat());
        ToolTipManager.sharedInstance().registerComponent(this);
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
        if (reading.isDetached()) {
            setUnseen(unseen + shownOf(added));
            return;
        }
        reading.arriving(added);
        add(added);
    }

    private int shownOf(List<TranscriptRow> some) {
        return (int) some.stream().filter(rows::shows).count();
    }

    private void add(List<TranscriptRow> newRows) {
        newRows.forEach(rows::add);
        boolean selectedRowsDropped = selection.dropBefore(rows.ring().first());
        if (!scroll.isSticking()) {
            setUnseen(unseen + shownOf(newRows));
        }
        scroll.settle();
        if (selectedRowsDropped) {
            selectionChanged();
        }
        TranscriptAccess.rowsAppended(this);
    }

    /**
     * Adds older rows, the eldest first, above all others; nothing moves. Where there is no room, the newest rows go. No row
     * at all says that there is nothing older.
     */
    public void prepend(List<TranscriptRow> older) {
        if (older.isEmpty()) {
            reading.nothingOlder();
            return;
        }
        long end = rows.ring().end();
        rows.prepend(older);
        if (rows.ring().end() < end) {
            reading.detach();
            selection.dropFrom(rows.ring().end());
        }
        reading.answered();
        scroll.settle();
        TranscriptAccess.rowsAppended(this);
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
        reading.answered();
        if (complete) {
            reading.attach();
            scroll.settle();
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
        selection.clear();
        around.forEach(rows::add);
        if (complete) {
            reading.attach();
        } else {
            reading.detach();
        }
        long row = rows.ring().first() + target;
        selection.select(row);
        scroll.center(row);
        setUnseen(0);
        selectionChanged();
    }

    /** Whether later rows are missing here, so that what arrives is not shown. */
    public boolean isDetached() {
        return reading.isDetached();
    }

    /** Calls the listener when someone scrolls near to the eldest row; it answers by {@link #prepend}, if with none. */
    public void onOlderWanted(Runnable listener) {
        reading.onOlderWanted(listener);
    }

    /** Calls the listener when someone scrolls near to the end and later rows are missing: {@link #appendNewer}. */
    public void onNewerWanted(Runnable listener) {
        reading.onNewerWanted(listener);
    }

    /** Calls the listener when someone wants the newest row and it is missing: {@link #showNewest}. */
    public void onNewestWanted(Runnable listener) {
        reading.onNewestWanted(listener);
    }

    /** Shows these rows, the newest ones, instead of all others. */
    public void showNewest(List<TranscriptRow> newest) {
        clear();
        reading.attach();
        add(newest);
        scroll.toNewest();
    }

    /** Shows those rows alone from now on; the others stay, without being seen. */
    public void setFilter(Predicate<TranscriptRow> shown) {
        scroll.keepPlace(() -> rows.show(shown));
        selection.rows().removeIf(number -> !rows.isShown(number));
        selectionChanged();
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
        scroll.settle();
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

    /** Says what happens when somebody chooses a web address. */
    public void onLink(Consumer<URI> listener) {
        linkOpened = listener;
    }

    /** Calls the listener with a line about what could not be done. */
    public void onProblem(Consumer<String> listener) {
        problem = listener;
    }

    /** Lets the owner add to the menu of a row. */
    public void onMenu(BiConsumer<JPopupMenu, TranscriptRow> maker) {
        menu = maker;
    }

    /** Says what the tooltip of a row tells; null for none. */
    public void setTip(Function<TranscriptRow, String> words) {
        tip = words;
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

    /** Goes to the eldest row that is here. */
    public void scrollToEldest() {
        scroll.toEldest();
    }

    /** Goes to the newest row and stays there. */
    public void scrollToNewest() {
        if (reading.isDetached()) {
            reading.wantNewest();
        } else {
            scroll.toNewest();
        }
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
        reading.watch();
        reformat(); // the display's scale and smoothing are known now
    }

    @Override
    public void removeNotify() {
        reading.unwatch();
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
            if (rows.total() == 0) {
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

    TranscriptReading reading() {
        return reading;
    }

    void openLink(URI address) {
        linkOpened.accept(address);
    }

    void problem(String line) {
        problem.accept(line);
    }

    void fillMenu(JPopupMenu items, TranscriptRow row) {
        menu.accept(items, row);
    }

    void newestSeen() {
        setUnseen(0);
        reading.newestSeen();
    }

    private void setUnseen(int count) {
        int before = unseen;
        unseen = count;
        firePropertyChange(UNSEEN, before, count);
    }

    void detachedChanged() {
        firePropertyChange(DETACHED, null, reading.isDetached());
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

    @Override
    public String getToolTipText(MouseEvent event) {
        Optional<URI> link = linkAt(event.getPoint());
        if (link.isPresent()) {
            return VisibleText.line(link.get().toString());
        }
        return rowAt(event.getPoint()).map(tip).orElse(null);
    }

    /** The web address at that point, if there is one. */
    public Optional<URI> linkAt(Point point) {
        OptionalLong number = rows.rowAt(point.y);
        if (number.isEmpty()) {
            return Optional.empty();
        }
        double y = point.y - (double) rows.top(number.getAsLong());
        return rows.layout(number.getAsLong()).linkAt(new Point2D.Double(point.x, y));
    }

    /** A tooltip that takes text as it is. */
    @Override
    public JToolTip createToolTip() {
        return PlainComponents.toolTip(this);
    }

    @Override
    public AccessibleContext getAccessibleContext() {
        if (accessibleContext == null) {
            accessibleContext = new TranscriptContext(this);
        }
        return accessibleContext;
    }
}
