package mailchute.window.part;

import java.awt.Component;
import java.io.File;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import javax.swing.JFileChooser;
import javax.swing.filechooser.FileView;
import mailchute.wire.VisibleText;

/** Lets the user choose a folder. Swing's own dialog, told to show the names of files as they are. */
public final class FolderChooser {

    private FolderChooser() {}

    /** Asks for a folder; empty where none was chosen. */
    public static Optional<Path> choose(Component owner, String title, String start) {
        JFileChooser chooser = new JFileChooser(start);
        chooser.setFileSelectionMode(JFileChooser.DIRECTORIES_ONLY);
        chooser.setDialogTitle(VisibleText.line(title));
        chooser.setFileView(new PlainNames(chooser));
        int answer = chooser.showDialog(owner, Words.of("dialog.choose"));
        return answer == JFileChooser.APPROVE_OPTION
                ? Optional.of(chooser.getSelectedFile().toPath().toAbsolutePath())
                : Optional.empty();
    }

    /** Swing takes a name that begins with {@code <html>} for a page; with something in front it is a name. */
    static final class PlainNames extends FileView {

        private static final String PAGE = "<html";
        private static final String NOTHING_TO_SEE = "\u200B";

        private final JFileChooser chooser;

        PlainNames(JFileChooser chooser) {
            this.chooser = chooser;
        }

        @Override
        public String getName(File file) {
            String name = VisibleText.line(chooser.getFileSystemView().getSystemDisplayName(file));
            return name.toLowerCase(Locale.ROOT).startsWith(PAGE) ? NOTHING_TO_SEE + name : name;
        }
    }
}
