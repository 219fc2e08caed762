package mailchute.window.settings;

import java.awt.Dialog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JDialog;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.JPanel;
import mailchute.settings.LiveSettings;
import mailchute.settings.Settings;
import mailchute.window.part.Actions;
import mailchute.window.part.Background;
import mailchute.window.part.PlainComponents;
import mailchute.window.part.Severity;
import mailchute.window.part.Words;
import mailchute.wire.VisibleText;
import net.miginfocom.swing.MigLayout;

/** The settings. OK writes what was changed here and nothing else; it reaches every open window. */
public final class SettingsDialog {

    private final LiveSettings settings;
    private final Settings shown;
    private final JDialog dialog;
    private final SettingsForm form;
    private final JLabel problem = PlainComponents.label(" ");
    private final JButton ok = PlainComponents.button(Words.of("dialog.ok"));
    private final Background work = new Background("mailchute-settings-dialog");

    private SettingsDialog(JFrame owner, LiveSettings settings) {
        this.settings = settings;
        shown = settings.current();
        form = new SettingsForm(shown);
        dialog = new JDialog(owner, Words.of("settings.title"), Dialog.ModalityType.DOCUMENT_MODAL);
        dialog.setName("settings-dialog");
        problem.setName("settings-problem");
        problem.setForeground(Severity.ERROR.color());
        ok.setName("settings-ok");
        ok.addActionListener(event -> save());
        JButton cancel = PlainComponents.button(Words.of("dialog.cancel"));
        cancel.setName("settings-cancel");
        cancel.addActionListener(event -> dialog.dispose());
        JPanel buttons = new JPanel(new MigLayout("insets 0, alignx right"));
        buttons.add(ok, "sizegroup button, tag ok");
        buttons.add(cancel, "sizegroup button, tag cancel");
        JPanel content = new JPanel(new MigLayout("insets 16, gapy 10, fillx, wrap", "[grow,fill]"));
        content.add(form);
        content.add(problem, "wmin 0");
        content.add(buttons);
        dialog.setContentPane(content);
        dialog.setDefaultCloseOperation(JDialog.DISPOSE_ON_CLOSE);
        dialog.getRootPane().setDefaultButton(ok);
        Actions.closeOnEscape(dialog);
        dialog.pack();
        dialog.setResizable(false);
        dialog.setLocationRelativeTo(owner);
    }

    /** Opens the dialog, and returns when it is closed. */
    public static void open(JFrame owner, LiveSettings settings) {
        new SettingsDialog(owner, settings).dialog.setVisible(true);
    }

    private void save() {
        Settings chosen;
        try {
            chosen = form.chosen();
        } catch (FormProblem wrong) {
            say(wrong.getMessage(), wrong.field());
            return;
        }
        ok.setEnabled(false);
        work.runOnFiles(
                () -> {
                    if (chosen.filesFolder().isPresent()) {
                        checkFolder(chosen.filesFolder().get());
                    }
                    settings.change(shown, chosen);
                    return chosen;
                },
                done -> dialog.dispose(),
                this::notSaved);
    }

    /** What is not there yet is made when the first file comes. */
    private static void checkFolder(Path folder) throws NotDirectoryException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new NotDirectoryException(folder.toString());
        }
    }

    private void notSaved(IOException why) {
        ok.setEnabled(true);
        if (why instanceof NotDirectoryException) {
            say(Words.of("settings.folder.file"), form.folderField());
        } else {
            say(Words.of("settings.not-saved", String.valueOf(why.getMessage())), ok);
        }
    }

    private void say(String text, JComponent where) {
        problem.setText(VisibleText.line(text));
        problem.setToolTipText(VisibleText.of(text));
        problem.getAccessibleContext().setAccessibleName(text);
        where.requestFocusInWindow();
    }
}
