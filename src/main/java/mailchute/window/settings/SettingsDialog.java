package mailchute.window.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import javax.swing.JButton;
import javax.swing.JFrame;
import mailchute.settings.LiveSettings;
import mailchute.settings.Settings;
import mailchute.window.part.Background;
import mailchute.window.part.FormDialog;
import mailchute.window.part.PlainComponents;
import mailchute.window.part.Words;

/** The settings. OK writes what was changed here and nothing else; it reaches every open window. */
public final class SettingsDialog {

    private final LiveSettings settings;
    private final Settings shown;
    private final FormDialog dialog;
    private final SettingsForm form;
    private final JButton ok = PlainComponents.button(Words.of("dialog.ok"));
    private final Background work = new Background("mailchute-settings-dialog");

    private SettingsDialog(JFrame owner, LiveSettings settings) {
        this.settings = settings;
        shown = settings.current();
        form = new SettingsForm(shown);
        ok.setName("settings-ok");
        ok.addActionListener(event -> save());
        dialog = new FormDialog(owner, "settings", Words.of("settings.title"), form, ok);
    }

    /** Opens the dialog, and returns when it is closed. */
    public static void open(JFrame owner, LiveSettings settings) {
        new SettingsDialog(owner, settings).dialog.open();
    }

    private void save() {
        Settings chosen;
        try {
            chosen = form.chosen();
        } catch (FormProblem wrong) {
            dialog.say(wrong.getMessage(), wrong.field());
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
                done -> dialog.close(),
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
            dialog.say(Words.of("settings.folder.file"), form.folderField());
        } else {
            dialog.say(Words.of("settings.not-saved", String.valueOf(why.getMessage())), ok);
        }
    }
}
