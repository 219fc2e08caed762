package mailchute.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import mailchute.ipc.ChildCommand;
import mailchute.ipc.Handle.Inheritance;
import mailchute.ipc.Mailslot;
import mailchute.ipc.MailslotWriter;
import mailchute.ipc.OsProcess;
import mailchute.room.Addresses;
import mailchute.room.DrivenProcess;
import mailchute.room.Program;
import mailchute.room.TestRoom;
import mailchute.wire.Limits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each thing that can go wrong on the command line: one line on standard error, the documented status, nothing left. */
@Timeout(90)
class CommandLineTest {

    private static final long PID = ProcessHandle.current().pid();

    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final Logger rootLogger = Logger.getLogger("");
    private final Handler[] logHandlers = rootLogger.getHandlers();
    private final Level logLevel = rootLogger.getLevel();

    @BeforeEach
    @AfterEach
    void theStandardStreamsAndTheLogAreAsTheyWere() {
        System.setOut(out);
        System.setErr(err);
        for (Handler handler : rootLogger.getHandlers()) {
            rootLogger.removeHandler(handler);
        }
        for (Handler handler : logHandlers) {
            rootLogger.addHandler(handler);
        }
        rootLogger.setLevel(logLevel);
    }

    /** Runs it in this process: under Wine a JVM takes seconds to start, and what fails at once needs none of its own. */
    private static Run here(String... arguments) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        System.setOut(new PrintStream(output, true, UTF_8));
        System.setErr(new PrintStream(errors, true, UTF_8));
        int status = Invocation.run(arguments);
        return new Run(
                status,
                output.toString(UTF_8).lines().toList(),
                errors.toString(UTF_8).lines().toList());
    }

    @Test
    void argumentsOfAnyScriptArriveWhateverJavaReadsThemIn() throws Exception {
        ChildCommand command = Program.command(false, List.of("fetch", "없는 파이프 😀 ü?", "x"));
        if (!TestRoom.WINDOWS) {
            command.environment("LC_ALL", "POSIX");
        }
        Run.of(command).failedWith(ExitStatus.FAILED, "mailchute: connect .*없는 파이프 😀 ü\\?: nothing there.*");
    }

    static Stream<Arguments> unusableCommandLines() {
        return Stream.of(
                Arguments.of("mailchute: Unknown option: '--nonsense'.*--help.*", "receiver --nonsense"),
                Arguments.of("mailchute: Unknown option: '--nonsense'.*--help.*", "--nonsense"),
                Arguments.of("mailchute: Unmatched argument at index 0: 'dance'.*--help.*", "dance"),
                Arguments.of("mailchute: Unmatched argument at index 1: 'extra'.*", "receiver extra"),
                Arguments.of("mailchute: Missing required parameter for option '--room'.*", "receiver --room"),
                Arguments.of(
                        "mailchute: a room has at most 32 characters, this one has 33",
                        "receiver --headless --room " + "r".repeat(33)),
                Arguments.of(
                        "mailchute: a room is made of letters.* not of / \\(U\\+002F\\)",
                        "sender --headless --room a/b"),
                Arguments.of("mailchute: a room is made of letters.*U\\+002E.*", "sender --headless --room .."),
                Arguments.of(
                        "mailchute: a nickname has at most 32 characters, this one has 33",
                        "sender --headless --name " + "가".repeat(33)),
                Arguments.of(
                        "mailchute: a nickname is made of letters.*U\\+003C.*", "receiver --headless --name <html>"),
                Arguments.of(
                        "mailchute: a nickname is made of letters.*U\\+202E.*", "child --headless --name x\u202ey"),
                Arguments.of("mailchute: which program\\?.*--help.*", "run"),
                Arguments.of("mailchute: which program\\?.*--help.*", "run --"),
                Arguments.of("mailchute: by argv, but no argument has \\{handle}.*", "run --by argv -- echo hello"),
                Arguments.of("mailchute: a program is told its handle by argv or by env.*", "run --by post -- echo"),
                Arguments.of("mailchute: Unknown option: '--nonsense'.*--help.*", "run --nonsense echo"),
                Arguments.of("mailchute: there is no code page nonsense;.*", "run --code-page nonsense -- echo"),
                Arguments.of("mailchute: there is no code page 1;.*", "receiver --headless --code-page 1"),
                Arguments.of("mailchute: a plain name is not empty.*", "receiver --headless --mailslot a/b"),
                Arguments.of("mailchute: a plain name is not empty.*", "sender --headless --mailslot a/b"),
                Arguments.of(
                        "mailchute: a handle value is a number such as 404, not abc.*",
                        "child --headless --handles abc"),
                Arguments.of(
                        "mailchute: a handle value is missing between the commas.*", "child --headless --handles 4,,8"),
                Arguments.of("mailchute: a handle value is a number over 0.*", "child --headless --parent 0"),
                Arguments.of("mailchute: .*not an open handle of this kind.*", "child --headless --handles 1073741820"),
                Arguments.of("mailchute: .*not an open handle of this kind.*", "child --headless --parent 1073741820"),
                Arguments.of("mailchute: .*not an open handle of this kind.*", "child --headless --line 1073741820"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("unusableCommandLines")
    void anUnusableCommandLineIsSaidInOneLine(String words, String commandLine) {
        here(commandLine.split(" ")).failedWith(ExitStatus.USAGE, words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"receiver", "sender", "child"})
    void anEmptyNameIsRefused(String role) {
        here(role, "--headless", "--name", "")
                .failedWith(ExitStatus.USAGE, "mailchute: a nickname has 1 to 32 characters.*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "receiver", "sender", "child", "demo", "run"})
    void helpIsPrintedToStandardOutput(String command) {
        Run run = command.isEmpty() ? here("--help") : here(command, "--help");
        assertThat(run.status()).isEqualTo(ExitStatus.OK);
        assertThat(run.errors()).isEmpty();
        assertThat(run.output().get(0))
                .startsWith("Usage: mailchute" + (command.isEmpty() ? "" : " " + command))
                .doesNotContain("\u001b");
        assertThat(String.join("\n", run.output())).doesNotContain("${");
    }

    @Test
    void theVersionIsOneLine() {
        Run run = here("--version");
        assertThat(run.status()).isEqualTo(ExitStatus.OK);
        assertThat(run.output()).hasSize(1).first().asString().startsWith("mailchute ");
        assertThat(run.errors()).isEmpty();
    }

    @Test
    void aMailslotsNameThatIsTakenIsSaidInOneLine() throws Exception {
        String room = "taken-" + PID;
        try (Mailslot mine = Mailslot.create(Addresses.mailslot(room, PID), 1024)) {
            here("receiver", "--headless", "--room", room)
                    .failedWith(
                            ExitStatus.FAILED,
                            "mailchute: create mailslot .*" + PID + ": the name is taken by another process.*");
            assertThat(mine.address()).contains(room);
        }
    }

    @Test
    void aPlainNameThatIsTakenIsSaidInOneLine() throws Exception {
        String name = "taken-" + PID;
        try (Mailslot mine = Mailslot.create(Addresses.plainMailslot(name), 1024)) {
            here("receiver", "--headless", "--mailslot", name)
                    .failedWith(
                            ExitStatus.FAILED,
                            "mailchute: create mailslot .*" + name + ": the name is taken by another process.*");
            assertThat(mine.address()).contains(name);
        }
        here("sender", "--headless", "--mailslot", name)
                .failedWith(
                        ExitStatus.FAILED, "mailchute: open mailslot .*" + name + ": nothing there has this name.*");
    }

    @Test
    void aHandleOfAnotherKindIsNoMailslotsWriteHandle() throws Exception {
        try (OsProcess self = OsProcess.openSelf(Inheritance.INHERITABLE)) {
            here("child", "--headless", "--handles", Long.toString(self.value()))
                    .failedWith(
                            ExitStatus.USAGE, "mailchute: .*" + self.value() + ".*not an open handle of this kind.*");
        }
    }

    @Test
    void aClosedHandleIsRefused() throws Exception {
        String address = Addresses.mailslot("closed", PID);
        try (Mailslot mailslot = Mailslot.create(address, 1024)) {
            MailslotWriter writer = MailslotWriter.open(mailslot.address(), Inheritance.INHERITABLE);
            long value = writer.value();
            writer.close();
            here("child", "--headless", "--handles", Long.toString(value))
                    .failedWith(ExitStatus.USAGE, "mailchute: .*" + value + ".*not an open handle of this kind.*");
        }
    }

    @Test
    void aSenderInARoomWithoutReceiversReachesNone() throws Exception {
        try (TestRoom room = new TestRoom()) {
            Run run = Run.of(room.command("sender", "alone"), "is anybody here?");
            run.failedWith(ExitStatus.REACHED_NONE, "not sent: no receivers in room " + room.name());
        }
    }

    @Test
    void aSenderTellsByItsStatusWhatBecameOfItsMessages() throws Exception {
        try (TestRoom room = new TestRoom()) {
            DrivenProcess bob = room.start("receiver", "bob");
            TestRoom.mailslot(bob);
            Run fine = Run.of(room.command("sender", "alice"), "hello");
            assertThat(fine.errors()).isEmpty();
            assertThat(fine.status()).isEqualTo(ExitStatus.OK);
            TestRoom.line(bob, "alice .*: hello$");
            Run.of(room.command("sender", "alice"), "x".repeat(Limits.MAILSLOT_MESSAGE), "after it")
                    .failedWith(ExitStatus.FAILED, "not sent: .*over the limit \\[6\\d{4} bytes, the limit is 61440]");
            TestRoom.line(bob, "alice .*: after it$");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX) // Windows' own display cannot be taken away from a process
    void aWindowWithoutADisplayIsRefusedInOneLine() throws Exception {
        for (String role : List.of("receiver", "sender", "child")) {
            Run.of(Program.command(true, List.of(role)).withoutEnvironment("DISPLAY"))
                    .failedWith(
                            ExitStatus.NO_DISPLAY,
                            "mailchute: no display to open a window on \\(DISPLAY is not set\\); --headless does without");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "receiver --headless",
                "sender --headless --name x",
                "child --headless",
                "demo --headless",
                "receiver"
            })
    @EnabledOnOs(OS.LINUX) // what is tried here does not depend on the system
    void anotherSystemIsToldSoInOneLine(String commandLine) throws Exception {
        ChildCommand ours = Program.command(false, List.of(commandLine.split(" ")));
        ChildCommand onMac =
                new ChildCommand(ours.program()).arguments("-Dos.name=Mac OS X").arguments(ours.arguments());
        Run.of(onMac)
                .failedWith(
                        ExitStatus.UNSUPPORTED,
                        "mailchute: start on Mac OS X: this system cannot do it \\[Mailchute needs Windows or Linux]");
    }

    @Test
    void theDemoSeesEveryStepWorkAndLeavesNothingInTheUsersHistory(@TempDir Path data) throws Exception {
        Run run = Run.of(Program.command(false, List.of("demo", "--headless"))
                .environment("XDG_DATA_HOME", data.toString())
                .environment("LOCALAPPDATA", data.toString()));
        assertThat(run.output().get(run.output().size() - 1)).matches("All \\d+ steps were seen to work, in .* s\\.");
        assertThat(run.output()).noneMatch(line -> line.contains("FAILED"));
        assertThat(run.errors()).isEmpty();
        assertThat(run.status()).isEqualTo(ExitStatus.OK);
        try (Stream<Path> files = Files.walk(data)) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.startsWith("history"));
        }
    }
}
