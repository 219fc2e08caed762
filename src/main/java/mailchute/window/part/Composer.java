package mailchute.window.part;

import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Insets;
import java.awt.KeyboardFocusManager;
import java.awt.RenderingHints;
import java.awt.Toolkit;
import java.awt.event.ActionEvent;
import java.awt.event.InputEvent;
import java.awt.event.KeyEvent;
import java.awt.im.InputContext;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javax.swing.AbstractAction;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTextArea;
import javax.swing.JToolTip;
import javax.swing.KeyStroke;
import javax.swing.ScrollPaneConstants;
import javax.swing.UIManager;
import javax.swing.event.DocumentEvent;
import javax.swing.event.DocumentListener;
import javax.swing.text.DefaultEditorKit;
import mailchute.wire.VisibleText;
import net.miginfocom.swing.MigLayout;

/**
 * Where a message is written. Enter sends, Shift+Enter starts a line, and the Enter that ends an input method's
 * composition does neither. It grows with its text up to {@value #MOST_LINES} lines.
 */
public final class Composer extends JPanel {

    private static final int MOST_LINES = 6;

    private final int maxBytes;
    private final Predicate<String> sender;
    private final Consumer<String> refusal;
    private final TypingUndo undo = new TypingUndo();
    private final transient Composition composition = new Composition();
    private final Area area = new Area();
    private final JLabel counter = PlainComponents.label("");
    private final JButton send = PlainComponents.button("Send");
    private String hint = "";

    /**
     * A composer for messages of at most {@code maxBytes} in UTF-8.
     *
     * @param sender  is given what was written and says whether it took it; only then is the box emptied
     * @param refusal is told in one line why something was not sent; the text stays in the box
     */
    public Composer(int maxBytes, Predicate<String> sender, Consumer<String> refusal) {
        super(new MigLayout("insets 8 12 8 12, gap 8 2, fillx", "[grow,fill][]", "[grow,fill][]"));
        this.maxBytes = maxBytes;
        this.sender = sender;
        this.refusal = refusal;
        area.setName("message");
        send.setName("send");
        counter.setName("counter");
        setAccessibleName("Message");
        send.addActionListener(event -> send());

        JScrollPane pane = new JScrollPane(
                area,
                ScrollPaneConstants.VERTICAL_SCROLLBAR_AS_NEEDED,
                ScrollPaneConstants.HORIZONTAL_SCROLLBAR_NEVER);
        add(pane, "growy, wmin 80, hmin 30");
        add(send, "aligny bottom, growy 0, hmin 30, wrap");
        add(counter, "hidemode 3, alignx right");
        installKeys();
        area.addInputMethodListener(composition);
        area.addKeyListener(composition);
        area.getDocument().addUndoableEditListener(undo);
        area.getDocument().addDocumentListener(new Watch());
        textChanged();
    }

    /** What is written at the moment. */
    public String text() {
        return area.getText();
    }

    /** Puts something into the box, such as a message to be written again. */
    public void setText(String text) {
        area.setText(text);
    }

    /** What is shown while the box is empty. */
    public void setHint(String text) {
        hint = VisibleText.line(text);
        area.repaint();
    }

    /** What the box is called by those who cannot see it, such as {@code Message to lobby}. */
    public void setAccessibleName(String name) {
        area.getAccessibleContext().setAccessibleName(VisibleText.line(name));
    }

    /** Writes on the Send button what it does here. */
    public void setSendText(String text) {
        send.setText(VisibleText.line(text));
    }

    @Override
    public void setEnabled(boolean enabled) {
        super.setEnabled(enabled);
        area.setEnabled(enabled);
        textChanged();
    }

    @Override
    public boolean requestFocusInWindow() {
        return area.requestFocusInWindow();
    }

    @Override
    public void requestFocus() {
        area.requestFocus();
    }

    private void installKeys() {
        int menuKey = Toolkit.getDefaultToolkit().getMenuShortcutKeyMaskEx();
        bind("send", KeyEvent.VK_ENTER, 0, this::enter);
        bind("undo", KeyEvent.VK_Z, menuKey, event -> undo.undo());
        bind("redo", KeyEvent.VK_Y, menuKey, event -> undo.redo());
        bind("redo", KeyEvent.VK_Z, menuKey | InputEvent.SHIFT_DOWN_MASK, event -> undo.redo());
        area.getInputMap()
                .put(
                        KeyStroke.getKeyStroke(KeyEvent.VK_ENTER, InputEvent.SHIFT_DOWN_MASK),
                        DefaultEditorKit.insertBreakAction);
    }

    private void bind(String name, int key, int modifiers, Consumer<ActionEvent> action) {
        area.getInputMap().put(KeyStroke.getKeyStroke(key, modifiers), name);
        area.getActionMap().put(name, new AbstractAction(name) {
            @Override
            public void actionPerformed(ActionEvent event) {
                action.accept(event);
            }
        });
    }

    private void enter(ActionEvent event) {
        if (!composition.owns(event.getWhen())) {
            send();
        }
    }

    private void send() {
        if (composition.isComposing()) {
            InputContext input = area.getInputContext();
            if (input != null) {
                input.endComposition();
            }
        }
        String text = area.getText().stripTrailing();
        if (!isEnabled() || text.isBlank()) {
            return;
        }
        int bytes = Utf8Length.of(text);
        if (bytes > maxBytes) {
            refusal.accept(String.format(
                    Locale.ROOT, "Not sent: the message has %,d bytes, and at most %,d fit", bytes, maxBytes));
        } else if (sender.test(text)) {
            area.setText("");
            undo.clear();
        }
        area.requestFocusInWindow();
    }

    private void textChanged() {
        int bytes = Utf8Length.of(area.getText());
        boolean over = bytes > maxBytes;
        counter.setVisible(bytes > maxBytes / 10L * 8);
        counter.setText(String.format(Locale.ROOT, "%,d of %,d bytes", bytes, maxBytes));
        counter.setForeground(over ? Severity.ERROR.color() : UIManager.getColor("Label.disabledForeground"));
        send.setEnabled(isEnabled() && !area.getText().isBlank());
        revalidate();
        area.repaint();
    }

    /** The box itself. */
    private final class Area extends JTextArea {

        Area() {
            super(1, 10);
            setLineWrap(true);
            setWrapStyleWord(true);
            setMargin(new Insets(5, 8, 5, 8));
        }

        @Override
        public void updateUI() {
            super.updateUI();
            // Tab leaves the box, as everywhere else in the window; each look and feel takes that away again.
            setFocusTraversalKeys(KeyboardFocusManager.FORWARD_TRAVERSAL_KEYS, null);
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
            boolean otherWidth = width != getWidth();
            super.setBounds(x, y, width, height);
            if (otherWidth) {
                Composer.this.revalidate(); // another width wraps into other lines
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
            g.drawString(hint, getInsets().left, getInsets().top + g.getFontMetrics().getAscent());
            g.dispose();
        }

        @Override
        public JToolTip createToolTip() {
            return PlainComponents.toolTip(this);
        }
    }

    private final class Watch implements DocumentListener {

        @Override
        public void insertUpdate(DocumentEvent event) {
            textChanged();
        }

        @Override
        public void removeUpdate(DocumentEvent event) {
            textChanged();
        }

        @Override
        public void changedUpdate(DocumentEvent event) {}
    }
}
