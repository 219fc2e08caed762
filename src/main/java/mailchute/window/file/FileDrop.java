package mailchute.window.file;

import java.awt.datatransfer.Clipboard;
import java.awt.datatransfer.DataFlavor;
import java.awt.datatransfer.Transferable;
import java.awt.datatransfer.UnsupportedFlavorException;
import java.awt.event.InputEvent;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javax.swing.JComponent;
import javax.swing.TransferHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes files that are dragged or pasted here; everything else is left to the handler that was there before. */
public final class FileDrop extends TransferHandler {

    private static final long serialVersionUID = 1L;

    private static final Logger LOG = LoggerFactory.getLogger(FileDrop.class);

    private final transient TransferHandler other;
    private final transient Consumer<List<Path>> files;

    /**
     * @param other what takes the rest; null for nothing
     * @param files is given the files, at least one
     */
    public FileDrop(TransferHandler other, Consumer<List<Path>> files) {
        this.other = other;
        this.files = files;
    }

    @Override
    public boolean canImport(TransferSupport support) {
        if (!support.isDataFlavorSupported(DataFlavor.javaFileListFlavor)) {
            return other != null && other.canImport(support);
        }
        if (support.isDrop() && (support.getSourceDropActions() & COPY) != 0) {
            // A move would have the file manager remove the file.
            support.setDropAction(COPY);
        }
        return true;
    }

    @Override
    public boolean importData(TransferSupport support) {
        if (!support.isDataFlavorSupported(DataFlavor.javaFileListFlavor)) {
            return other != null && other.importData(support);
        }
        try {
            List<?> dropped = (List<?>) support.getTransferable().getTransferData(DataFlavor.javaFileListFlavor);
            List<Path> paths = dropped.stream()
                    .filter(File.class::isInstance)
                    .map(file -> ((File) file).toPath())
                    .toList();
            if (!paths.isEmpty()) {
                files.accept(paths);
            }
            return !paths.isEmpty();
        } catch (UnsupportedFlavorException | IOException e) {
            LOG.info("what was dropped cannot be had", e);
            return false;
        }
    }

    // What goes out of here is not ours.

    @Override
    public int getSourceActions(JComponent component) {
        return other == null ? NONE : other.getSourceActions(component);
    }

    @Override
    public void exportToClipboard(JComponent component, Clipboard clipboard, int action) {
        if (other != null) {
            other.exportToClipboard(component, clipboard, action);
        }
    }

    @Override
    public void exportAsDrag(JComponent component, InputEvent event, int action) {
        if (other != null) {
            other.exportAsDrag(component, event, action);
        }
    }

    @Override
    protected Transferable createTransferable(JComponent component) {
        throw new IllegalStateException("the other handler exports by itself");
    }
}
