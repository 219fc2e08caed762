package mailchute.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import mailchute.ipc.Handle.Inheritance;
import mailchute.ipc.IpcException;
import mailchute.ipc.Mailslot;
import mailchute.ipc.MailslotWriter;
import mailchute.ipc.OsProcess;
import mailchute.room.Addresses;
import mailchute.room.DrivenProcess;
import mailchute.room.Participant;
import mailchute.room.TestRoom;
import mailchute.wire.Limits;
import mailchute.wire.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One message a process: who has it, and what the exit status says of that. */
@Timeout(180)
class SayCommandTest {

    private final TestRoom room = new TestRoom();

    @AfterEach
    void everythingEnds() throws Exception {
        room.close();
    }

    private DrivenProcess receiver(String name) throws Exception {
        DrivenProcess receiver = room.start("receiver", name);
        TestRoom.line(receiver, "^pipe ");
        return receiver;
    }

    private List<String> arguments(String... more) {
        List<String> arguments = new ArrayList<>(List.of("say", "--room", room.name(), "--name", "alice"));
        arguments.addAll(List.of(more));
        return arguments;
    }

    private Run say(String... more) throws Exception {
        return Run.of(arguments(more));
    }

    private static void reached(Run run) {
        assertThat(run.errors()).isEmpty();
        assertThat(run.output()).isEmpty();
        assertThat(run.status()).isEqualTo(ExitStatus.OK);
    }

    @Test
    void everyReceiverOfTheRoomHasItAndNothingIsPrinted() throws Exception {
        DrivenProcess bob = receiver("bob");
        DrivenProcess carol = receiver("carol");
        reached(say("--id", "b", "안녕", "--to", "nobody 😀"));
        String words = "\\] alice \\(\\d+, (verified|claimed)\\): 안녕 --to nobody 😀$";
        TestRoom.line(bob, words);
        TestRoom.line(carol, words);
    }

    @Test
    void oneIsMeantByNicknameOrByPid() throws Exception {
        DrivenProcess bob = receiver("bob");
        DrivenProcess carol = receiver("carol");
        reached(say("--to", "bob", "by name"));
        reached(say("--to", Long.toString(carol.pid()), "by pid"));
        reached(say("to", "everyone"));
        TestRoom.line(bob, ": to everyone$");
        TestRoom.line(carol, ": to everyone$");
        assertThat(bob.output())
                .anyMatch(line -> line.endsWith(": by name"))
                .noneMatch(line -> line.endsWith(": by pid"));
        assertThat(carol.output())
                .anyMatch(line -> line.endsWith(": by pid"))
                .noneMatch(line -> line.endsWith(": by name"));
        say("--to", "dave", "hello")
                .failedWith(
                        ExitStatus.REACHED_NONE,
                        "mailchute: not posted: no receiver in room " + room.name() + " is called dave, only .*bob \\("
                                + bob.pid() + "\\).*");
    }

    @Test
    void nobodyIsThereIsAnOutcomeOfItsOwn() throws Exception {
        Run run = say("--json", "--id", "x", "hello?");
        run.failedWith(ExitStatus.REACHED_NONE, "mailchute: not posted: no receivers in room " + room.name());
        assertThat(run.output())
                .containsExactly("{\"id\":null,\"at\":null,\"from\":\"alice\",\"room\":\"" + room.name()
                        + "\",\"line\":\"x\",\"receivers\":[]}");
    }

    @Test
    void whoDoesNotReadIsNamedAndTheOthersHaveIt() throws Exception {
        long self = OsProcess.current().pid();
        DrivenProcess bob = receiver("bob");
        // This process is the one that does not read.
        try (Mailslot full = Mailslot.create(Addresses.mailslot(room.name(), self), Limits.MAILSLOT_MESSAGE);
                Participant deaf = Participant.open(Role.RECEIVER, "deaf", room.name(), Optional.of(full.address()))) {
            deaf.start();
            fill(full.address());
            Run run = say("--json", "to whoever reads");
            run.failedWith(
                    ExitStatus.REACHED_SOME,
                    Pattern.quote("mailchute: taken by 1 of 2 mailslots; not by deaf (" + self
                            + "): its owner does not read, and the queue is full"));
            TestRoom.line(bob, ": to whoever reads$");
            assertThat(run.output()).hasSize(1);
            assertThat(run.output().get(0))
                    .matches("\\{\"id\":\"[-0-9a-f]{36}\",\"at\":\"20\\d\\d-.*\",\"from\":\"alice\",\"room\":\""
                            + room.name() + "\",\"line\":null,\"receivers\":\\[.*\\]}")
                    .contains("{\"pid\":" + bob.pid() + ",\"nickname\":\"bob\",\"taken\":true,\"why\":null}")
                    .contains(
                            "{\"pid\":" + self
                                    + ",\"nickname\":\"deaf\",\"taken\":false,\"why\":\"its owner does not read, and the queue is full\"}");
            say("--to", "deaf", "hello?")
                    .failedWith(ExitStatus.REACHED_NONE, "mailchute: taken by 0 of 1 mailslot; not by deaf .*");
        }
    }

    private static void fill(String address) throws Exception {
        int taken = 0;
        try (MailslotWriter writer = MailslotWriter.open(address, Inheritance.PRIVATE)) {
            while (taken < 10_000) {
                writer.write(new byte[] {'x'}, Duration.ofMillis(200));
                taken++;
            }
        } catch (IpcException e) {
            assertThat(e.reason()).isEqualTo(IpcException.Reason.OWNER_NOT_READING);
        }
        assertThat(taken).isBetween(1, 9_999);
    }

    @Test
    void standardInputIsSaidWholeOrCutWithAWord() throws Exception {
        DrivenProcess bob = receiver("bob");
        reached(Run.of(arguments(), "first", "두 번째"));
        TestRoom.line(bob, ": first$");
        TestRoom.line(bob, "^    두 번째$");
        String line = "x".repeat(49_999);
        Run cut = Run.of(arguments(), line, line, line);
        assertThat(cut.errors()).containsExactly("mailchute: cut: 150000 bytes, and a message has at most 61440");
        assertThat(cut.status()).isEqualTo(ExitStatus.OK);
        TestRoom.line(bob, ": " + line + "$");
        TestRoom.line(bob, "^    x{11000,11440}$");
        TestRoom.line(bob, "^    \\(cut here: the whole is 150000 bytes long\\)$");
        Run.of(arguments(), "")
                .failedWith(ExitStatus.USAGE, "mailchute: nothing to say: no text, and standard input is empty");
        say("").failedWith(ExitStatus.USAGE, "mailchute: nothing to say: the text is empty");
    }

    @Test
    void nothingOfItControlsATerminal() throws Exception {
        DrivenProcess bob = receiver("bob");
        String bad = "\u001b[31mred\u009b0m\u202eback\u0007";
        assertThat(Run.of(arguments("--json", "--id", "x"), bad).status()).isEqualTo(ExitStatus.OK);
        TestRoom.line(bob, ": \u241b\\[31mred\uFFFD0m\uFFFDback\u2407$");
        List<String> printed = new ArrayList<>(bob.output());
        for (String option : List.of("--to", "--id", "--room", "--name", "--nonsense" + bad)) {
            Run run = say(option, bad, "hello");
            assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
            assertThat(run.errors()).hasSize(1);
            printed.addAll(run.errors());
            printed.addAll(run.output());
        }
        assertThat(printed)
                .allSatisfy(line -> assertThat(line.chars().noneMatch(c -> Character.isISOControl(c) || c == 0x202E))
                        .as(line)
                        .isTrue());
    }
}
