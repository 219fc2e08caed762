package mailchute.window.part;

import java.awt.Component;
import java.nio.file.Path;
import java.util.Optional;
import javax.swing.JFileChooser;
import mailchute.wire.VisibleText;

/** Lets the user choose a folder. Swing's own dialog, told to show the names of files as they are. */
public final class FolderChooser {

    private FolderChooser() {}

    /** Asks for a folder; empty where none was chosen. */
    public static Optional<Path> choose(Component owner, String title, String start) {
        JFileChooser chooser = new JFileChooser(start);
        chooser.setFileSelectionMode(JFileChooser.DIRECTORIES_ONLY);
        chooser.setDialogTitle(VisibleText.line(title));
        chooser.setFileView(new PlainNames(chooser.getFileSystemView()));
        int answer = chooser.showDialog(owner, Words.of("dialog.choose"));
        return answer == JFileChooser.APPROVE_OPTION
                ? Optional.of(chooser.getSelectedFile().toPath().toAbsolutePath())
                : Optional.empty();
    }
}
