package mailchute.window.transcript;

import java.awt.Toolkit;
import java.awt.datatransfer.StringSelection;
import java.awt.datatransfer.Transferable;
import java.awt.event.ActionEvent;
import java.awt.event.FocusAdapter;
import java.awt.event.FocusEvent;
import java.awt.event.InputEvent;
import java.awt.event.KeyEvent;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.awt.Rectangle;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import javax.swing.AbstractAction;
import javax.swing.JComponent;
import javax.swing.KeyStroke;
import javax.swing.SwingUtilities;
import javax.swing.TransferHandler;
import mailchute.wire.VisibleText;

/** What mouse and keyboard do in a transcript: select, copy, open. */
final class TranscriptInput {

    private final TranscriptView view;
    private final TranscriptRows rows;
    private final RowSelection selection;
    private final int menuKey = Toolkit.getDefaultToolkit().getMenuShortcutKeyMaskEx();

    TranscriptInput(TranscriptView view) {
        this.view = view;
        rows = view.model();
        selection = view.selection();
    }

    void install() {
        Mouse mouse = new Mouse();
        view.addMouseListener(mouse);
        view.addMouseMotionListener(mouse);
        view.addFocusListener(new RepaintOnFocus());
        view.setTransferHandler(new Copy());

        move(KeyEvent.VK_UP, () -> step(-1));
        move(KeyEvent.VK_DOWN, () -> step(1));
        move(KeyEvent.VK_PAGE_UP, () -> page(-1));
        move(KeyEvent.VK_PAGE_DOWN, () -> page(1));
        move(KeyEvent.VK_HOME, () -> rows.ring().first());
        move(KeyEvent.VK_END, () -> rows.ring().end() - 1);
        bind("selectAll", KeyEvent.VK_A, menuKey, this::selectAll);
        bind("clearSelection", KeyEvent.VK_ESCAPE, 0, this::clear);
        bind("open", KeyEvent.VK_ENTER, 0, () -> selection.lead().ifPresent(view::open));
        view.getActionMap().put("copy", TransferHandler.getCopyAction());
        view.getInputMap().put(KeyStroke.getKeyStroke(KeyEvent.VK_C, menuKey), "copy");
        view.getInputMap().put(KeyStroke.getKeyStroke(KeyEvent.VK_COPY, 0), "copy");
        view.getInputMap().put(KeyStroke.getKeyStroke(KeyEvent.VK_INSERT, InputEvent.CTRL_DOWN_MASK), "copy");
    }

    /** The row as plain text: {@code [10:42:07] alice: text}. */
    static String plain(TranscriptRow row) {
        String sender = row.sender().isEmpty() ? "" : VisibleText.line(row.sender()) + ": ";
        return "[" + RowFormat.timeOf(row) + "] " + sender + VisibleText.of(row.text());
    }

    private void move(int key, LongSupplier target) {
        String name = KeyEvent.getKeyText(key);
        bind("select " + name, key, 0, () -> moveTo(target, false));
        bind("extend " + name, key, InputEvent.SHIFT_DOWN_MASK, () -> moveTo(target, true));
    }

    private void bind(String name, int key, int modifiers, Runnable action) {
        view.getInputMap().put(KeyStroke.getKeyStroke(key, modifiers), name);
        view.getActionMap().put(name, new AbstractAction(name) {
            @Override
            public void actionPerformed(ActionEvent event) {
                action.run();
            }
        });
    }

    private void moveTo(LongSupplier target, boolean extend) {
        if (rows.ring().size() == 0) {
            return;
        }
        choose(target.getAsLong(), extend, false);
    }

    private void choose(long row, boolean extend, boolean toggle) {
        if (extend) {
            selection.extendTo(row);
        } else if (toggle) {
            selection.toggle(row);
        } else {
            selection.select(row);
        }
        view.scroll().reveal(row);
        view.selectionChanged();
    }

    private long step(int direction) {
        OptionalLong lead = selection.lead();
        return lead.isEmpty() ? rows.ring().end() - 1 : bounded(lead.getAsLong() + direction);
    }

    private long page(int direction) {
        OptionalLong lead = selection.lead();
        if (lead.isEmpty()) {
            return rows.ring().end() - 1;
        }
        long row = lead.getAsLong();
        int left = view.scroll().extentHeight() - rows.height(row);
        while (true) {
            long next = row + direction;
            if (!rows.ring().holds(next)) {
                return row;
            }
            left -= rows.measure(next);
            if (left < 0) {
                return row == lead.getAsLong() ? next : row;
            }
            row = next;
        }
    }

    private long bounded(long row) {
        return Math.max(rows.ring().first(), Math.min(rows.ring().end() - 1, row));
    }

    private void selectAll() {
        selection.selectAll(rows.ring().first(), rows.ring().end());
        view.selectionChanged();
    }

    private void clear() {
        selection.clear();
        view.selectionChanged();
    }

    private final class Mouse extends MouseAdapter {

        @Override
        public void mousePressed(MouseEvent event) {
            view.requestFocusInWindow();
            OptionalLong row = rows.rowAt(event.getY());
            if (SwingUtilities.isLeftMouseButton(event)) {
                press(event, row);
            } else if (row.isPresent() && !selection.contains(row.getAsLong())) {
                // A menu is about what one points at.
                choose(row.getAsLong(), false, false);
            }
        }

        private void press(MouseEvent event, OptionalLong row) {
            if (row.isEmpty()) {
                clear();
            } else if (event.getClickCount() == 2 && !extendsOrToggles(event)) {
                view.open(row.getAsLong());
            } else {
                boolean toggle = (event.getModifiersEx() & menuKey) != 0;
                choose(row.getAsLong(), event.isShiftDown(), toggle);
            }
        }

        private boolean extendsOrToggles(MouseEvent event) {
            return (event.getModifiersEx() & (menuKey | InputEvent.SHIFT_DOWN_MASK)) != 0;
        }

        @Override
        public void mouseDragged(MouseEvent event) {
            if (!SwingUtilities.isLeftMouseButton(event) || selection.lead().isEmpty() || rows.total() == 0) {
                return;
            }
            long row = rows.nearestRow(event.getY());
            if (row != selection.lead().getAsLong()) {
                selection.extendTo(row);
                view.selectionChanged();
            }
            view.scrollRectToVisible(new Rectangle(event.getX(), event.getY(), 1, 1));
        }
    }

    private final class RepaintOnFocus extends FocusAdapter {

        @Override
        public void focusGained(FocusEvent event) {
            view.repaint();
        }

        @Override
        public void focusLost(FocusEvent event) {
            view.repaint();
        }
    }

    private static final class Copy extends TransferHandler {

        @Override
        public int getSourceActions(JComponent component) {
            return COPY;
        }

        @Override
        protected Transferable createTransferable(JComponent component) {
            TranscriptView view = (TranscriptView) component;
            if (view.selection().rows().isEmpty()) {
                return null;
            }
            return new StringSelection(view.selectedRows().stream()
                    .map(TranscriptInput::plain)
                    .collect(Collectors.joining("\n")));
        }
    }
}
