package mailchute.window.part;

import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Insets;
import java.awt.KeyboardFocusManager;
import java.awt.RenderingHints;
import java.awt.event.InputEvent;
import java.awt.event.KeyEvent;
import java.util.Set;
import javax.swing.JTextArea;
import javax.swing.JToolTip;
import javax.swing.KeyStroke;
import javax.swing.UIManager;
import mailchute.wire.VisibleText;

/** The box of a composer: it grows with its text, shows a hint while it is empty, and leaves by Tab. */
final class MessageArea extends JTextArea {

    private static final int MOST_LINES = 6;

    private final transient Runnable otherWidth;
    private final transient Runnable pasted;
    private String hint = "";

    /**
     * @param otherWidth called when the text wraps into other lines
     * @param pasted called after something was pasted
     */
    MessageArea(Runnable otherWidth, Runnable pasted) {
        super(1, 10);
        this.otherWidth = otherWidth;
        this.pasted = pasted;
        setLineWrap(true);
        setWrapStyleWord(true);
        setMargin(new Insets(5, 8, 5, 8));
        CaretRest.install(this);
    }

    /** What is shown while there is no text. */
    void setHint(String text) {
        hint = VisibleText.line(text);
        repaint();
    }

    @Override
    public void paste() {
        super.paste();
        pasted.run();
    }

    @Override
    public void updateUI() {
        super.updateUI();
        // Tab leaves the box, as everywhere else in the window; each look and feel takes that away again.
        // Forward, it takes what is offered first.
        setFocusTraversalKeys(
                KeyboardFocusManager.FORWARD_TRAVERSAL_KEYS,
                Set.of(KeyStroke.getKeyStroke(KeyEvent.VK_TAB, InputEvent.CTRL_DOWN_MASK)));
        setFocusTraversalKeys(KeyboardFocusManager.BACKWARD_TRAVERSAL_KEYS, null);
    }

    @Override
    public Dimension getPreferredScrollableViewportSize() {
        int line = getRowHeight();
        int margins = getInsets().top + getInsets().bottom;
        int lines = Math.max(1, Math.min(MOST_LINES, (getPreferredSize().height - margins) / line));
        return new Dimension(getColumnWidth() * getColumns(), lines * line + margins);
    }

    @Override
    public void setBounds(int x, int y, int width, int height) {
        boolean changed = width != getWidth();
        super.setBounds(x, y, width, height);
        // Asked by its superclass's constructor too.
        if (changed && otherWidth != null) {
            otherWidth.run();
        }
    }

    @Override
    protected void paintComponent(Graphics graphics) {
        super.paintComponent(graphics);
        if (getDocument().getLength() > 0 || hint.isEmpty()) {
            return;
        }
        Graphics2D g = (Graphics2D) graphics.create();
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, TextDisplay.smoothing());
        g.setFont(getFont());
        g.setColor(UIManager.getColor("Label.disabledForeground"));
        g.drawString(
                hint, getInsets().left, getInsets().top + g.getFontMetrics().getAscent());
        g.dispose();
    }

    @Override
    public JToolTip createToolTip() {
        return PlainComponents.toolTip(this);
    }
}
