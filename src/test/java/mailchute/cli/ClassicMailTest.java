package mailchute.cli;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mailchute.TestPrograms;
import mailchute.TestPrograms.Build;
import mailchute.ipc.ChildCommand;
import mailchute.ipc.OsProcess;
import mailchute.room.Addresses;
import mailchute.room.DrivenProcess;
import mailchute.room.Program;
import mailchute.room.TestRoom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs in C that know nothing of Mailchute, and ours, write into each other's mailslots. */
@Timeout(90)
class ClassicMailTest {

    private static final List<String> TEXTS = List.of("plain words", "안녕하세요, 메일슬롯", "emoji 😀 and 한글");
    private static final Charset KOREAN = Charset.forName("x-windows-949");

    private final String room = "classic" + OsProcess.current().pid() + "-" + System.nanoTime() % 1000;
    private final List<DrivenProcess> started = new ArrayList<>();

    ClassicMailTest() throws Exception {}

    @AfterEach
    void nothingIsLeft() throws Exception {
        for (DrivenProcess process : started) {
            process.process().terminate(1);
            assertThat(process.process().waitFor(TestRoom.PATIENCE)).isTrue();
            process.close();
        }
    }

    static Stream<Build> builds() {
        return TestRoom.WINDOWS ? Stream.of(Build.ANSI, Build.UNICODE) : Stream.of(Build.ANSI);
    }

    private DrivenProcess start(ChildCommand command) throws Exception {
        DrivenProcess process = DrivenProcess.start(command);
        started.add(process);
        return process;
    }

    private DrivenProcess receiver(String... more) throws Exception {
        List<String> words = new ArrayList<>(List.of("receiver", "--headless", "--room", room));
        words.addAll(List.of(more));
        DrivenProcess receiver = start(Program.command(false, words));
        assertThat(receiver.awaitLine(Pattern.compile("^pipe "), TestRoom.PATIENCE)).isPresent();
        return receiver;
    }

    private static void shows(DrivenProcess receiver, String text) throws Exception {
        assertThat(receiver.awaitLine(Pattern.compile(": " + Pattern.quote(text) + "$"), TestRoom.PATIENCE))
                .as("%s in %s", text, receiver.output())
                .isPresent();
    }

    /** What the C program's standard input is in. */
    private static Charset charset(Build build) {
        return build == Build.UNICODE ? UTF_16LE : UTF_8;
    }

    @ParameterizedTest
    @MethodSource("builds")
    void whatAMailSenderWritesToAPlainNameShowsInTheReceiver(Build build) throws Exception {
        String name = "mailbox-" + room;
        DrivenProcess receiver = receiver("--mailslot", name);
        assertThat(receiver.output()).contains("mailslot " + Addresses.plainMailslot(name));
        DrivenProcess sender = start(
                new ChildCommand(TestPrograms.path("mail-sender", build).toString()).arguments(Addresses.plainMailslot(name)));
        String tooLongForOneRead = "0123456789".repeat(6);
        for (String text : TEXTS) {
            sender.type((text + "\n").getBytes(charset(build)));
        }
        sender.type((tooLongForOneRead + "\n").getBytes(charset(build)));
        sender.endInput();
        assertThat(TestRoom.exit(sender)).isZero();
        for (String text : TEXTS) {
            shows(receiver, text);
        }
        shows(receiver, tooLongForOneRead.substring(0, 49));
        shows(receiver, tooLongForOneRead.substring(49));
    }

    @Test
    void koreanOfAnAnsiProgramShowsWhereTheReceiverIsToldTheCodePage() throws Exception {
        String name = "ansi-" + room;
        DrivenProcess receiver = receiver("--mailslot", name, "--code-page", "MS949");
        DrivenProcess sender = start(
                new ChildCommand(TestPrograms.path("mail-sender").toString()).arguments(Addresses.plainMailslot(name)));
        sender.type("한글 메일\n".getBytes(KOREAN));
        sender.endInput();
        assertThat(TestRoom.exit(sender)).isZero();
        shows(receiver, "한글 메일");
    }

    @Test
    void aPlainNameThatIsTakenIsSaidInOneLine() throws Exception {
        String name = "taken-" + room;
        receiver("--mailslot", name);
        Run.of(List.of("receiver", "--headless", "--mailslot", name))
                .failedWith(ExitStatus.FAILED, "mailchute: create mailslot .*" + name + ": the name is taken.*");
        Run.of(List.of("receiver", "--headless", "--mailslot", "a/b"))
                .failedWith(ExitStatus.USAGE, "mailchute: a plain name .*");
        Run.of(List.of("receiver", "--headless", "--mailslot", "x", "--code-page", "klingon"))
                .failedWith(ExitStatus.USAGE, "mailchute: .*klingon.*");
    }

