package mailchute;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import mailchute.ipc.Deadline;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/**
 * Makes the folder of a {@code @TempDir}, and deletes it when the test is over. JUnit would try that once: Windows keeps a
 * file, and with it its folder, until the last who has it open lets go, and that may be a process that has just ended.
 */
public final class TestFolders implements TempDirFactory {

    private static final Duration LETTING_GO = Duration.ofSeconds(10);

    /** Held, because the logging system holds none; JUnit tells of each folder that it leaves to the factory. */
    private static final Logger OF_JUNIT =
            Logger.getLogger("org.junit.jupiter.engine.extension.TempDirectory$CloseablePath");

    private Path made;

    @Override
    public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext test) throws IOException {
        // Each time: a test of the program's own logging resets all levels.
        OF_JUNIT.setLevel(Level.WARNING);
        made = Files.createTempDirectory("test");
        return made;
    }

    @Override
    public void close() throws IOException {
        delete(made);
    }

    /**
     * Deletes a folder and all that is in it, and waits until everybody has let go of it.
     *
     * @throws IOException where somebody still has not after ten seconds, with the file's name
     */
    public static void delete(Path folder) throws IOException {
        Deadline deadline = Deadline.after(LETTING_GO);
        while (true) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
                return;
            } catch (IOException e) {
                throwAfter(deadline, e);
            } catch (UncheckedIOException e) {
                throwAfter(deadline, e.getCause());
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    private static void throwAfter(Deadline deadline, IOException problem) throws IOException {
        if (deadline.passed()) {
            throw problem;
        }
    }
}
