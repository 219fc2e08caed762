package mailchute.settings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import mailchute.ipc.IpcSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of keys and values in UTF-8. Whoever reads it sees one whole version; a change is made to what is there at that
 * moment, by one process at a time, and takes the file's place by {@code rename}. All calls may block.
 */
final class KeyedFile {

    private static final Logger LOG = LoggerFactory.getLogger(KeyedFile.class);

    /** Nobody writes so much by hand. */
    private static final int MOST_BYTES = 1 << 20;

    /** Windows refuses to open or replace a file in the moment in which another process replaces or reads it. */
    private static final Duration REPLACING = Duration.ofSeconds(2);

    private static final long PAUSE_NANOS = 2_000_000;

    /** What was read, and where a file went that could not be. */
    record Content(KeyedText text, Optional<Path> setAside) {}

    /** What tells one version of the file from another; two equal stamps mean that there is nothing new to read. */
    record Stamp(FileTime modified, long size, Optional<Object> key) {}

    private final Path file;
    private final List<String> header;

    /**
     * A file that need not be there.
     *
     * @param header the first lines of a file that is made anew
     */
    KeyedFile(Path file, List<String> header) {
        this.file = file;
        this.header = header;
    }

    Path path() {
        return file;
    }

    /** The version of now; empty where there is no file. */
    Optional<Stamp> stamp() throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return Optional.of(new Stamp(
                    attributes.lastModifiedTime(), attributes.size(), Optional.ofNullable(attributes.fileKey())));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    /**
     * What is in the file; nothing where there is none. A broken one is renamed.
     *
     * @throws IOException where it cannot be read, or is broken and cannot be renamed
     */
    Content read() throws IOException {
        try {
            return new Content(text(), Optional.empty());
        } catch (BrokenTextException broken) {
            // Whoever comes second finds it in order, or gone.
            return FileLocked.during(file, this::readOrSetAside);
        }
    }

    /**
     * Changes the file.
     *
     * @param change from what is there now to what is to be there
     * @return what is there now
     */
    Content change(UnaryOperator<KeyedText> change) throws IOException {
        Files.createDirectories(file.getParent());
        return FileLocked.during(file, () -> {
            Content before = readOrSetAside();
            KeyedText after = change.apply(before.text());
            if (!after.toString().equals(before.text().toString())) {
                write(before.text().isEmpty() ? after.withHeader(header) : after);
            }
            return new Content(after, before.setAside());
        });
    }

    private Content readOrSetAside() throws IOException {
        try {
            return new Content(text(), Optional.empty());
        } catch (BrokenTextException broken) {
            Path aside = free(file.getFileName() + ".broken-"
                    + LocalDateTime.now().withNano(0).toString().replace(":", ""));
            Files.move(file, aside);
            LOG.warn("{} is broken: {}; set aside as {}", file, broken.getMessage(), aside);
            return new Content(KeyedText.EMPTY, Optional.of(aside));
        }
    }

    private Path free(String name) {
        Path path = file.resolveSibling(name);
        for (int i = 2; Files.exists(path); i++) {
            path = file.resolveSibling(name + "-" + i);
        }
        return path;
    }

    private KeyedText text() throws IOException, BrokenTextException {
        byte[] bytes;
        try {
            bytes = whileReplaced(this::bytes);
        } catch (NoSuchFileException none) {
            return KeyedText.EMPTY;
        }
        if (bytes.length > MOST_BYTES) {
            throw new BrokenTextException("it has more than " + MOST_BYTES + " bytes");
        }
        try {
            return KeyedText.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            throw new BrokenTextException("it is not UTF-8");
        }
    }

    private byte[] bytes() throws IOException {
        try (var stream = Files.newInputStream(file)) {
            return stream.readNBytes(MOST_BYTES + 1);
        }
    }

    private void write(KeyedText text) throws IOException {
        // A link stays a link: some people keep such files elsewhere.
        Path target = Files.isSymbolicLink(file) ? file.toRealPath() : file;
        Path fresh = target.resolveSibling(target.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text.toString());
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            // Without it a power failure could leave an empty file under the name.
            channel.force(true);
        }
        whileReplaced(
                () -> Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING));
    }

    private static <T> T whileReplaced(FileLocked.Step<T> step) throws IOException {
        boolean onWindows = IpcSystem.Kind.ofThisMachine().orElse(null) == IpcSystem.Kind.WINDOWS;
        long deadline = System.nanoTime() + REPLACING.toNanos();
        while (true) {
            try {
                return step.run();
            } catch (AccessDeniedException e) {
                if (!onWindows || System.nanoTime() - deadline > 0) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }
}
