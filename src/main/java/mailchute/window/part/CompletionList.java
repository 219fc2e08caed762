package mailchute.window.part;

import java.awt.Dimension;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.swing.BorderFactory;
import javax.swing.DefaultListModel;
import javax.swing.JComponent;
import javax.swing.JList;
import javax.swing.JPopupMenu;
import javax.swing.JScrollPane;
import javax.swing.ListSelectionModel;

/** What could be written next, in a list over the box that keeps the focus. */
final class CompletionList {

    private static final int MOST_ROWS = 8;

    private final JComponent box;
    private final DefaultListModel<Completion> model = new DefaultListModel<>();
    private final JList<Completion> list = PlainComponents.list(
            model,
            completion ->
                    completion.about().isEmpty() ? completion.word() : completion.word() + "   " + completion.about());
    private final JPopupMenu popup = new JPopupMenu();

    CompletionList(JComponent box, Consumer<Completion> chosen) {
        this.box = box;
        list.setName("completions");
        list.setFocusable(false);
        list.setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
        list.getAccessibleContext().setAccessibleName(Words.of("composer.completions"));
        list.addMouseListener(new MouseAdapter() {
            @Override
            public void mouseReleased(MouseEvent event) {
                selected().ifPresent(chosen);
            }
        });
        JScrollPane pane = new JScrollPane(list);
        pane.setBorder(BorderFactory.createEmptyBorder());
        popup.setFocusable(false);
        popup.add(pane);
    }

    /** Shows these, or nothing where there are none. */
    void offer(List<Completion> completions) {
        if (completions.isEmpty() || !box.isShowing()) {
            hide();
            return;
        }
        model.clear();
        completions.forEach(model::addElement);
        list.setSelectedIndex(0);
        list.setVisibleRowCount(Math.min(MOST_ROWS, completions.size()));
        popup.pack();
        Dimension size = popup.getPreferredSize();
        popup.show(box, 0, -size.height - 2);
    }

    void hide() {
        popup.setVisible(false);
    }

    boolean isOpen() {
        return popup.isVisible();
    }

    void move(int step) {
        int next = Math.max(0, Math.min(model.getSize() - 1, list.getSelectedIndex() + step));
        list.setSelectedIndex(next);
        list.ensureIndexIsVisible(next);
        box.getAccessibleContext()
                .setAccessibleDescription(selected().map(Completion::word).orElse(""));
    }

    /** The one that Enter or Tab takes. */
    Optional<Completion> selected() {
        return Optional.ofNullable(list.getSelectedValue());
    }
}
