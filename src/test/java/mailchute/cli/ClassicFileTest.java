package mailchute.cli;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mailchute.TestPrograms;
import mailchute.TestPrograms.Build;
import mailchute.ipc.AnonymousPipe;
import mailchute.ipc.ChildCommand;
import mailchute.ipc.ChildProcess;
import mailchute.ipc.Handle.Inheritance;
import mailchute.ipc.OsProcess;
import mailchute.room.Addresses;
import mailchute.room.DrivenProcess;
import mailchute.room.Program;
import mailchute.room.TestRoom;
import mailchute.room.share.FileFetch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The classic file server and client, ours against those in C that know nothing of Mailchute. */
@Timeout(90)
class ClassicFileTest {

    private static final String KOREAN_TEXT = "안녕하세요, 파이프 😀\n";

    @TempDir
    Path folder;

    private final List<DrivenProcess> started = new ArrayList<>();
    private String pipe;
    private byte[] random;

    @BeforeEach
    void files() throws Exception {
        pipe = "files-" + OsProcess.current().pid() + "-" + System.nanoTime() % 10_000;
        random = new byte[3_000_000];
        new Random(4711).nextBytes(random);
        Files.write(folder.resolve("random.bin"), random);
        Files.writeString(folder.resolve("plain.txt"), KOREAN_TEXT);
        Files.writeString(folder.resolve("한글 😀.txt"), KOREAN_TEXT);
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        for (DrivenProcess process : started) {
            process.process().terminate(1);
            assertThat(process.process().waitFor(TestRoom.PATIENCE)).isTrue();
            process.close();
        }
    }

    private DrivenProcess start(ChildCommand command) throws Exception {
        DrivenProcess process = DrivenProcess.start(command);
        started.add(process);
        return process;
    }

    private DrivenProcess share() throws Exception {
        DrivenProcess share = start(Program.command(false, List.of("share", folder.toString(), "--pipe", pipe)));
        assertThat(share.awaitLine(Pattern.compile("^sharing .* on .*" + pipe), TestRoom.PATIENCE))
                .isPresent();
        return share;
    }

    static Stream<Build> builds() {
        return TestRoom.WINDOWS ? Stream.of(Build.ANSI, Build.UNICODE) : Stream.of(Build.ANSI);
    }

    private byte[] client(Build build, String name) throws Exception {
        try (AnonymousPipe output = AnonymousPipe.create(Inheritance.PRIVATE, Inheritance.INHERITABLE)) {
            ChildCommand command = new ChildCommand(
                            TestPrograms.path("file-client", build).toString())
                    .arguments(Addresses.plainPipe(pipe), name).stream(ChildCommand.Stream.OUTPUT, output.writeEnd());
            try (ChildProcess client = command.start()) {
                output.writeEnd().close();
                byte[] answer = output.readEnd().stream().readAllBytes();
                assertThat(client.waitFor(TestRoom.PATIENCE)).isTrue();
                assertThat(client.exitCode()).hasValue(0);
                return answer;
            }
        }
    }

    @ParameterizedTest
    @MethodSource("builds")
    void aClassicClientGetsEveryByteAndARefusalItCanPrint(Build build) throws Exception {
        DrivenProcess share = share();
        assertThat(client(build, "random.bin")).isEqualTo(random);
        assertThat(client(build, "plain.txt")).isEqualTo(KOREAN_TEXT.getBytes(UTF_8));
        if (build == Build.UNICODE || !TestRoom.WINDOWS) {
            assertThat(client(build, "한글 😀.txt")).isEqualTo(KOREAN_TEXT.getBytes(UTF_8));
        }
        assertThat(new String(client(build, "../secret"), build == Build.UNICODE ? UTF_16LE : UTF_8))
                .isEqualTo("mailchute: refused: no such file\n");
        assertThat(share.awaitLine(
                        Pattern.compile("process \\d+ \\(.+\\) asked for \"random.bin\": 3000000 bytes$"),
                        TestRoom.PATIENCE))
                .isPresent();
        assertThat(share.awaitLine(
                        Pattern.compile("asked for \"../secret\": refused: no such file$"), TestRoom.PATIENCE))
                .isPresent();
    }

    @Test
    void manyClassicClientsAreServedAtOnce() throws Exception {
        share();
        List<Thread> clients = new ArrayList<>();
        List<byte[]> answers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Thread client = new Thread(() -> {
                try {
                    byte[] answer = client(Build.ANSI, "random.bin");
                    synchronized (answers) {
                        answers.add(answer);
                    }
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            });
            client.start();
            clients.add(client);
        }
        for (Thread client : clients) {
            client.join();
        }
        assertThat(answers).hasSize(20).allSatisfy(answer -> assertThat(answer).isEqualTo(random));
    }

