package mailchute.room.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/**
 * A file as it was at one moment, to tell whether it is still the same.
 *
 * @param key the file's own number in its file system ({@code st_dev}, {@code st_ino}); empty on Windows
 */
record SourceFile(Path path, long size, FileTime modified, Optional<String> key) {

    /** @throws IllegalArgumentException where the path is a root, which has no name */
    SourceFile {
        if (path.getFileName() == null) {
            throw new IllegalArgumentException("no file: " + path);
        }
    }

    /**
     * Looks at a file.
     *
     * @throws IOException where there is none, it cannot be read, or it is a folder, a device or a pipe
     */
    static SourceFile look(Path path) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        if (!attributes.isRegularFile()) {
            throw new IOException("not a regular file");
        }
        return new SourceFile(
                path,
                attributes.size(),
                attributes.lastModifiedTime(),
                Optional.ofNullable(attributes.fileKey()).map(Object::toString));
    }

    /** Whether nobody has touched it since. */
    boolean isUnchanged() {
        try {
            return look(path).equals(this);
        } catch (IOException e) {
            // Gone, or replaced by something that is no file: not what was offered.
            return false;
        }
    }

    String name() {
        return path.getFileName().toString();
    }
}
