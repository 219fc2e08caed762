package mailchute.window.file;

import java.awt.Desktop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import mailchute.ipc.IpcException;
import mailchute.window.part.CopiedText;
import mailchute.window.part.Words;

/** Shows a file in the system's own file manager. The file itself is never opened. */
final class FileFolder {

    private FileFolder() {}

    /**
     * Opens the folder that the file is in, with the file selected where the system can do that; else copies its path.
     * Blocks.
     *
     * @return what to say of it
     */
    static String show(Path file) throws IpcException {
        Path folder = file.toAbsolutePath().getParent();
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Words.of("file.gone", file);
        }
        Desktop desktop = Desktop.isDesktopSupported() ? Desktop.getDesktop() : null;
        try {
            if (desktop != null && desktop.isSupported(Desktop.Action.BROWSE_FILE_DIR)) {
                desktop.browseFileDirectory(file.toFile());
                return Words.of("file.shown", folder);
            } else if (desktop != null && desktop.isSupported(Desktop.Action.OPEN) && Files.isDirectory(folder)) {
                desktop.open(folder.toFile());
                return Words.of("file.shown", folder);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw IpcException.inWords(
                    IpcException.Reason.OTHER, "show", Words.of("file.not-shown", folder, e.getMessage()));
        }
        return CopiedText.copy(file.toString()).orElseGet(() -> Words.of("file.path-copied", file));
    }
}
