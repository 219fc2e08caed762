package mailchute.window.part;

import java.awt.EventQueue;
import java.awt.Toolkit;
import java.awt.event.ActionEvent;
import java.awt.event.InputEvent;
import java.awt.event.KeyEvent;
import java.awt.im.InputContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import javax.swing.AbstractAction;
import javax.swing.Action;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.KeyStroke;
import javax.swing.ScrollPaneConstants;
import javax.swing.TransferHandler;
import javax.swing.UIManager;
import javax.swing.event.DocumentEvent;
import javax.swing.event.DocumentListener;
import javax.swing.text.BadLocationException;
import javax.swing.text.DefaultEditorKit;
import mailchute.wire.VisibleText;
import net.miginfocom.swing.MigLayout;

/**
 * Where a message is written. Enter sends, Shift+Enter starts a line, and the Enter that ends an input method's
 * composition does neither. Up and Down, at the box's first and last line, walk through what was sent before. It grows
 * with its text up to six lines.
 */
public final class Composer extends JPanel {

    private final int maxBytes;
    private final transient Predicate<String> sender;
    private final transient Consumer<String> refusal;
    private final transient TypingUndo undo = new TypingUndo();
    private final transient Composition composition = new Composition();
    private final MessageArea area = new MessageArea(this::revalidate, this::pasted);
    private final JLabel counter = PlainComponents.label("");
    private final JButton send = PlainComponents.button(Words.of("composer.send"));
    private final transient SentLines sent = new SentLines();
    private final transient CompletionList completions = new CompletionList(area, this::complete);
    private transient Function<String, List<Completion>> completer = text -> List.of();
    private transient Consumer<String> tooLong = this::refuseTooLong;
    private transient Runnable typing = () -> {};
    private boolean completing;

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
        setAccessibleName(Words.of("composer.name"));
        send.addActionListener(event -> send());

