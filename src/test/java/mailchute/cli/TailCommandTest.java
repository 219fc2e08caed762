package mailchute.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mailchute.ipc.ChildCommand;
import mailchute.ipc.IpcException;
import mailchute.room.DrivenProcess;
import mailchute.room.Posting;
import mailchute.room.ProcessControl;
import mailchute.room.Program;
import mailchute.room.Roster;
import mailchute.room.TestRoom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What is said in a room, as it comes and as the history has it. */
@Timeout(180)
class TailCommandTest {

    /** The history lasts longer than a test. */
    private final String room = "tail-" + UUID.randomUUID().toString().substring(0, 8);

    private List<String> arguments(String... more) {
        List<String> arguments = new ArrayList<>(List.of("tail", "--room", room));
        arguments.addAll(List.of(more));
        return arguments;
    }

    private Run tail(String... more) throws Exception {
        return Run.of(arguments(more));
    }

    private void say(String text, String line) throws Exception {
        try (Posting posting = Posting.open("alice", room)) {
            assertThat(posting.post(text, Optional.ofNullable(line), Optional.empty())
                            .taken())
                    .isEqualTo(1);
        }
    }

    private static void awaitParticipant(DrivenProcess process) throws Exception {
        try (Roster roster = new Roster()) {
            TestRoom.member(roster, process.pid());
        }
    }

    private static void close(DrivenProcess process) throws Exception {
        try (Roster roster = new Roster()) {
            ProcessControl.close(TestRoom.member(roster, process.pid()));
        }
    }

    @Test
    void whatIsSaidIsPrintedAsItComesAndKept() throws Exception {
        try (DrivenProcess follow =
                DrivenProcess.start(Program.command(false, arguments("--follow", "--name", "log")))) {
            awaitParticipant(follow);
            say("first", null);
            TestRoom.line(follow, "^\\[\\d\\d:\\d\\d:\\d\\d\\] alice \\(\\d+, (verified|claimed)\\): first$");
            say("1 of 2", "build");
            TestRoom.line(follow, ": 1 of 2$");
            say("between", null);
            say("2 of 2", "build");
            TestRoom.line(follow, ": 2 of 2$");
            close(follow);
            Run run = Run.ended(follow);
            assertThat(run.output()).hasSize(4);
            assertThat(run.errors()).isEmpty();
            assertThat(run.status()).isEqualTo(ExitStatus.OK);
        }
        // What was said again has taken its first one's place.
        Run past = tail();
        assertThat(past.output())
                .extracting(line -> line.replaceAll(".*: ", ""))
                .containsExactly("first", "2 of 2", "between");
        assertThat(past.status()).isEqualTo(ExitStatus.OK);
        Run newest = tail("-n", "1", "--json");
        assertThat(newest.output()).hasSize(1);
        assertThat(newest.output().get(0))
                .matches("\\{\"id\":\"[-0-9a-f]{36}\",\"at\":\"20\\d\\d-.*\",\"room\":\"" + room
                        + "\",\"with\":null,\"from\":\"alice\",\"pid\":"
                        + ProcessHandle.current().pid() + ",\"verified\":" + !TestRoom.WINDOWS
                        + ",.*\"line\":null,\"text\":\"between\"}");
    }

    @Test
    void whoFollowsSeesThePastFirstAndNothingTwice() throws Exception {
        try (DrivenProcess other = DrivenProcess.start(
                Program.command(false, List.of("receiver", "--headless", "--room", room, "--name", "bob")))) {
            TestRoom.line(other, "^pipe ");
            say("before", null);
            TestRoom.line(other, ": before$");
            try (DrivenProcess follow = DrivenProcess.start(Program.command(false, arguments("-f", "--json")))) {
                TestRoom.line(follow, "\"text\":\"before\"}$");
                try (Posting posting = Posting.open("alice", room)) {
                    assertThat(posting.post("\u001b[31m\u009b0m", Optional.of("x"), Optional.empty())
                                    .taken())
                            .isEqualTo(2);
                }
                TestRoom.line(follow, "\"line\":\"x\",\"text\":\"\u241b\\[31m\uFFFD0m\"}$");
                assertThat(follow.output()).hasSize(2);
                close(follow);
                assertThat(Run.ended(follow).status()).isEqualTo(ExitStatus.OK);
            }
            close(other);
            assertThat(Run.ended(other).status()).isEqualTo(ExitStatus.OK);
        }
    }

    @Test
    void aRoomWithoutAPastPrintsNothing() throws Exception {
        Run nothing = tail("--json");
        assertThat(nothing.output()).isEmpty();
        assertThat(nothing.errors()).isEmpty();
        assertThat(nothing.status()).isEqualTo(ExitStatus.OK);
        tail("-n", "-1").failedWith(ExitStatus.USAGE, "mailchute: -n takes a number from 0 on, not -1");
    }

    @Test
    @EnabledOnOs(OS.LINUX) // signals, and a shell that closes a pipe
    void aSignalEndsItAndSoDoesAPipeThatNobodyReads() throws Exception {
        try (DrivenProcess follow = DrivenProcess.start(Program.command(false, arguments("-f")))) {
            awaitParticipant(follow);
            ProcessHandle.of(follow.pid()).orElseThrow().destroy();
            assertThat(Run.ended(follow).status()).isEqualTo(143);
        }
        ChildCommand tail = Program.command(false, arguments("-f"));
        List<String> words = new ArrayList<>(List.of("-c", "\"$@\" | head -n 1", "sh", tail.program()));
        words.addAll(tail.arguments());
        try (DrivenProcess shell = DrivenProcess.start(new ChildCommand("sh").arguments(words))) {
            TestRoom.until("a receiver in " + room, () -> {
                try (Posting posting = Posting.open("alice", room)) {
                    return posting.post("for head", Optional.empty(), Optional.empty())
                                    .taken()
                            == 1;
                } catch (IpcException e) {
                    assertThat(e.reason()).isEqualTo(IpcException.Reason.NOT_FOUND);
                    return false;
                }
            });
            TestRoom.line(shell, ": for head$");
            TestRoom.until("the end of the receiver", () -> {
                try (Posting posting = Posting.open("alice", room)) {
                    posting.post("for nobody", Optional.empty(), Optional.empty());
                    return false;
                } catch (IpcException e) {
                    assertThat(e.reason()).isEqualTo(IpcException.Reason.NOT_FOUND);
                    return true;
                }
            });
            assertThat(TestRoom.exit(shell)).isZero();
        }
    }
}
