package mailchute.window.part;

import com.formdev.flatlaf.ui.FlatNativeWindowsLibrary;
import com.formdev.flatlaf.util.SystemFileChooser;
import java.awt.Component;
import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import javax.swing.JFileChooser;
import mailchute.wire.VisibleText;

/**
 * Lets someone choose where a file is saved: in Windows' own dialog where there is one, in Swing's elsewhere. Both ask before
 * a file that is there is replaced.
 */
public final class SavePicker {

    private static File lastFolder;

    private SavePicker() {}

    /**
     * Asks for a place; empty where it was cancelled. On the event thread.
     *
     * @param name what the file is called unless it is changed
     */
    public static Optional<Path> choose(Component owner, String title, String name) {
        Optional<Path> chosen =
                FlatNativeWindowsLibrary.isLoaded() ? inSystemDialog(owner, title, name) : inSwing(owner, title, name);
        chosen.map(Path::getParent).ifPresent(folder -> lastFolder = folder.toFile());
        return chosen;
    }

    private static Optional<Path> inSystemDialog(Component owner, String title, String name) {
        SystemFileChooser chooser = new SystemFileChooser(lastFolder);
        chooser.setDialogTitle(title);
        chooser.setSelectedFile(new File(lastFolder, name));
        return chooser.showSaveDialog(owner) == SystemFileChooser.APPROVE_OPTION
                ? Optional.of(path(chooser.getSelectedFile()))
                : Optional.empty();
    }

    private static Optional<Path> inSwing(Component owner, String title, String name) {
        JFileChooser chooser = new JFileChooser(lastFolder) {
            @Override
            public void approveSelection() {
                File file = getSelectedFile();
                if (!file.exists() || replaces(this, file)) {
                    super.approveSelection();
                }
            }
        };
        chooser.setName("save-chooser");
        chooser.setDialogTitle(VisibleText.line(title));
        chooser.setFileView(new PlainNames(chooser.getFileSystemView()));
        chooser.setSelectedFile(new File(chooser.getCurrentDirectory(), name));
        return chooser.showDialog(owner, Words.of("save.verb")) == JFileChooser.APPROVE_OPTION
                ? Optional.of(path(chooser.getSelectedFile()))
                : Optional.empty();
    }

    private static boolean replaces(Component owner, File file) {
        return PlainDialog.confirm(
                owner,
                Words.of("save.replace.title"),
                Severity.WARNING,
                Words.of("save.replace.text", file.getName()),
                Words.of("save.replace.verb"));
    }

    private static Path path(File file) {
        return file.toPath().toAbsolutePath();
    }
}
