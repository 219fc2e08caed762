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
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
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
    private final transient TranscriptContent content;
    private transient Consumer<TranscriptRow> opened = row -> {};
    private transient Consumer<URI> linkOpened = address -> {};
    private transient Consumer<String> problem = line -> {};
    private transient BiConsumer<JPopupMenu, TranscriptRow> menu = (items, row) -> {};
    private transient Function<TranscriptRow, String> tip = row -> null;
    private String emptyHint = "";

    public TranscriptView() {
        this(CAPACITY);
    }

    TranscriptView(int capacity) {
        rows = new TranscriptRows(capacity);
        scroll = new TranscriptScroll(this, rows);
        painter = new TranscriptPainter(rows, selection);
        reading = new TranscriptReading(this);
        content = new TranscriptContent(this);
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
                this, ScrollPaneConstants.VERTICAL_SCROLLBAR_ALWAYS, ScrollPaneConstants.HORIZONTAL_SCROLLBAR_NEVER);
        pane.setBorder(BorderFactory.createEmptyBorder());
        return pane;
    }

    /** Its rows. */
    public TranscriptContent content() {
        return content;
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

    void tell(String property, Object before, Object now) {
        firePropertyChange(property, before, now);
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
        return rows.look(number.getAsLong()).linkAt(new Point2D.Double(point.x, y));
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
