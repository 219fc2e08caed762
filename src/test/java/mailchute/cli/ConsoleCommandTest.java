package mailchute.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mailchute.TestPrograms;
import mailchute.ipc.ChildCommand;
import mailchute.ipc.ChildProcess;
import mailchute.ipc.OsProcess;
import mailchute.ipc.User;
import mailchute.room.DrivenProcess;
import mailchute.room.Program;
import mailchute.room.TestRoom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The prompt and the commands that list and end processes, each as a whole process. */
@Timeout(90)
class ConsoleCommandTest {

    private static final boolean WINDOWS = TestRoom.WINDOWS;

    private static Run console(String... lines) throws Exception {
        return Run.of(List.of("console"), lines);
    }

    @Test
    void everyLineIsFollowedAndTheInputsEndIsTheEnd() throws Exception {
        Run run = console("echo  one \"two  three\"", "", "help", "slots", "pipes", "nonsense-program");
        assertThat(run.status()).isZero();
        assertThat(run.output()).startsWith("one two  three");
        assertThat(run.output()).anyMatch(line -> line.matches("kp NAME\\|PID +ends processes.*"));
        assertThat(run.output())
                .anyMatch(line -> line.startsWith("mailslot "))
                .anyMatch(line -> line.startsWith("pipe "));
        assertThat(run.errors())
                .containsExactly("no such command or program: nonsense-program (help lists the commands)");
    }

    @Test
    void exitEndsWithTheStatusThatItIsGiven() throws Exception {
        Run run = console("exit nowhere", "exit 42", "echo never");
        assertThat(run.status()).isEqualTo(42);
        assertThat(run.output()).isEmpty();
        assertThat(run.errors()).containsExactly("no exit status: nowhere");
    }

    @Test
    void aProgramRunsByItsNameAndItsFailureIsTold() throws Exception {
        String shell = WINDOWS ? "cmd /c" : "sh -c";
        Run run = console(shell + " \"echo from a program\"", shell + " \"exit 3\"");
        assertThat(run.output().get(0)).contains("from a program");
        assertThat(run.errors()).containsExactly(shell.split(" ")[0] + " ended with exit status 3");
    }

    @Test
    void aPathToNothingIsNoProgramWhateverItHolds() throws Exception {
        Run run = console("no/such?program", "./none", "echo on");
        assertThat(run.output()).containsExactly("on");
        assertThat(run.errors())
                .containsExactly(
                        "no such command or program: no/such?program (help lists the commands)",
                        "no such command or program: ./none (help lists the commands)");
    }