    @Test
    void fetchGetsTheSameIntoAFileOrSaysWhyNot(@TempDir Path here) throws Exception {
        share();
        Path out = here.resolve("copy.bin");
        assertThat(Run.of(List.of("fetch", pipe, "random.bin", "-o", out.toString()))
                        .status())
                .isZero();
        assertThat(Files.readAllBytes(out)).isEqualTo(random);
        Run.of(List.of("fetch", pipe, "missing", "-o", out.toString()))
                .failedWith(ExitStatus.FAILED, "mailchute: missing: no such file");
        assertThat(Files.readAllBytes(out)).as("not touched by a refusal").isEqualTo(random);
        assertThat(Run.of(List.of("fetch", Addresses.plainPipe(pipe), "plain.txt"))
                        .output())
                .containsExactly(KOREAN_TEXT.strip());
        Run.of(List.of("fetch", "nobody-" + pipe, "x"))
                .failedWith(ExitStatus.FAILED, "mailchute: connect .*nothing there.*");
        Run.of(List.of("share", folder.resolve("none").toString(), "--pipe", "x"))
                .failedWith(ExitStatus.USAGE, "mailchute: no such folder: .*none");
        try (Stream<Path> left = Files.list(here)) {
            assertThat(left).containsExactly(out);
        }
    }

    @Test
    void whatFetchCannotAskForOrWriteIsSaidInOneLineAndLeftAlone(@TempDir Path here) throws Exception {
        share();
        Path empty = Files.createDirectory(here.resolve("empty"));
        Run.of(List.of("fetch", pipe, "plain.txt", "-o", empty.toString()))
                .failedWith(ExitStatus.FAILED, "mailchute: .*empty cannot be written: it is a folder");
        assertThat(empty).isEmptyDirectory();
        Run.of(List.of(
                        "fetch",
                        pipe,
                        "plain.txt",
                        "-o",
                        here.resolve("none").resolve("x").toString()))
                .failedWith(ExitStatus.FAILED, "mailchute: .*x cannot be written: its folder is not there");
        Run.of(List.of("fetch", pipe, "")).failedWith(ExitStatus.USAGE, "mailchute: a file has a name.*");
        Run.of(List.of("fetch", pipe, "\u00fc", "--encoding", "US-ASCII"))
                .failedWith(ExitStatus.USAGE, "mailchute: US-ASCII lacks a character of the name.*");
        Run.of(List.of("fetch", pipe, "plain.txt", "--encoding", "none-such"))
                .failedWith(
                        ExitStatus.USAGE, "mailchute: Invalid value for option '--encoding': there is no code page.*");
        assertThat(Run.of(List.of("fetch", pipe, "plain.txt", "--encoding", "1252"))
                        .output())
                .containsExactly(KOREAN_TEXT.strip());
    }

    /** Wine 8 lets a second server have the name. */
    @Test
    @Tag("not-on-wine")
    void aPipeThatIsTakenIsSaidInOneLine() throws Exception {
        share();
        Run.of(List.of("share", folder.toString(), "--pipe", pipe))
                .failedWith(ExitStatus.FAILED, "mailchute: create named pipe .*the name is taken.*");
    }

    @ParameterizedTest
    @MethodSource("builds")
    void fetchAsksAClassicServer(Build build, @TempDir Path here) throws Exception {
        String address = Addresses.plainPipe(pipe);
        if (!TestRoom.WINDOWS) {
            Files.createDirectories(Path.of(address).getParent());
        }
        DrivenProcess server =
                start(new ChildCommand(TestPrograms.path("file-server", build).toString())
                        .workingDirectory(folder)
                        .arguments(address, "2"));
        assertThat(server.awaitLine(Pattern.compile("^ready"), TestRoom.PATIENCE))
                .isPresent();
        String encoding = build == Build.UNICODE ? "UTF-16LE" : "UTF-8";
        Path out = here.resolve("out");
        Run first = Run.of(List.of("fetch", pipe, "random.bin", "--encoding", encoding, "-o", out.toString()));
        assertThat(first.status()).as("%s", first).isZero();
        assertThat(Files.readAllBytes(out)).isEqualTo(random);
        // Asked in this process: a JVM on Windows reads its own arguments in the code page.
        boolean anyName = build == Build.UNICODE || !TestRoom.WINDOWS;
        ByteArrayOutputStream second = new ByteArrayOutputStream();
        FileFetch.fetch(address, anyName ? "한글 😀.txt" : "plain.txt", Charset.forName(encoding), second);
        assertThat(second.toString(UTF_8)).isEqualTo(KOREAN_TEXT);
        assertThat(TestRoom.exit(server)).isZero();
    }
}
