package mailchute.window.file;

import com.formdev.flatlaf.ui.FlatNativeWindowsLibrary;
import com.formdev.flatlaf.util.SystemFileChooser;
import java.awt.Component;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.swing.JFileChooser;
import mailchute.window.part.PlainNames;
import mailchute.window.part.Words;

/** Lets someone choose files: in Windows' own dialog where there is one, in Swing's elsewhere. */
public final class FilePicker {

    private static File lastFolder;

    private FilePicker() {}

    /** Asks for files; none where it was cancelled. On the event thread. */
    public static List<Path> choose(Component owner) {
        List<Path> chosen = FlatNativeWindowsLibrary.isLoaded() ? inSystemDialog(owner) : inSwing(owner);
        Path folder = chosen.isEmpty() ? null : chosen.get(0).getParent();
        if (folder != null) {
            lastFolder = folder.toFile();
        }
        return chosen;
    }

    private static List<Path> inSystemDialog(Component owner) {
        SystemFileChooser chooser = new SystemFileChooser(lastFolder);
        chooser.setDialogTitle(Words.of("file.choose"));
        chooser.setMultiSelectionEnabled(true);
        return chooser.showOpenDialog(owner) == SystemFileChooser.APPROVE_OPTION
                ? paths(chooser.getSelectedFiles())
                : List.of();
    }

    private static List<Path> inSwing(Component owner) {
        JFileChooser chooser = new JFileChooser(lastFolder);
        chooser.setName("file-chooser");
        chooser.setDialogTitle(Words.of("file.choose"));
        chooser.setApproveButtonText(Words.of("file.choose-verb"));
        chooser.setMultiSelectionEnabled(true);
        chooser.setFileView(new PlainNames(chooser.getFileSystemView()));
        return chooser.showOpenDialog(owner) == JFileChooser.APPROVE_OPTION
                ? paths(chooser.getSelectedFiles())
                : List.of();
    }

    private static List<Path> paths(File[] files) {
        return Arrays.stream(files).map(File::toPath).toList();
    }
}
