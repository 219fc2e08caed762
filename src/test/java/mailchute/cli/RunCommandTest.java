package mailchute.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mailchute.TestPrograms;
import mailchute.TestPrograms.Build;
import mailchute.ipc.OsProcess;
import mailchute.room.DrivenProcess;
import mailchute.room.Program;
import mailchute.room.TestRoom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs that know nothing of Mailchute, run by it. */
@Timeout(120)
class RunCommandTest {

    private final TestRoom room = new TestRoom();

    static Stream<Build> builds() {
        return TestRoom.WINDOWS ? Stream.of(Build.values()) : Stream.of(Build.ANSI);
    }

    @AfterEach
    void everythingEnds() throws Exception {
        room.close();
    }

    private DrivenProcess receiver(String name) throws Exception {
        DrivenProcess receiver = room.start("receiver", name);
        TestRoom.mailslot(receiver);
        return receiver;
    }

    private List<String> arguments(String... more) {
        List<String> arguments = new ArrayList<>(List.of("run", "--room", room.name()));
        arguments.addAll(List.of(more));
        return arguments;
    }

    private static String child(Build build) {
        return TestPrograms.path("mail-child", build).toString();
    }

    private static Matcher hears(DrivenProcess receiver, String name, String regex) throws Exception {
        return TestRoom.line(receiver, "\\] " + name + " \\(.*\\): " + regex + "$");
    }

    @ParameterizedTest
    @MethodSource("builds")
    void aProgramThatIsToldItsHandleByArgumentIsHeardByAll(Build build) throws Exception {
        DrivenProcess bob = receiver("bob");
        DrivenProcess carol = receiver("carol");
        String text = "안녕하세요 😀";

        Run run = Run.of(arguments("--name", "build", "--", child(build), "{handle}", "3", "hello", "greet"));

        assertThat(run.output()).containsExactly("on standard output");
        assertThat(run.errors()).containsExactly("first of two", "2 lines written");
        assertThat(run.status()).isEqualTo(3);
        for (DrivenProcess receiver : List.of(bob, carol)) {
            hears(receiver, "build", "hello");
            hears(receiver, "build", Pattern.quote(text));
            hears(receiver, "build", "build ended with exit status 3 after \\d+\\.\\d s: 2 lines written");
        }
    }

    @ParameterizedTest
    @MethodSource("builds")
    void aProgramThatIsToldItsHandleByEnvironmentIsHeardAlsoByThoseWhoComeLater(Build build) throws Exception {
        DrivenProcess bob = receiver("bob");
        DrivenProcess run =
                room.start(Program.command(false, arguments("--code-page", "MS949", "--", child(build), "-", "0")));
        String name = "mail-child" + (TestRoom.WINDOWS ? "-" + build.name().toLowerCase() : "");
        run.type("hello");
        hears(bob, name, "hello");
        DrivenProcess late = receiver("late");
        TestRoom.until("the late one is known", () -> {
            run.type("anybody new?");
            return late.output().stream().anyMatch(line -> line.endsWith(": anybody new?"));
        });
        if (!TestRoom.WINDOWS || build == Build.ANSI) {
            run.type("한글 메일\n".getBytes(Charset.forName("MS949")));
            hears(late, name, "한글 메일");
            run.type("안녕 😀");
            hears(late, name, "안녕 😀");
        }
        run.endInput();
        assertThat(TestRoom.exit(run)).isZero();
        hears(late, name, name + " ended with exit status 0 after .* s: \\d+ lines written");
        assertThat(run.output()).containsExactly("on standard output");
    }

    @Test
    void aProgramRunsInAnEmptyRoomAndOneLineSaysThatNobodyHears() throws Exception {
        Run run = Run.of(arguments("--", child(Build.ANSI), "{handle}", "0", "hello", "again"));
        assertThat(run.output()).containsExactly("on standard output");
        assertThat(run.errors())
                .containsExactlyInAnyOrder(
                        "first of two",
                        "2 lines written",
                        "mailchute: nobody hears the program: no receivers in room " + room.name());
        assertThat(run.status()).isZero();
    }

    @Test
    void aProgramThatIsNotThereIsSaidInOneLine() throws Exception {
        Run.of(arguments("no-such-program", "--anything"))
                .failedWith(
                        ExitStatus.NO_PROGRAM,
                        "mailchute: start no-such-program(\\.exe)?: nothing there has this name.*");
    }

    @Test
    @EnabledOnOs(OS.LINUX) // Windows has no permission to run that a file lacks by default
    void aFileThatIsNoProgramIsSaidInOneLine(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("notes"), "no program");
        Run.of(arguments(file.toString()))
                .failedWith(ExitStatus.NOT_RUN, "mailchute: start .*notes: this user is not allowed to.*");
    }

    @Test
    @EnabledOnOs(OS.LINUX) // a shell, and signals
    void whatFollowsTheProgramIsTheProgramsAndAShellWritesByItsDescriptor() throws Exception {
        DrivenProcess bob = receiver("bob");
        Run run = Run.of(arguments(
                "sh", "-c", "echo $# \"$@\"; echo told >&$MAILCHUTE_HANDLE; kill -9 $$", "x", "--", "@a", "--room"));
        assertThat(run.output()).containsExactly("3 -- @a --room");
        hears(bob, "sh", "told");
        assertThat(run.status()).isEqualTo(137);
        hears(bob, "sh", "sh ended with exit status 137 \\(signal 9\\) after .*");
    }

    @Test
    @EnabledOnOs(OS.LINUX) // a process of Windows cannot be asked to end
    void aRunThatIsEndedEndsItsProgramAndSaysSo() throws Exception {
        DrivenProcess bob = receiver("bob");
        DrivenProcess run = room.start(
                Program.command(false, arguments("--", "sh", "-c", "echo $$ >&$MAILCHUTE_HANDLE; exec sleep 60")));
        long pid = Long.parseLong(hears(bob, "sh", "(\\d+)").group(1));
        ProcessHandle.of(run.pid()).orElseThrow().destroy();
        assertThat(TestRoom.exit(run)).isEqualTo(143);
        hears(bob, "sh", "sh ended with exit status 143 \\(signal 15\\) after .*");
        assertThat(OsProcess.list()).noneMatch(entry -> entry.identity().pid() == pid);
    }
}
