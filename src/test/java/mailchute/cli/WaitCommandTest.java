package mailchute.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import mailchute.TestPrograms;
import mailchute.ipc.ChildCommand;
import mailchute.ipc.ChildProcess;
import mailchute.ipc.OsProcess;
import mailchute.room.DrivenProcess;
import mailchute.room.Program;
import mailchute.room.TestRoom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A process or a command whose end is posted. */
@Timeout(180)
class WaitCommandTest {

    private final TestRoom room = new TestRoom();

    @AfterEach
    void everythingEnds() throws Exception {
        room.close();
    }

    private DrivenProcess receiver() throws Exception {
        DrivenProcess receiver = room.start("receiver", "bob");
        TestRoom.line(receiver, "^pipe ");
        return receiver;
    }

    private List<String> arguments(String... more) {
        List<String> arguments = new ArrayList<>(List.of("wait", "--room", room.name(), "--name", "alice"));
        arguments.addAll(List.of(more));
        return arguments;
    }

    private Run await(String... more) throws Exception {
        return Run.of(arguments(more));
    }

    /** Says that it has no handle, and ends with 2. */
    private static String failing() {
        return TestPrograms.path("mail-child").toString();
    }

    @Test
    void aCommandsEndIsPostedAndItsStatusIsOurs() throws Exception {
        DrivenProcess bob = receiver();
        Run run = await("--json", "--id", "build", "--", failing(), "-", "--json");
        assertThat(run.errors()).containsExactly("no handle");
        assertThat(run.status()).isEqualTo(2);
        String name = TestRoom.WINDOWS ? "mail-child-ansi" : "mail-child";
        TestRoom.line(
                bob,
                "\\] alice \\(\\d+, (verified|claimed)\\): " + name
                        + " ended with exit status 2 after \\d+\\.\\d s: no handle$");
        assertThat(run.output()).hasSize(1);
        assertThat(run.output().get(0))
                .matches("\\{\"program\":\"" + name
                        + "\",\"pid\":\\d+,\"status\":2,\"seconds\":\\d+\\.\\d+,\"error\":\"no handle\",\"id\":.*"
                        + ",\"line\":\"build\",\"receivers\":\\[\\{\"pid\":" + bob.pid() + ",.*");
    }

    @Test
    void aCommandRunsWhoeverIsThere() throws Exception {
        Run run = await("--", failing());
        assertThat(run.errors())
                .containsExactly("no handle", "mailchute: not posted: no receivers in room " + room.name());
        assertThat(run.status()).isEqualTo(2);
        await("no-such-program")
                .failedWith(
                        ExitStatus.NO_PROGRAM,
                        "mailchute: start no-such-program(\\.exe)?: nothing there has this name.*");
    }

    @Test
    void anyProcessIsWaitedFor() throws Exception {
        DrivenProcess bob = receiver();
        try (ChildProcess sleeper =
                new ChildCommand(TestPrograms.path("sleeper").toString()).start()) {
            long pid = sleeper.identity().pid();
            try (DrivenProcess waiting =
                    DrivenProcess.start(Program.command(false, arguments("--json", "--pid", Long.toString(pid))))) {
                TestRoom.line(waiting, "^mailchute: waiting for sleeper\\S* \\(" + pid + "\\)$");
                sleeper.terminate(7);
                Run run = Run.ended(waiting);
                assertThat(run.errors()).hasSize(1);
                assertThat(run.status()).isEqualTo(ExitStatus.OK);
                // The exit status of another's child is not told on Linux.
                String status = TestRoom.WINDOWS ? "7" : "null";
                String with = TestRoom.WINDOWS ? " with exit status 7" : "";
                TestRoom.line(bob, "alice .*: sleeper\\S* \\(" + pid + "\\) ended" + with + " after \\d+\\.\\d s$");
                assertThat(run.output()).hasSize(1);
                assertThat(run.output().get(0))
                        .startsWith("{\"program\":\"sleeper")
                        .contains("\"status\":" + status + ",");
            }
            assertThat(sleeper.waitFor(TestRoom.PATIENCE)).isTrue();
            await("--pid", Long.toString(pid)).failedWith(ExitStatus.FAILED, "mailchute: there is no process " + pid);
        }
    }

    @Test
    void oneThingIsWaitedFor() throws Exception {
        String words = "mailchute: wait for one: --pid PID, or a command such as: mailchute wait -- make test";
        await().failedWith(ExitStatus.USAGE, words);
        await("--pid", "4", "--", "echo").failedWith(ExitStatus.USAGE, words);
    }

    @Test
    @EnabledOnOs(OS.LINUX) // a shell, and signals
    void aWaitThatIsEndedEndsItsCommandAndPostsNoControlCharacters() throws Exception {
        DrivenProcess bob = receiver();
        String script = "printf '\\033]0;title\\007\\302\\2330m\\n' >&2; echo $$; exec sleep 60";
        try (DrivenProcess waiting = DrivenProcess.start(Program.command(false, arguments("sh", "-c", script)))) {
            long pid = Long.parseLong(TestRoom.line(waiting, "^(\\d+)$").group(1));
            TestRoom.line(waiting, "title");
            ProcessHandle.of(waiting.pid()).orElseThrow().destroy();
            assertThat(TestRoom.exit(waiting)).isEqualTo(143);
            TestRoom.line(
                    bob, ": sh ended with exit status 143 \\(signal 15\\) after .*: \u241b\\]0;title\u2407\uFFFD0m$");
            assertThat(OsProcess.list()).noneMatch(entry -> entry.identity().pid() == pid);
        }
    }
}
