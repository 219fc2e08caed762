package mailchute.room.share;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A folder whose regular files may be read, and nothing outside it. Links are not followed, wherever they lead.
 *
 * <p>Linux: each step is opened below the one before it ({@code openat} with {@code O_NOFOLLOW}), so that a link that is put
 * there meanwhile is not followed either. Windows: what was opened is looked at again afterwards.
 */
public final class SharedFolder {

    private static final Set<OpenOption> READ_NO_LINK = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    private final Path root;

    private SharedFolder(Path root) {
        this.root = root;
    }

    /**
     * Shares a folder.
     *
     * @throws NotDirectoryException where there is no such folder
     */
    public static SharedFolder of(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new NotDirectoryException(folder.toString());
        }
        return new SharedFolder(folder.toRealPath());
    }

    /** The folder without links in its path. */
    public Path root() {
        return root;
    }

    /**
     * Opens a file.
     *
     * @throws NoSuchFileException for anything that is not a regular file in this folder, whatever else it is
     */
    SeekableByteChannel open(String name) throws IOException {
        List<String> steps = FileName.steps(name).orElseThrow(() -> new NoSuchFileException(name));
        List<DirectoryStream<Path>> opened = new ArrayList<>();
        try {
            DirectoryStream<Path> stream = Files.newDirectoryStream(root);
            opened.add(stream);
            return stream instanceof SecureDirectoryStream<Path> secure
                    ? openBelow(secure, steps, opened)
                    : openAndLookAgain(steps);
        } catch (IOException | InvalidPathException e) {
            // A missing file, a link, a folder in its place, one that may not be read: nobody is told which.
            throw (IOException) new NoSuchFileException(name).initCause(e);
        } finally {
            for (DirectoryStream<Path> stream : opened) {
                stream.close();
            }
        }
    }

    private static SeekableByteChannel openBelow(
            SecureDirectoryStream<Path> folder, List<String> steps, List<DirectoryStream<Path>> opened)
            throws IOException {
        SecureDirectoryStream<Path> below = folder;
        for (String step : steps.subList(0, steps.size() - 1)) {
            below = below.newDirectoryStream(Path.of(step), LinkOption.NOFOLLOW_LINKS);
            opened.add(below);
        }
        Path file = Path.of(steps.get(steps.size() - 1));
        // Opening a named pipe would wait for its writer.
        requireRegular(
                below.getFileAttributeView(file, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                        .readAttributes(),
                file);
        return below.newByteChannel(file, READ_NO_LINK);
    }

    private SeekableByteChannel openAndLookAgain(List<String> steps) throws IOException {
        Path file = root;
        for (String step : steps) {
            file = file.resolve(step);
            BasicFileAttributes attributes =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (attributes.isSymbolicLink() || attributes.isOther()) {
                throw new NoSuchFileException(file.toString());
            }
        }
        requireRegular(Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS), file);
        SeekableByteChannel channel = Files.newByteChannel(file, READ_NO_LINK);
        if (!file.toRealPath().startsWith(root)) {
            channel.close();
            throw new NoSuchFileException(file.toString());
        }
        return channel;
    }

    private static void requireRegular(BasicFileAttributes attributes, Path file) throws NoSuchFileException {
        if (!attributes.isRegularFile()) {
            throw new NoSuchFileException(file.toString());
        }
    }
}
