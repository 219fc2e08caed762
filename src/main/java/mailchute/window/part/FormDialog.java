package mailchute.window.part;

import java.awt.Dialog;
import java.awt.Window;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JDialog;
import javax.swing.JLabel;
import javax.swing.JPanel;
import mailchute.wire.VisibleText;
import net.miginfocom.swing.MigLayout;

/** A dialog with a form, a line for what is wrong in it, a button that takes it, which Enter presses, and Cancel. */
public final class FormDialog {

    private final JDialog dialog;
    private final JLabel problem = PlainComponents.label(" ");

    /**
     * A dialog that is not open yet.
     *
     * @param name what the names of its parts begin with
     * @param accept what takes the form; it does not close the dialog
     */
    public FormDialog(Window owner, String name, String title, JComponent form, JButton accept) {
        dialog = new JDialog(owner, title, Dialog.ModalityType.DOCUMENT_MODAL);
        dialog.setName(name + "-dialog");
        problem.setName(name + "-problem");
        problem.setForeground(Severity.ERROR.color());
        JButton cancel = PlainComponents.button(Words.of("dialog.cancel"));
        cancel.setName(name + "-cancel");
        cancel.addActionListener(event -> close());
        JPanel buttons = new JPanel(new MigLayout("insets 0, alignx right"));
        buttons.add(accept, "sizegroup button, tag ok");
        buttons.add(cancel, "sizegroup button, tag cancel");
        JPanel content = new JPanel(new MigLayout("insets 16, gapy 10, fillx, wrap", "[grow,fill]"));
        content.add(form);
        content.add(problem, "wmin 0");
        content.add(buttons);
        dialog.setContentPane(content);
        dialog.setDefaultCloseOperation(JDialog.DISPOSE_ON_CLOSE);
        dialog.getRootPane().setDefaultButton(accept);
        Actions.closeOnEscape(dialog);
        dialog.pack();
        dialog.setResizable(false);
        dialog.setLocationRelativeTo(owner);
    }

    /** Opens the dialog, and returns when it is closed. */
    public void open() {
        dialog.setVisible(true);
    }

    /** Closes the dialog. */
    public void close() {
        dialog.dispose();
    }

    /** What other dialogs belong to. */
    public JDialog window() {
        return dialog;
    }

    /** Gives the dialog the size that its form has now. */
    public void pack() {
        dialog.pack();
    }

    /** Says what is wrong, and puts the focus where it can be mended. */
    public void say(String text, JComponent where) {
        problem.setText(VisibleText.line(text));
        problem.setToolTipText(VisibleText.of(text));
        problem.getAccessibleContext().setAccessibleName(text);
        where.requestFocusInWindow();
    }

    /** Nothing is wrong any more. */
    public void clearProblem() {
        problem.setText(" ");
    }
}
