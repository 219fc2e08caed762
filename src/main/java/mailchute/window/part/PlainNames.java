package mailchute.window.part;

import java.io.File;
import java.util.Locale;
import javax.swing.filechooser.FileSystemView;
import javax.swing.filechooser.FileView;
import mailchute.wire.VisibleText;

/**
 * What Swing's file chooser shows for a file. Its renderers take a name that begins with {@code <html>} for a page
 * (JDK-8139228), and they are not ours to change; a name that begins otherwise is none.
 */
public final class PlainNames extends FileView {

    private final FileSystemView system;

    /** For a chooser with this view of the files. */
    public PlainNames(FileSystemView system) {
        this.system = system;
    }

    @Override
    public String getName(File file) {
        String name = VisibleText.line(system.getSystemDisplayName(file));
        return name.stripLeading().toLowerCase(Locale.ROOT).startsWith("<html") ? "\u200B" + name : name;
    }
}
