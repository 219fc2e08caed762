package mailchute.room.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicBoolean;
import mailchute.ipc.ChildCommand;
import mailchute.ipc.ChildProcess;
import mailchute.room.TestRoom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SharedFolderTest {

    @TempDir
    Path folder;

    private Path shared;
    private SharedFolder share;

    @BeforeEach
    void files() throws IOException {
        shared = Files.createDirectories(folder.resolve("shared/sub")).getParent();
        Files.writeString(shared.resolve("a.txt"), "inside");
        Files.writeString(shared.resolve("한글 😀.txt"), "inside");
        Files.writeString(shared.resolve("sub/b.txt"), "inside");
        Files.writeString(folder.resolve("secret.txt"), "outside");
        share = SharedFolder.of(shared);
    }

    private String read(String name) throws IOException {
        try (SeekableByteChannel file = share.open(name)) {
            ByteBuffer bytes = ByteBuffer.allocate(100);
            file.read(bytes);
            return new String(bytes.array(), 0, bytes.position());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.txt", "sub/b.txt", "sub\\b.txt", "한글 😀.txt"})
    void aRegularFileInTheFolderIsOpened(String name) throws IOException {
        assertThat(read(name)).isEqualTo("inside");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "../secret.txt",
                "..\\secret.txt",
                "sub/../../secret.txt",
                "sub/../a.txt",
                "/etc/passwd",
                "\\a.txt",
                "C:a.txt",
                "C:\\Windows\\win.ini",
                "c:/a.txt",
                "\\\\server\\share\\a.txt",
                "\\\\?\\C:\\a.txt",
                "\\\\.\\pipe\\x",
                "CON",
                "con",
                "NUL",
                "nul.txt",
                "sub/Aux",
                "COM1",
                "lpt9.log",
                "COM\u00b9",
                "CONIN$",
                "NUL .txt",
                "a.txt.",
                "a.txt ",
                " a.txt",
                "a.txt:stream",
                "a.txt::$DATA",
                "sub",
                "sub/",
                "a.txt/",
                "a.txt/b",
                "missing",
                "a\u0001.txt",
                "a\n.txt",
                "*",
                "?.txt",
                "a|b",
                "//a.txt",
                "sub//b.txt",
                "./a.txt"
            })
    void anythingElseIsNotThere(String name) {
        assertThatThrownBy(() -> share.open(name).close()).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aDeviceNameIsNoneEvenWhereAFileHasIt() throws IOException {
        if (!TestRoom.WINDOWS) {
            Files.writeString(shared.resolve("NUL"), "a file on Linux");
        }
        assertThatThrownBy(() -> share.open("NUL").close()).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aFolderThatIsNoneIsNotShared() {
        assertThatThrownBy(() -> SharedFolder.of(shared.resolve("a.txt"))).isInstanceOf(NotDirectoryException.class);
        assertThatThrownBy(() -> SharedFolder.of(shared.resolve("none"))).isInstanceOf(NotDirectoryException.class);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void linksAndPipesAreNotFollowedNorWaitedFor() throws Exception {
        Files.createSymbolicLink(shared.resolve("link.txt"), folder.resolve("secret.txt"));
        Files.createSymbolicLink(shared.resolve("up"), folder);
        Files.createSymbolicLink(shared.resolve("inner.txt"), shared.resolve("a.txt"));
        try (ChildProcess fifo = new ChildCommand("mkfifo")
                .arguments(shared.resolve("fifo").toString())
                .start()) {
            assertThat(fifo.waitFor(TestRoom.PATIENCE)).isTrue();
        }
        for (String name : new String[] {"link.txt", "up/secret.txt", "inner.txt", "fifo"}) {
            assertThatThrownBy(() -> share.open(name).close()).as(name).isInstanceOf(NoSuchFileException.class);
        }
    }

    /** A link that takes a file's or a folder's place again and again is never followed. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aLinkThatIsPutThereMeanwhileLeadsNowhere() throws Exception {
        Path real = Files.createDirectories(folder.resolve("real"));
        Files.writeString(real.resolve("secret.txt"), "inside");
        Path swapped = shared.resolve("swapped");
        Path fileSwapped = shared.resolve("file.txt");
        AtomicBoolean done = new AtomicBoolean();
        Thread swapper = new Thread(() -> {
            try {
                while (!done.get()) {
                    Files.move(real, swapped, StandardCopyOption.ATOMIC_MOVE);
                    Files.move(swapped, real, StandardCopyOption.ATOMIC_MOVE);
                    Files.createSymbolicLink(swapped, folder);
                    Files.delete(swapped);
                    Files.writeString(fileSwapped, "inside");
                    Files.delete(fileSwapped);
                    Files.createSymbolicLink(fileSwapped, folder.resolve("secret.txt"));
                    Files.delete(fileSwapped);
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        swapper.start();
        int opened = 0;
        try {
            for (int i = 0; i < 20_000; i++) {
                try {
                    String text = read(i % 2 == 0 ? "swapped/secret.txt" : "file.txt");
                    assertThat(text).isIn("inside", "");
                    opened++;
                } catch (NoSuchFileException e) {
                    // The link was there, or nothing.
                }
            }
        } finally {
            done.set(true);
            swapper.join();
        }
        assertThat(opened).as("rounds in which the file was there").isPositive();
    }
}
