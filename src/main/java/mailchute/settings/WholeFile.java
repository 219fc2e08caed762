package mailchute.settings;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A file that is replaced by a whole one or not at all. */
public final class WholeFile {

    /** What writes it. */
    @FunctionalInterface
    public interface Content<E extends Exception> {
        void writeTo(OutputStream out) throws IOException, E;
    }

    private WholeFile() {}

    /** Writes the content into another file beside it, and puts that in its place once it is whole. */
    public static <E extends Exception> void write(Path target, Content<E> content) throws IOException, E {
        Path file = target.toAbsolutePath();
        if (Files.isDirectory(file)) {
            // An empty one would be replaced.
            throw new IOException("it is a folder");
        }
        Path part = file.resolveSibling(
                "." + file.getFileName() + ".part-" + ProcessHandle.current().pid());
        try {
            try (OutputStream out =
                    new BufferedOutputStream(Files.newOutputStream(part, StandardOpenOption.CREATE_NEW))) {
                content.writeTo(out);
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