        JScrollPane pane = new JScrollPane(
                area, ScrollPaneConstants.VERTICAL_SCROLLBAR_AS_NEEDED, ScrollPaneConstants.HORIZONTAL_SCROLLBAR_NEVER);
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
        area.setHint(text);
    }

    /** What the box is called by those who cannot see it, such as {@code Message to lobby}. */
    public void setAccessibleName(String name) {
        area.getAccessibleContext().setAccessibleName(VisibleText.line(name));
    }

    /** Says how what is being written, up to the caret at its end, could go on; asked after each change. */
    public void completeBy(Function<String, List<Completion>> answer) {
        completer = answer;
    }

    /** Says what becomes of a text over the limit, when it is pasted or to be sent; it is refused otherwise. */
    public void onTooLong(Consumer<String> handler) {
        tooLong = handler;
    }

    /** Calls the listener whenever something is typed, for a notice to the other side. */
    public void onTyping(Runnable listener) {
        typing = listener;
    }

    /** Lets something else than text be dropped and pasted here: it is given what takes text, and takes its place. */
    public void wrapTransfers(UnaryOperator<TransferHandler> wrapper) {
        area.setTransferHandler(wrapper.apply(area.getTransferHandler()));
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
        bind("older", KeyEvent.VK_UP, 0, event -> up());
        bind("newer", KeyEvent.VK_DOWN, 0, event -> down());
        bind("complete", KeyEvent.VK_TAB, 0, event -> tab());
        bind("close-list", KeyEvent.VK_ESCAPE, 0, event -> completions.hide());
        bind("undo", KeyEvent.VK_Z, menuKey, event -> undo.undo());
        bind("redo", KeyEvent.VK_Y, menuKey, event -> undo.redo());
        bind("redo", KeyEvent.VK_Z, menuKey | InputEvent.SHIFT_DOWN_MASK, event -> undo.redo());
        bind(
                "line",
                KeyEvent.VK_ENTER,
                InputEvent.SHIFT_DOWN_MASK,
                area.getActionMap().get(DefaultEditorKit.insertBreakAction)::actionPerformed);
    }

    private void bind(String name, int key, int modifiers, Consumer<ActionEvent> action) {
        area.getInputMap().put(KeyStroke.getKeyStroke(key, modifiers), name);
        Action described = new AbstractAction(name) {
            @Override
            public void actionPerformed(ActionEvent event) {
                action.accept(event);
            }
        };
        described.putValue(Action.SHORT_DESCRIPTION, Words.of("composer.key." + name));
        area.getActionMap().put(name, described);
    }

    private void enter(ActionEvent event) {
        if (composition.owns(event.getWhen())) {
            return;
        }
        // An offer that would change nothing is no reason to keep a whole command back.
        Optional<Completion> offered = completions.isOpen() ? completions.selected() : Optional.empty();
        if (offered.isPresent()
                && !offered.get().text().strip().equals(area.getText().strip())) {
            complete(offered.get());
        } else {
            send();
        }
    }

    private void complete(Completion completion) {
        completing = true;
        try {
            area.setText(completion.text());
        } finally {
            completing = false;
        }
        offer();
    }

    private void offer() {
        String text = area.getText();
        boolean atEnd = area.getCaretPosition() == text.length();
        completions.offer(atEnd && area.isFocusOwner() ? completer.apply(text) : List.of());
    }

    private void tab() {
        if (completions.isOpen() && completions.selected().isPresent()) {
            complete(completions.selected().get());
        } else {
            area.transferFocus();
        }
    }

    private void up() {
        if (completions.isOpen()) {
            completions.move(-1);
        } else if (isOnEdge(0)) {
            sent.older(area.getText()).ifPresent(this::recall);
        } else {
            area.getActionMap().get(DefaultEditorKit.upAction).actionPerformed(new ActionEvent(area, 0, ""));
        }
    }

    private void down() {
        if (completions.isOpen()) {
            completions.move(1);
        } else if (isOnEdge(area.getDocument().getLength())) {
            sent.newer().ifPresent(this::recall);
        } else {
            area.getActionMap().get(DefaultEditorKit.downAction).actionPerformed(new ActionEvent(area, 0, ""));
        }
    }

    /** Whether the caret is on the same line, as wrapped, as that end of the text. */
    private boolean isOnEdge(int end) {
        try {
            return area.modelToView2D(area.getCaretPosition()).getY()
                    == area.modelToView2D(end).getY();
        } catch (BadLocationException e) {
            throw new IllegalStateException("the caret is outside the text", e);
        }
    }

    private void recall(String text) {
        completing = true;
        try {
            area.setText(text);
        } finally {
            completing = false;
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
        completions.hide();
        if (Utf8Length.of(text) > maxBytes) {
            tooLong.accept(text);
        } else if (sender.test(text)) {
            sentNow(text);
        }
        area.requestFocusInWindow();
    }

    private void pasted() {
        if (Utf8Length.of(area.getText()) > maxBytes) {
            EventQueue.invokeLater(() -> tooLong.accept(area.getText().stripTrailing()));
        }
    }

    private void refuseTooLong(String text) {
        refusal.accept(Words.of("composer.too-long", Utf8Length.of(text), maxBytes));
    }

    /** How many bytes of UTF-8 a message may have here. */
    public int maxBytes() {
        return maxBytes;
    }

    /** Empties the box of what was sent by another way; Up finds it again. */
    public void sentNow(String text) {
        sent.add(text);
        area.setText("");
        undo.clear();
    }

    private void textChanged() {
        int bytes = Utf8Length.of(area.getText());
        boolean over = bytes > maxBytes;
        counter.setVisible(bytes > maxBytes / 10L * 8);
        counter.setText(Words.of("composer.counter", bytes, maxBytes));
        counter.setForeground(over ? Severity.ERROR.color() : UIManager.getColor("Label.disabledForeground"));
        send.setEnabled(isEnabled() && !area.getText().isBlank());
        revalidate();
        area.repaint();
    }

    private void edited() {
        textChanged();
        if (!completing) {
            // The caret follows after the document has told all its listeners.
            EventQueue.invokeLater(this::offer);
            if (!area.getText().isEmpty()) {
                typing.run();
            }
        }
    }

    private final class Watch implements DocumentListener {

        @Override
        public void insertUpdate(DocumentEvent event) {
            edited();
        }

        @Override
        public void removeUpdate(DocumentEvent event) {
            edited();
        }

        @Override
        public void changedUpdate(DocumentEvent event) {}
    }
}
