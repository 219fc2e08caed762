package mailchute.room.transfer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongPredicate;

/**
 * What has come of a file so far, beside where it will be: {@code NAME.CHECKSUM.part}. The checksum in its name is all that
 * is needed to go on with it, in whatever process. It is locked while one has it open ({@code fcntl}, {@code LockFileEx}),
 * so that two that fetch the same file do not write into one.
 */
final class PartFile implements AutoCloseable {

    private static final String ENDING = ".part";

    private static final Set<OpenOption> OPEN =
            Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

    private static final Set<OpenOption> CREATE = Set.of(
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.CREATE_NEW,
            LinkOption.NOFOLLOW_LINKS);

    private final Path path;
    private final FileChannel channel;

    private PartFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    private record Part(Path path, long length) {}

    /** How much of a file is here already; empty where nothing is. */
    static OptionalLong lengthIn(Path folder, String sha256) throws IOException {
        return partsIn(folder, sha256).stream().mapToLong(Part::length).max();
    }

    /** The parts of the file with this checksum, the longest first. */
    private static List<Part> partsIn(Path folder, String sha256) throws IOException {
        List<Part> parts = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return parts;
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*." + sha256 + "*" + ENDING)) {
            for (Path path : found) {
                BasicFileAttributes attributes =
                        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                if (attributes.isRegularFile() && hasItsName(path)) {
                    Files.deleteIfExists(path);
                } else if (attributes.isRegularFile()) {
                    parts.add(new Part(path, attributes.size()));
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        parts.sort(Comparator.comparingLong(Part::length).reversed());
        return parts;
    }

    /**
     * Opens the longest part that no other process has open, or begins one.
     *
     * @param folder made if it is missing
     */
    static PartFile open(Path folder, String name, String sha256) throws IOException {
        Files.createDirectories(folder);
        for (Part part : partsIn(folder, sha256)) {
            Optional<PartFile> opened = lock(part.path(), OPEN);
            if (opened.isPresent()) {
                return opened.get();
            }
        }
        for (int number = 1; ; number++) {
            Path part = folder.resolve(name + "." + sha256 + (number == 1 ? "" : "." + number) + ENDING);
            try {
                Optional<PartFile> opened = lock(part, CREATE);
                if (opened.isPresent()) {
                    return opened.get();
                }
            } catch (FileAlreadyExistsException e) {
                // Another process's, or something in its place that is no part; the next number is free sooner or
                // later.
                continue;
            }
        }
    }

    private static Optional<PartFile> lock(Path part, Set<OpenOption> options) throws IOException {
        FileChannel channel = FileChannel.open(part, options);
        try {
            if (channel.tryLock() != null) {
                return Optional.of(new PartFile(part, channel));
            }
        } catch (OverlappingFileLockException e) {
            // This process fetches it already, from another.
            channel.close();
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        channel.close();
        return Optional.empty();
    }

    /** How much is here. */
    long length() throws IOException {
        return channel.size();
    }

    /** Lets go of everything in it: it cannot be the beginning of the file. */
    void empty() throws IOException {
        channel.truncate(0);
    }

    /** Takes what is here into a checksum, and goes to its end; returns false where {@code goOn} said so. */
    boolean takeInto(Checksum checksum, LongPredicate goOn) throws IOException {
        channel.position(0);
        boolean whole = checksum.update(channel, channel.size(), goOn);
        channel.position(channel.size());
        return whole;
    }

    /** Adds bytes at the end. */
    void append(byte[] bytes, int start, int count) throws IOException {
        ByteBuffer piece = ByteBuffer.wrap(bytes, start, count);
        while (piece.hasRemaining()) {
            channel.write(piece);
        }
    }

    /**
     * Gives the file its name, or the first free one with a number; what is there already stays as it is. Once the name is
     * there, the whole file is on the disk ({@code fsync}).
     *
     * @return the file
     */
    Path finish(String name) throws IOException {
        channel.force(true);
        channel.close();
        for (int number = 1; ; number++) {
            try {
                return nameIt(path.resolveSibling(SafeName.numbered(name, number)));
            } catch (FileAlreadyExistsException e) {
                // Never replaced; the next number.
                continue;
            }
        }
    }

    /** In one step that replaces nothing, so that whoever is killed here leaves the file under this name, or no such name. */
    private Path nameIt(Path target) throws IOException {
        if (!countsLinks(path)) {
            return Files.move(path, target);
        }
        try {
            Files.createLink(target, path);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (FileSystemException | UnsupportedOperationException e) {
            // A stick with a file system of Windows, for one.
            return moveOverOwn(target);
        }
        Files.deleteIfExists(path);
        return target;
    }

    /** Where there are no links, and a move replaces what is there: first an empty file, which no one else can then make. */
    private Path moveOverOwn(Path target) throws IOException {
        Files.createFile(target);
        try {
            return Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            try {
                Files.delete(target);
            } catch (IOException second) {
                e.addSuppressed(second);
            }
            throw e;
        }
    }

    private static boolean countsLinks(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("unix");
    }

    /** Whether it is a received file by now, whose receiver was killed before it could let go of this name. */
    private static boolean hasItsName(Path part) throws IOException {
        return countsLinks(part) && (int) Files.getAttribute(part, "unix:nlink", LinkOption.NOFOLLOW_LINKS) > 1;
    }

    /** Removes the parts of a file that no other process has open. */
    static void discardIn(Path folder, String sha256) throws IOException {
        for (Part part : partsIn(folder, sha256)) {
            Optional<PartFile> opened = lock(part.path(), OPEN);
            if (opened.isPresent()) {
                opened.get().discard();
            }
        }
    }

    /** Removes it. */
    void discard() throws IOException {
        channel.close();
        Files.deleteIfExists(path);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
