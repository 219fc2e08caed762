package mailchute.settings;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * The sole right to change a file, among all processes: a lock of the side file {@code NAME.lock}, which the system takes
 * back when its owner ends. The side file stays.
 */
final class FileLocked {

    /** Far longer than a change takes; whoever holds the lock for so long has been stopped. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final long PAUSE_NANOS = 2_000_000;

    /** What is done with the right. */
    @FunctionalInterface
    interface Step<T> {
        T run() throws IOException;
    }

    private FileLocked() {}

    /**
     * Waits for the right to change a file, at most five seconds, and does something with it.
     *
     * @throws IOException where another process did not give it back in that time, or the side file cannot be written
     */
    static <T> T during(Path file, Step<T> step) throws IOException {
        Path side = file.resolveSibling(file.getFileName() + ".lock");
        // Closing the file is what gives the lock back.
        try (FileChannel channel = FileChannel.open(side, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!tryLock(channel)) {
                if (System.nanoTime() - deadline > 0) {
                    throw new IOException(side + ": another process does not give it back");
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            return step.run();
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }
}