    /** A shell there reads its input byte by byte; cmd of Wine 8 takes all there is. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aProgramReadsWhatFollowsIt() throws Exception {
        Run run = console("sh -c 'read -r line; echo \"got $line\"'", "a line for it", "echo back");
        assertThat(run.output()).containsExactly("got a line for it", "back");
    }

    @Test
    void aFolderIsGoneIntoAndProgramsStartThere(@TempDir Path folder) throws Exception {
        Path there = folder.toRealPath();
        Run run = console("cd \"" + there + "\"", "cd", WINDOWS ? "cmd /c cd" : "pwd", "cd missing");
        assertThat(run.output().get(0)).isEqualTo(there.toString());
        assertThat(run.output().get(1)).isEqualTo(there.toString());
        assertThat(run.errors()).containsExactly("no such folder: missing");
    }

    private static ChildProcess sleeper() throws Exception {
        return new ChildCommand(TestPrograms.path("sleeper").toString()).start();
    }

    private static String sleeperName() {
        String file = TestPrograms.path("sleeper").getFileName().toString();
        return WINDOWS ? file.replace(".exe", "").toUpperCase() : file;
    }

    @Test
    void severalProcessesOfANameAreEndedAfterAQuestionAlone() throws Exception {
        try (ChildProcess one = sleeper();
                ChildProcess other = sleeper()) {
            Run asked = console("kp " + sleeperName(), "n", "kp " + sleeperName());
            assertThat(asked.output())
                    .filteredOn(line -> line.endsWith("? [y/N]"))
                    .hasSize(2)
                    .allSatisfy(line -> assertThat(line)
                            .contains("end these 2: ")
                            .contains("(" + one.identity().pid() + ")")
                            .contains("(" + other.identity().pid() + ")"));
            assertThat(asked.output()).filteredOn("ended none of them"::equals).hasSize(2);
            assertThat(one.exitCode()).isEmpty();

            Run ended = console("kp " + sleeperName(), "y");
            assertThat(ended.output())
                    .filteredOn(line -> line.startsWith("ended sleeper"))
                    .hasSize(2);
            assertThat(one.waitFor(TestRoom.PATIENCE)).isTrue();
            assertThat(other.waitFor(TestRoom.PATIENCE)).isTrue();
        }
    }

    @Test
    void oneProcessIsEndedByItsPidAtOnceAndAnEndedOneIsNotThere() throws Exception {
        try (ChildProcess one = sleeper()) {
            long pid = one.identity().pid();
            Run run = console("kp " + pid, "kp " + pid, "kp");
            assertThat(run.output()).hasSize(1);
            assertThat(run.output().get(0)).matches("ended sleeper.* \\(" + pid + "\\)");
            assertThat(run.errors())
                    .containsExactly(
                            "no process has this name or pid: " + pid,
                            "kp needs the name or the pid of a process, such as: kp notepad");
            assertThat(one.waitFor(TestRoom.PATIENCE)).isTrue();
        }
    }

    @Test
    void theConsoleAndWhatItRunsInAreLeftAlone() throws Exception {
        ChildCommand plain = Program.command(false, List.of("console"));
        ChildCommand inRunner = new ChildCommand(TestPrograms.path("runner").toString())
                .arguments(plain.program())
                .arguments(plain.arguments());
        String runner = TestPrograms.path("runner").getFileName().toString();
        try (DrivenProcess console = DrivenProcess.start(inRunner)) {
            console.type("kp " + runner);
            assertThat(console.awaitLine(
                            Pattern.compile("^left alone: " + runner + " \\(" + console.pid()
                                    + "\\), which this console runs in"),
                            TestRoom.PATIENCE))
                    .isPresent();
            console.endInput();
            assertThat(TestRoom.exit(console)).isZero();
        }
    }

    @Test
    void aProgramThatIsStartedGoesOnByItself() throws Exception {
        Run run = console("start \"" + TestPrograms.path("sleeper") + "\"", "exit");
        Matcher started =
                Pattern.compile("started .* \\((\\d+)\\)").matcher(run.output().get(0));
        assertThat(started.matches()).isTrue();
        try (OsProcess sleeper = OsProcess.open(OsProcess.identify(Long.parseLong(started.group(1))))) {
            assertThat(sleeper.waitFor(Duration.ZERO)).isFalse();
            sleeper.terminate(1);
            assertThat(sleeper.waitFor(TestRoom.PATIENCE)).isTrue();
        }
    }

    /** The terminal is a script that follows what is in a file: another console, with lines of its own. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void startAloneOpensAnotherConsoleInATerminal(@TempDir Path folder) throws Exception {
        Path terminal = folder.resolve("a terminal");
        Path said = folder.resolve("said");
        Files.writeString(
                terminal,
                "#!/bin/sh\n[ \"$1\" = -e ] && shift\necho 'echo from the other; cd' | tr ';' '\\n' | \"$@\" >'" + said
                        + ".part'; mv '" + said + ".part' '" + said + "'\n");
        Files.setPosixFilePermissions(terminal, PosixFilePermissions.fromString("rwx------"));
        ChildCommand command = Program.command(false, List.of("console")).environment("TERMINAL", terminal.toString());
        Run run = Run.of(command, "cd \"" + folder + "\"", "start");
        assertThat(run.errors()).isEmpty();
        assertThat(run.output()).hasSize(1);
        Matcher started = Pattern.compile("started .*a terminal \\((\\d+)\\)")
                .matcher(run.output().get(0));
        assertThat(started.matches()).isTrue();
        long deadline = System.nanoTime() + TestRoom.PATIENCE.toNanos();
        while (!Files.exists(said)) {
            assertThat(System.nanoTime()).as("what the other console says").isLessThan(deadline);
            Thread.sleep(20);
        }
        assertThat(Files.readAllLines(said))
                .containsExactly("from the other", folder.toRealPath().toString());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aSystemWithoutATerminalIsSaidInOneLine(@TempDir Path empty) throws Exception {
        ChildCommand command = Program.command(false, List.of("console"))
                .environment("PATH", empty.toString())
                .environment("TERMINAL", "no-such-terminal");
        Run run = Run.of(command, "start");
        run.failedWith(ExitStatus.OK, "no terminal to open a console in: none of no-such-terminal, .*xterm.* is here");
    }

    /** A root that lacks CAP_KILL may end its own processes alone; whoever is not root may not end the first process. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void whatKpIsNotAllowedToEndIsSaidAndLivesOn() throws Exception {
        boolean root = "0".equals(User.current().id());
        ChildCommand console = Program.command(false, List.of("console"));
        if (!root) {
            Run run = Run.of(console, "kp 1");
            run.failedWith(ExitStatus.OK, "not ended: .* \\(1\\): .*not allowed.*");
            return;
        }
        ChildCommand foreign = new ChildCommand("setpriv")
                .arguments("--reuid=12345", "--regid=12345", "--clear-groups", "sleep", "60")
                .killOnClose();
        try (ChildProcess other = foreign.start()) {
            long pid = other.identity().pid();
            ChildCommand unable = new ChildCommand("setpriv")
                    .arguments("--bounding-set=-kill", "--inh-caps=-kill", console.program())
                    .arguments(console.arguments());
            awaitUser(pid, "12345");
            Run run = Run.of(unable, "kp " + pid);
            run.failedWith(ExitStatus.OK, "not ended: sleep \\(" + pid + "\\): .*not allowed.*");
            assertThat(run.output()).isEmpty();
            assertThat(other.waitFor(Duration.ZERO)).isFalse();
            other.terminate(1);
            assertThat(other.waitFor(TestRoom.PATIENCE)).isTrue();
        }
    }

    private static void awaitUser(long pid, String uid) throws Exception {
        long deadline = System.nanoTime() + TestRoom.PATIENCE.toNanos();
        while (OsProcess.list().stream()
                .noneMatch(entry -> entry.identity().pid() == pid
                        && entry.name().equals("sleep")
                        && entry.user().id().equals(uid))) {
            assertThat(System.nanoTime())
                    .as("process " + pid + " as user " + uid)
                    .isLessThan(deadline);
            Thread.sleep(20);
        }
    }

    private static List<String> fieldNames(List<String> json) throws Exception {
        List<String> names = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(String.join("\n", json))) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.FIELD_NAME) {
                    names.add(parser.currentName());
                }
            }
        }
        return names;
    }

    @Test
    void processesAreListedAndFilteredByNameOrPid() throws Exception {
        try (ChildProcess one = sleeper()) {
            long pid = one.identity().pid();
            long self = OsProcess.current().pid();
            Run byName = Run.of(List.of("lp", "SLEEP"));
            assertThat(byName.output().get(0).strip().split(" +"))
                    .containsExactly("pid", "parent", "name", "started", "user");
            assertThat(byName.output()).anyMatch(line -> line.matches(" *" + pid + " +" + self + " +sleeper.*"));
            Run byPid = Run.of(List.of("lp", "--json", Long.toString(pid)));
            assertThat(byPid.output()).hasSize(3);
            assertThat(fieldNames(byPid.output())).containsExactly("pid", "parent", "name", "started", "user");
            one.terminate(1);
            assertThat(one.waitFor(TestRoom.PATIENCE)).isTrue();
        }
    }

    @Test
    void participantsAreListedAndEnded() throws Exception {
        try (DrivenProcess receiver = DrivenProcess.start(
                Program.command(false, List.of("receiver", "--headless", "--name", "bob", "--room", "consoles")))) {
            assertThat(receiver.awaitLine(Pattern.compile("^pipe "), TestRoom.PATIENCE))
                    .isPresent();
            Run all = Run.of(List.of("ps"));
            assertThat(all.output())
                    .anyMatch(line -> line.matches(" *" + receiver.pid() + " +\\d+ +receiver +bob +consoles .*"));
            Run room = Run.of(List.of("ps", "--room", "consoles", "--json"));
            assertThat(room.output()).hasSize(3);
            assertThat(fieldNames(room.output()))
                    .containsExactly("pid", "parent", "role", "nickname", "room", "since", "user");
            Run nobody = Run.of(List.of("ps", "--room", "nobody-is-here", "--json"));
            assertThat(nobody.output()).containsExactly("[", "]");
            assertThat(nobody.status()).isEqualTo(ExitStatus.REACHED_NONE);

            long self = OsProcess.current().pid();
            Run handles = Run.of(List.of("handles", Long.toString(receiver.pid())));
            assertThat(handles.output())
                    .anyMatch(line -> line.matches(" *\\d+  mailslot +read +false +1 .*consoles.*"))
                    .anyMatch(line -> line.matches(" *\\d+  named pipe server +listen +false .*"));
            assertThat(fieldNames(Run.of(List.of("handles", "--json", Long.toString(receiver.pid())))
                            .output()))
                    .contains("kind", "access", "inheritable", "usage", "opened", "address");
            Run inConsole = console("slots", "pipes", "kill", "kill " + self, "kill " + receiver.pid());
            assertThat(inConsole.output())
                    .anyMatch(line ->
                            line.matches(".*[/\\\\]mailslot[/\\\\].*consoles.* " + receiver.pid() + "  bob +consoles"))
                    .contains("ended bob (" + receiver.pid() + ")");
            assertThat(inConsole.errors()).hasSize(2);
            assertThat(inConsole.errors().get(0)).startsWith("kill needs the pid of a participant");
            assertThat(inConsole.errors().get(1)).contains("is no participant");
            assertThat(receiver.process().waitFor(TestRoom.PATIENCE)).isTrue();
        }
        Run.of(List.of("handles", "4"))
                .failedWith(ExitStatus.FAILED, "mailchute: list handles of 4: .*no participant.*");
        Run.of(List.of("kill", "4")).failedWith(ExitStatus.REACHED_NONE, "not ended: process 4 is no participant .*");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void atATerminalLinesAreEditedRecalledAndCompleted(@TempDir Path state) throws Exception {
        ChildCommand plain = Program.command(false, List.of("console"));
        List<String> words = new ArrayList<>(List.of(plain.program()));
        words.addAll(plain.arguments());
        String line =
                String.join(" ", words.stream().map(word -> "'" + word + "'").toList());
        ChildCommand terminal = new ChildCommand("script")
                .arguments("-qec", "stty cols 120 rows 30; exec " + line, "/dev/null")
                .environment("TERM", "xterm")
                .environment("XDG_STATE_HOME", state.toString());
        try (DrivenProcess console = DrivenProcess.start(terminal)) {
            // What is typed has quotes in it, what is printed has none.
            console.type("ech\t recall\"-\"me");
            assertThat(console.awaitLine(Pattern.compile("recall-me"), TestRoom.PATIENCE))
                    .isPresent();
            console.type("\u001bOA\u0001\u001bdecho edited");
            assertThat(console.awaitLine(Pattern.compile("edited recall-me"), TestRoom.PATIENCE))
                    .isPresent();
            console.type("exit 9");
            assertThat(TestRoom.exit(console)).isEqualTo(9);
        }
        Path history = state.resolve("mailchute/console-history");
        assertThat(history).exists();
        assertThat(Files.getPosixFilePermissions(history)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
}