    @ParameterizedTest
    @MethodSource("builds")
    void aMailReceiverReadsWhatASenderSays(Build build) throws Exception {
        String name = "c-owned-" + room;
        String address = Addresses.plainMailslot(name);
        if (!TestRoom.WINDOWS) {
            Files.createDirectories(Path.of(address).getParent());
        }
        DrivenProcess receiver = start(new ChildCommand(TestPrograms.path("mail-receiver", build).toString())
                .arguments(address, Integer.toString(TEXTS.size())));
        assertThat(receiver.awaitLine(Pattern.compile("^ready"), TestRoom.PATIENCE)).isPresent();
        Charset charset = charset(build);
        Run sent = Run.of(
                List.of("sender", "--headless", "--room", room, "--mailslot", name, "--code-page", charset.name()),
                TEXTS.toArray(String[]::new));
        assertThat(sent.status()).as("%s", sent).isZero();
        assertThat(TestRoom.exit(receiver)).isZero();
        List<String> read = receiver.output().stream()
                .filter(line -> !line.equals("ready"))
                .map(hex -> new String(HexFormat.of().parseHex(hex), charset))
                .toList();
        assertThat(read).isEqualTo(TEXTS.stream().map(text -> text + "\n").toList());
        Run.of(List.of("sender", "--headless", "--mailslot", "nobody-" + room))
                .failedWith(ExitStatus.FAILED, "mailchute: open mailslot .*nothing there has this name.*");
    }

    @ParameterizedTest
    @MethodSource("builds")
    void aForeignChildPostsThroughTheHandleThatRunTellsIt(Build build) throws Exception {
        DrivenProcess receiver = receiver();
        String child = TestPrograms.path("mail-child", build).toString();
        for (List<String> way : List.of(List.of(child), List.of(child, "{handle}"))) {
            List<String> words = new ArrayList<>(List.of("run", "--room", room, "--"));
            words.addAll(way);
            DrivenProcess run = start(Program.command(false, words));
            for (String text : TEXTS) {
                run.type((way.size() + " " + text + "\n").getBytes(charset(build)));
            }
            run.endInput();
            assertThat(TestRoom.exit(run)).isEqualTo(3);
            for (String text : TEXTS) {
                shows(receiver, way.size() + " " + text);
            }
            assertThat(receiver.awaitLine(
                            Pattern.compile(Pattern.quote(String.join(" ", way))
                                    + " ended with exit status 3 after \\d+\\.\\d s: the child's last words$"),
                            TestRoom.PATIENCE))
                    .as("%s", receiver.output())
                    .isPresent();
            assertThat(run.output()).isEmpty();
            assertThat(run.errors()).contains("a first line", "the child's last words");
        }
    }

    @Test
    void runReachesEveryReceiverAndSaysWhoseItIs() throws Exception {
        DrivenProcess one = receiver("--name", "one");
        DrivenProcess two = receiver("--name", "two");
        DrivenProcess run = start(Program.command(
                false, List.of("run", "--room", room, TestPrograms.path("mail-child").toString())));
        run.type("for all\n".getBytes(UTF_8));
        run.endInput();
        assertThat(TestRoom.exit(run)).isEqualTo(3);
        for (DrivenProcess receiver : List.of(one, two)) {
            assertThat(receiver.awaitLine(Pattern.compile("mail-child.* \\(" + run.pid() + ",.*: for all$"), TestRoom.PATIENCE))
                    .as("%s", receiver.output())
                    .isPresent();
        }
    }

    @Test
    void runSaysWhatItCannotDoAndEndsAsTheProgramDoes() throws Exception {
        Run alone = Run.of(List.of("run", "--room", room, TestPrograms.path("mail-child").toString()), "nobody hears this");
        assertThat(alone.status()).isEqualTo(3);
        assertThat(alone.errors())
                .contains("the child's last words")
                .filteredOn(line -> line.contains("no receivers in room " + room))
                .isNotEmpty();
        Run.of(List.of("run", "--room", room, "no-such-program-at-all"))
                .failedWith(ExitStatus.PROGRAM_NOT_FOUND, "mailchute: start no-such-program-at-all.*: .*");
        Run.of(List.of("run", "--by", "argv", "sh", "-c", "exit"))
                .failedWith(ExitStatus.USAGE, "mailchute: --by argv puts the handle in place of \\{handle}.*");
        assertThat(Run.of(List.of("run")).status()).isEqualTo(ExitStatus.USAGE);
    }
}
