package mailchute.ipc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Names for the objects of one test run, none of them used twice. */
final class TestAddresses {

    static final boolean WINDOWS = IpcSystem.Kind.ofThisMachine().orElseThrow() == IpcSystem.Kind.WINDOWS;

    private static final long PID = ProcessHandle.current().pid();
    private static final AtomicInteger NEXT = new AtomicInteger();
    private static final Path FOLDER = Path.of(System.getProperty("java.io.tmpdir"), "mailchute-test-" + PID);

    static {
        if (!WINDOWS) {
            Runtime.getRuntime().addShutdownHook(new Thread(TestAddresses::sweep));
        }
    }

    private TestAddresses() {}

    static String mailslot() {
        int number = NEXT.incrementAndGet();
        return WINDOWS ? "\\\\.\\mailslot\\mailchute\\test-" + PID + "\\" + number : FOLDER + "/mailslot/" + number;
    }

    static String pipe() {
        int number = NEXT.incrementAndGet();
        return WINDOWS ? "\\\\.\\pipe\\mailchute-test." + PID + "." + number : FOLDER + "/pipe/" + number;
    }

    /** What comes before the pid in the names of {@link NamedPipe#owners}. */
    static String pipePrefix() {
        int number = NEXT.incrementAndGet();
        return WINDOWS ? "\\\\.\\pipe\\mailchute-test-" + PID + "-" + number + "." : FOLDER + "/owners-" + number + "/";
    }

    /** Makes the folder that a program which knows nothing of us is to put its name into; Windows needs none. */
    static void prepareFolderOf(String address) throws IOException {
        if (!WINDOWS) {
            Files.createDirectories(Path.of(address).getParent());
        }
    }

    /** The folder of this run's names; Linux only. */
    static Path folder() {
        return FOLDER;
    }

    private static void sweep() {
        if (!Files.exists(FOLDER)) {
            return;
        }
        try (Stream<Path> walk = Files.walk(FOLDER)) {
            List<Path> deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
