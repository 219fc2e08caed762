package mailchute.window.transcript;

import java.awt.Cursor;
import java.awt.Point;
import java.awt.Rectangle;
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
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import javax.swing.AbstractAction;
import javax.swing.Action;
import javax.swing.JComponent;
import javax.swing.JPopupMenu;
import javax.swing.KeyStroke;
import javax.swing.SwingUtilities;
import javax.swing.TransferHandler;
import mailchute.window.part.Actions;
import mailchute.window.part.CopiedText;
import mailchute.window.part.PlainComponents;
import mailchute.window.part.Words;
import mailchute.wire.VisibleText;

/** What mouse and keyboard do in a transcript: select, copy, open, and the menu of a row. */
final class TranscriptInput {

    private static final int LONGEST_IN_MENU = 60;

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
        move(KeyEvent.VK_HOME, () -> rows.shownBeside(rows.ring().first() - 1, 1));
        move(KeyEvent.VK_END, this::newest);
        bind("selectAll", KeyEvent.VK_A, menuKey, this::selectAll);
        bind("clearSelection", KeyEvent.VK_ESCAPE, 0, this::clear);
        bind("open", KeyEvent.VK_ENTER, 0, () -> selection.lead().ifPresent(view::open));
        bind("copyWithNames", KeyEvent.VK_C, menuKey | InputEvent.SHIFT_DOWN_MASK, this::copyWithNames);
        bind("openLink", KeyEvent.VK_ENTER, menuKey, this::openLinkOfLead);
        bind("menu", KeyEvent.VK_CONTEXT_MENU, 0, this::menuOfLead);
        bind("menu", KeyEvent.VK_F10, InputEvent.SHIFT_DOWN_MASK, this::menuOfLead);
        bind(
                "copy",
                KeyEvent.VK_C,
                menuKey,
                () -> TransferHandler.getCopyAction()
                        .actionPerformed(new ActionEvent(view, ActionEvent.ACTION_PERFORMED, "copy")));
        view.getInputMap().put(KeyStroke.getKeyStroke(KeyEvent.VK_COPY, 0), "copy");
        view.getInputMap().put(KeyStroke.getKeyStroke(KeyEvent.VK_INSERT, InputEvent.CTRL_DOWN_MASK), "copy");
    }

    /** What was said in the selected rows. */
    private static String text(TranscriptView view) {
        return view.selectedRows().stream()
                .map(row -> VisibleText.of(row.text()))
                .collect(Collectors.joining("\n"));
    }

    /** The row as plain text: {@code [10:42:07] alice: text}. */
    static String plain(TranscriptRow row) {
        String sender = row.sender().isEmpty() ? "" : VisibleText.line(row.sender()) + ": ";
        return "[" + RowFormat.timeOf(row) + "] " + sender + VisibleText.of(row.text());
    }

    private void copyWithNames() {
        copy(view.selectedRows().stream().map(TranscriptInput::plain).collect(Collectors.joining("\n")));
    }

    private void copy(String text) {
        if (!text.isEmpty()) {
            CopiedText.copy(text).ifPresent(view::problem);
        }
    }

    private List<URI> linksOf(long row) {
        return rows.isShown(row) ? rows.look(row).links() : List.of();
    }

    /** The only address in the row that has the focus, or a menu of them. */
    private void openLinkOfLead() {
        selection.lead().ifPresent(row -> {
            List<URI> links = linksOf(row);
            if (links.size() == 1) {
                view.openLink(links.get(0));
            } else if (!links.isEmpty()) {
                menuOfLead();
            }
        });
    }

    private void menuOfLead() {
        selection.lead().ifPresent(row -> {
            view.scroll().reveal(row);
            showMenu(
                    row, new Point(RowFormat.MARK_X + RowFormat.MARK_SIZE, (int) rows.top(row) + RowFormat.MARGIN_TOP));
        });
    }

    private void showMenu(long row, Point at) {
        JPopupMenu menu = new JPopupMenu();
        menu.setName("row-menu");
        item(menu, Words.of("transcript.copy"), "ctrl C", () -> copy(text(view)));
        item(menu, Words.of("transcript.copy-with-names"), "ctrl shift C", this::copyWithNames);
        item(menu, Words.of("transcript.select-all"), "ctrl A", this::selectAll);
        for (URI link : linksOf(row)) {
            item(menu, Words.of("transcript.open-link", brief(link)), "", () -> view.openLink(link));
        }
        view.fillMenu(menu, rows.ring().row(row));
        menu.show(view, at.x, at.y);
    }

    private static String brief(URI link) {
        String address = link.toString();
        return address.length() > LONGEST_IN_MENU ? address.substring(0, LONGEST_IN_MENU) + "…" : address;
    }

    private static void item(JPopupMenu menu, String text, String key, Runnable does) {
        menu.add(PlainComponents.menuItem(Actions.action(text, null, key, null, does)));
    }

    private void move(int key, OptionalTarget target) {
        String name = KeyEvent.getKeyText(key);
        bind("select " + name, "move", key, 0, () -> moveTo(target, false));
        bind("extend " + name, "extend", key, InputEvent.SHIFT_DOWN_MASK, () -> moveTo(target, true));
    }

    private void bind(String name, int key, int modifiers, Runnable action) {
        bind(name, name, key, modifiers, action);
    }

    /** @param what the end of the key of its description in the bundles */
    private void bind(String name, String what, int key, int modifiers, Runnable action) {
        view.getInputMap().put(KeyStroke.getKeyStroke(key, modifiers), name);
        Action described = new AbstractAction(name) {
            @Override
            public void actionPerformed(ActionEvent event) {
                action.run();
            }
        };
        described.putValue(Action.SHORT_DESCRIPTION, Words.of("transcript.key." + what));
        view.getActionMap().put(name, described);
    }

    private void moveTo(OptionalTarget target, boolean extend) {
        target.row().ifPresent(row -> choose(row, extend, false));
    }

    private OptionalLong newest() {
        return rows.shownBeside(rows.ring().end(), -1);
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

    private OptionalLong step(int direction) {
        OptionalLong lead = selection.lead();
        if (lead.isEmpty()) {
            return newest();
        }
        OptionalLong next = rows.shownBeside(lead.getAsLong(), direction);
        return next.isPresent() ? next : lead;
    }

    private OptionalLong page(int direction) {
        OptionalLong lead = selection.lead();
        if (lead.isEmpty()) {
            return newest();
        }
        long row = lead.getAsLong();
        int left = view.scroll().extentHeight() - rows.height(row);
        while (true) {
            OptionalLong next = rows.shownBeside(row, direction);
            if (next.isEmpty()) {
                return OptionalLong.of(row);
            }
            left -= rows.measure(next.getAsLong());
            if (left < 0) {
                return row == lead.getAsLong() ? next : OptionalLong.of(row);
            }
            row = next.getAsLong();
        }
    }

    private void selectAll() {
        selection.selectAll(rows.ring().first(), rows.ring().end());
        selection.rows().removeIf(row -> !rows.isShown(row));
        view.selectionChanged();
    }

    /** Where a key leads, if anywhere. */
    @FunctionalInterface
    private interface OptionalTarget {
        OptionalLong row();
    }

    private void clear() {
        selection.clear();
        view.selectionChanged();
    }

    private final class Mouse extends MouseAdapter {

        private Optional<URI> pressedLink = Optional.empty();

        @Override
        public void mousePressed(MouseEvent event) {
            view.requestFocusInWindow();
            OptionalLong row = rows.rowAt(event.getY());
            pressedLink = SwingUtilities.isLeftMouseButton(event) ? view.linkAt(event.getPoint()) : Optional.empty();
            if (SwingUtilities.isLeftMouseButton(event)) {
                press(event, row);
            } else if (row.isPresent() && !selection.contains(row.getAsLong())) {
                // A menu is about what one points at.
                choose(row.getAsLong(), false, false);
            }
            menu(event);
        }

        @Override
        public void mouseReleased(MouseEvent event) {
            menu(event);
            // Pressed on it and let go on it, as a button; who drags away wants to select.
            if (pressedLink.isPresent() && pressedLink.equals(view.linkAt(event.getPoint()))) {
                view.openLink(pressedLink.get());
            }
            pressedLink = Optional.empty();
        }

        /** Some systems show menus when a button goes down, others when it comes up. */
        private void menu(MouseEvent event) {
            OptionalLong row = rows.rowAt(event.getY());
            if (event.isPopupTrigger() && row.isPresent()) {
                showMenu(row.getAsLong(), event.getPoint());
            }
        }

        @Override
        public void mouseMoved(MouseEvent event) {
            boolean link = view.linkAt(event.getPoint()).isPresent();
            view.setCursor(link ? Cursor.getPredefinedCursor(Cursor.HAND_CURSOR) : null);
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
            return new StringSelection(text(view));
        }
    }
}
