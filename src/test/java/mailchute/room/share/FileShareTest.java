package mailchute.room.share;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import mailchute.ipc.IpcException;
import mailchute.ipc.NamedPipe;
import mailchute.ipc.OsProcess;
import mailchute.room.Addresses;
import mailchute.room.TestRoom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The share at its pipe: what classic clients of every encoding get, and what it does with bad ones. */
@Timeout(60)
class FileShareTest {

    private static final Charset KOREAN = Charset.forName("x-windows-949");

    @TempDir
    Path folder;

    private final BlockingQueue<String> log = new LinkedBlockingQueue<>();
    private FileShare share;
    private Thread serving;

    @BeforeEach
    void open() throws Exception {
        String address = Addresses.plainPipe(" share-" + OsProcess.current().pid() + "-" + System.nanoTime() % 10_000);
        share = FileShare.open(
                SharedFolder.of(folder),
                address,
                KOREAN,
                (client, name, outcome) -> log.add(name + ": " + outcome),
                Duration.ofSeconds(1));
        serving = new Thread(() -> {
            try {
                share.serve();
            } catch (IpcException | InterruptedException e) {
                log.add("failed: " + e);
            }
        });
        serving.start();
    }

    @AfterEach
    void close() throws Exception {
        share.close();
        serving.join(TestRoom.PATIENCE.toMillis());
        assertThat(serving.isAlive()).isFalse();
    }

    private NamedPipe connect() throws IpcException {
        return NamedPipe.connect(share.address(), 64 * 1024, TestRoom.PATIENCE);
    }

    private byte[] ask(byte[] request) throws IpcException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try (NamedPipe pipe = connect()) {
            pipe.write(request, TestRoom.PATIENCE);
            NamedPipe.Read read = pipe.read(TestRoom.PATIENCE);
            while (read instanceof NamedPipe.Message message) {
                assertThat(message.bytes()).hasSizeLessThanOrEqualTo(1024);
                answer.writeBytes(message.bytes());
                read = pipe.read(TestRoom.PATIENCE);
            }
            assertThat(read).isInstanceOf(NamedPipe.Ended.class);
        }
        return answer.toByteArray();
    }

    private String outcome() throws InterruptedException {
        return log.poll(TestRoom.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void aNameIsReadInEveryEncodingWithOrWithoutAnEnding() throws Exception {
        byte[] content = new byte[3000];
        new Random(1).nextBytes(content);
        for (String name : List.of("notes.txt", "한글 문서.txt")) {
            Files.write(folder.resolve(name), content);
            for (Charset charset : List.of(UTF_8, UTF_16LE, KOREAN)) {
                for (String ending : List.of("", "\0", "\r\n", "\n\0")) {
                    assertThat(ask((name + ending).getBytes(charset)))
                            .as(name + " in " + charset)
                            .isEqualTo(content);
                    assertThat(outcome()).isEqualTo(name + ": 3000 bytes");
                }
            }
        }
        assertThat(ask("notes.txt\0what lay in the buffer\0\0".getBytes(UTF_16LE)))
                .isEqualTo(content);
        byte[] cut = Arrays.copyOf("notes.txt".getBytes(UTF_16LE), 17);
        assertThat(ask(cut)).isEqualTo(content);
    }

    @Test
    void aRefusalIsWordsInTheEncodingOfTheQuestionAndTheSameForAll() throws Exception {
        for (Charset charset : List.of(UTF_8, UTF_16LE)) {
            for (String name : List.of("missing.txt", "../" + folder.getFileName() + "/x", "/etc/passwd", "NUL")) {
                assertThat(new String(ask((name + "\0").getBytes(charset)), charset))
                        .isEqualTo("mailchute: refused: no such file\n");
            }
        }
    }

    @Test
    void aRequestThatNamesNoFileIsRefused() throws Exception {
        assertThat(new String(ask("\0mailchute 1".getBytes(UTF_8)), UTF_8))
                .isEqualTo("mailchute 1 refused no such file");
        assertThat(outcome()).isEqualTo(": refused: no such file");
        assertThat(new String(ask(new byte[40_000]), UTF_8)).isEqualTo("mailchute: refused: no name is that long\n");
        assertThat(outcome()).isEqualTo(": refused: no name is that long");
    }

    @Test
    void aNameThatCannotBeAskedForIsNotAskedFor() throws Exception {
        ByteArrayOutputStream to = new ByteArrayOutputStream();
        for (String name : List.of("", "a\0b", "x".repeat(40_000), "한글")) {
            assertThatThrownBy(() -> FileFetch.fetch(share.address(), name, US_ASCII, to))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(log).isEmpty();
        assertThat(to.size()).isZero();
    }

    @Test
    void anEmptyFileIsNothingButTheEnd() throws Exception {
        Files.createFile(folder.resolve("empty"));
        assertThat(ask("empty".getBytes(UTF_8))).isEmpty();
        assertThat(outcome()).isEqualTo("empty: 0 bytes");
    }

    @Test
    void clientsThatSayNothingOrReadNothingAreGivenUpAndHoldNobodyUp() throws Exception {
        Files.write(folder.resolve("large"), new byte[2_000_000]);
        Files.writeString(folder.resolve("small"), "served meanwhile");
        try (NamedPipe silent = connect();
                NamedPipe frozen = connect()) {
            frozen.write("large".getBytes(UTF_8), TestRoom.PATIENCE);
            assertThat(ask("small".getBytes(UTF_8))).asString().isEqualTo("served meanwhile");
            List<String> outcomes = List.of(outcome(), outcome(), outcome());
            assertThat(outcomes).contains("small: 16 bytes", ": it asked for nothing");
            assertThat(outcomes).anyMatch(line -> line.startsWith("large: not sent: "));
            assertThat(silent.peer().pid()).isEqualTo(OsProcess.current().pid());
        }
    }

    @Test
    void aClientThatLeavesInTheMiddleCostsNothing() throws Exception {
        Files.write(folder.resolve("large"), new byte[2_000_000]);
        for (int i = 0; i < 20; i++) {
            try (NamedPipe pipe = connect()) {
                pipe.write("large".getBytes(UTF_8), TestRoom.PATIENCE);
                pipe.read(TestRoom.PATIENCE);
            }
            assertThat(outcome()).startsWith("large: not sent: ");
        }
        assertThat(ask("large".getBytes(UTF_8))).hasSize(2_000_000);
    }

    @Test
    void oursIsToldTheSizeFirstAndKnowsARefusalFromAFile() throws Exception {
        Files.writeString(folder.resolve("liar"), "mailchute: refused: no such file\n");
        ByteArrayOutputStream to = new ByteArrayOutputStream();
        assertThat(FileFetch.fetch(share.address(), "liar", UTF_8, to)).isEqualTo(33);
        assertThat(to.toString(UTF_8)).isEqualTo("mailchute: refused: no such file\n");
        assertThatThrownBy(() -> FileFetch.fetch(share.address(), "none", UTF_16LE, to))
                .isInstanceOf(FileFetch.Refused.class)
                .hasMessage("no such file");
    }

    @Test
    void requestsOfAnyBytesAreAnswered() throws Exception {
        Random random = new Random(7);
        for (int i = 0; i < 50; i++) {
            byte[] request = new byte[1 + random.nextInt(300)];
            random.nextBytes(request);
            assertThat(ask(request)).isNotEmpty();
        }
    }
}
