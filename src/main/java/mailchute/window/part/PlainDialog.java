package mailchute.window.part;

import java.awt.Component;
import java.awt.Dialog;
import java.awt.Dimension;
import java.awt.event.ActionListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JDialog;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTextArea;
import javax.swing.JTextField;
import javax.swing.RootPaneContainer;
import javax.swing.SwingUtilities;
import javax.swing.UIManager;
import mailchute.wire.VisibleText;
import net.miginfocom.swing.MigLayout;

/**
 * Small dialogs that take their text as it is; {@code JOptionPane} does so on newer Java alone. The text can be
 * selected and copied.
 */
public final class PlainDialog {

    private static final int TEXT_WIDTH = 420;
    private static final int MOST_LINES = 14;

    private final JDialog dialog;
    private final JPanel content = new JPanel(new MigLayout("insets 16, gapx 14, gapy 12, fillx", "[][grow,fill]"));
    private final List<JButton> buttons = new ArrayList<>();
    private boolean accepted;

    private PlainDialog(Component owner, String title, Severity severity, String text) {
        dialog = new JDialog(
                owner == null ? null : SwingUtilities.getWindowAncestor(inside(owner)),
                VisibleText.line(title),
                Dialog.ModalityType.DOCUMENT_MODAL);
        JLabel icon = new JLabel(new SeverityIcon(severity, 32));
        icon.getAccessibleContext().setAccessibleName(severity.word());
        content.add(icon, "aligny top");
        content.add(text(text), "wrap");
        dialog.setContentPane(content);
        dialog.setDefaultCloseOperation(JDialog.DISPOSE_ON_CLOSE);
        Actions.closeOnEscape(dialog);
    }

    /** Says something and waits until it has been read. */
    public static void say(Component owner, String title, Severity severity, String text) {
        PlainDialog dialog = new PlainDialog(owner, title, severity, text);
        dialog.buttons(List.of(dialog.accept(Words.of("dialog.ok"))));
        dialog.show(owner);
    }

    /**
     * Asks whether to do something; {@code verb} names it on its button, the other one is Cancel. Enter presses the
     * former only where nothing is at stake.
     */
    public static boolean confirm(Component owner, String title, Severity severity, String text, String verb) {
        PlainDialog dialog = new PlainDialog(owner, title, severity, text);
        dialog.buttons(List.of(dialog.accept(verb), dialog.cancel()));
        if (severity != Severity.INFO) {
            dialog.preferred(1);
        }
        dialog.show(owner);
        return dialog.accepted;
    }

    /** Asks which of several things to do, each named on its button; empty where none of them. */
    public static OptionalInt choose(
            Component owner, String title, Severity severity, String text, List<String> verbs) {
        PlainDialog dialog = new PlainDialog(owner, title, severity, text);
        int[] chosen = {-1};
        List<JButton> row = new ArrayList<>();
        for (int i = 0; i < verbs.size(); i++) {
            int index = i;
            row.add(button(verbs.get(i), event -> {
                chosen[0] = index;
                dialog.dialog.dispose();
            }));
        }
        row.add(dialog.cancel());
        dialog.buttons(row);
        dialog.show(owner);
        return chosen[0] < 0 ? OptionalInt.empty() : OptionalInt.of(chosen[0]);
    }

    /** Asks for a line of text. */
    public static Optional<String> ask(Component owner, String title, String text, String initial, String verb) {
        PlainDialog dialog = new PlainDialog(owner, title, Severity.INFO, text);
        JTextField field = new JTextField(initial, 24);
        field.setName("answer");
        field.getAccessibleContext().setAccessibleName(VisibleText.line(text));
        field.selectAll();
        dialog.content.add(field, "skip 1, wrap");
        dialog.buttons(List.of(dialog.accept(verb), dialog.cancel()));
        SwingUtilities.invokeLater(field::requestFocusInWindow);
        dialog.show(owner);
        return dialog.accepted ? Optional.of(field.getText()) : Optional.empty();
    }

    /** A component that {@code getWindowAncestor} finds the window of: for a window, something inside it. */
    private static Component inside(Component owner) {
        return owner instanceof RootPaneContainer window ? window.getRootPane() : owner;
    }

    private static JComponent text(String text) {
        JTextArea area = new JTextArea(VisibleText.of(text));
        area.setName("text");
        area.setEditable(false);
        area.setLineWrap(true);
        area.setWrapStyleWord(true);
        area.setOpaque(false);
        area.setFont(UIManager.getFont("Label.font"));
        area.setBorder(null);
        area.setSize(TEXT_WIDTH, Short.MAX_VALUE); // so that it wraps before it tells its height
        JScrollPane pane = new JScrollPane(area);
        pane.setBorder(BorderFactory.createEmptyBorder());
        pane.setOpaque(false);
        pane.getViewport().setOpaque(false);
        int most = area.getFontMetrics(area.getFont()).getHeight() * MOST_LINES;
        pane.setPreferredSize(new Dimension(TEXT_WIDTH, Math.min(most, area.getPreferredSize().height + 2)));
        return pane;
    }

    private JButton accept(String verb) {
        return button(verb, event -> {
            accepted = true;
            dialog.dispose();
        });
    }

    private JButton cancel() {
        return button(Words.of("dialog.cancel"), event -> dialog.dispose());
    }

    private static JButton button(String text, ActionListener listener) {
        JButton button = PlainComponents.button(text);
        button.addActionListener(listener);
        return button;
    }

    private void buttons(List<JButton> row) {
        buttons.addAll(row);
        JPanel panel = new JPanel(new MigLayout("insets 0, alignx right"));
        row.forEach(button -> panel.add(
                button,
                "sizegroup button, tag " + (button == row.get(row.size() - 1) && row.size() > 1 ? "cancel" : "ok")));
        content.add(panel, "span, growx, gaptop 4");
        preferred(0);
    }

    private void preferred(int index) {
        dialog.getRootPane().setDefaultButton(buttons.get(index));
    }

    private void show(Component owner) {
        dialog.pack();
        dialog.setResizable(false);
        dialog.setLocationRelativeTo(owner);
        dialog.getRootPane().getDefaultButton().requestFocusInWindow();
        dialog.setVisible(true);
    }
}
