package mailchute.room;

import static mailchute.room.TestRoom.child;
import static mailchute.room.TestRoom.gone;
import static mailchute.room.TestRoom.line;
import static mailchute.room.TestRoom.mailslot;
import static mailchute.room.TestRoom.member;
import static mailchute.room.TestRoom.reaches;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import mailchute.ipc.Deadline;
import mailchute.ipc.Handle.Inheritance;
import mailchute.ipc.IpcException;
import mailchute.ipc.MailslotWriter;
import mailchute.ipc.ProcessIdentity;
import mailchute.wire.Frame;
import mailchute.wire.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** A receiver, a sender and its two children, each a process of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(90)
class RoomTest {

    /** What the kernel's word makes of a message: Linux vouches for its writer, a Windows mailslot cannot. */
    /** Asks who is here until the answer has that line. */
    private static void who(DrivenProcess process, String regex) throws Exception {
        Deadline deadline = Deadline.after(TestRoom.PATIENCE);
        Pattern pattern = Pattern.compile(regex);
        do {
            assertThat(deadline.passed())
                    .as("the roster of process %s shows %s", process.pid(), regex)
                    .isFalse();
            process.type("/who");
        } while (process.awaitLine(pattern, Duration.ofSeconds(1)).isEmpty());
    }

    private static final String VOUCHED = TestRoom.WINDOWS ? "claimed" : "verified";

    private final TestRoom room = new TestRoom();
    private final Roster roster = new Roster();
    private DrivenProcess bob;
    private DrivenProcess alice;
    private long byArguments;
    private long byEnvironment;

    @BeforeAll
    void everyoneIsHere() throws Exception {
        bob = room.start("receiver", "bob");
        alice = room.start("sender", "alice");
        reaches(alice, bob);
        byArguments = child(alice, "argv");
        byEnvironment = child(alice, "env");
        member(roster, byArguments);
        member(roster, byEnvironment);
    }

    @AfterAll
    void everyoneEnds() throws Exception {
        roster.close();
        room.close();
    }

    @Test
    void whatIsTypedArrivesInOrderAndUnchanged() throws Exception {
        List<String> texts = new ArrayList<>(List.of(
                "안녕하세요, 여러분",
                "👩‍👩‍👧 and 🇰🇷",
                "tab\there",
                "<html><b>not bold</b>",
                "ünïcödé \"quoted\" back\\slash"));
        IntStream.range(0, 200).forEach(i -> texts.add("line " + i + " of two hundred"));
        for (String text : texts) {
            alice.type(text);
        }
        String from = "alice (" + alice.pid() + ", " + VOUCHED + "): ";
        line(bob, Pattern.quote(from + texts.get(texts.size() - 1)) + "$");
        List<String> shown = bob.output().stream()
                .filter(line -> line.contains(from))
                .map(line -> line.substring(line.indexOf(from) + from.length()))
                .filter(texts::contains)
                .toList();
        assertThat(shown).isEqualTo(texts);
    }

    @Test
    void aLineThatBeginsWithTwoSlashesIsSaidWithOne() throws Exception {
        alice.type("//not a command");
        line(bob, "alice \\(" + alice.pid() + ", " + VOUCHED + "\\): /not a command$");
    }

    @Test
    void aTextJustUnderTheLimitArrivesWholeAndOneOverItIsRefused() throws Exception {
        String fits = "가".repeat(20_000) + " the end";
        alice.type(fits);
        String shown = line(bob, "alice .*: (가+ the end)$").group(1);
        assertThat(shown.equals(fits))
                .as("all " + fits.length() + " characters")
                .isTrue();

        alice.type("나".repeat(20_480));
        line(alice, "^not sent: .*the limit is 61440");
        alice.type("after the refused one");
        line(bob, "after the refused one$");
        assertThat(bob.output()).noneMatch(line -> line.contains("나나나"));
    }

    @Test
    void aTextOfSeveralLinesStaysOneMessage() throws Exception {
        try (Broadcaster broadcaster = new Broadcaster("tester", 4711, OptionalLong.empty(), room.name())) {
            MailslotWriter writer = MailslotWriter.open(mailslot(bob), Inheritance.PRIVATE);
            broadcaster.add(new Target(bob.pid(), "bob", writer.value(), writer.address()), writer);
            broadcaster.broadcast("the first line\n[00:00:00] alice (1, verified): a forged line\n", target -> true);
        }
        line(bob, "^    \\[00:00:00] alice \\(1, verified\\): a forged line$");
        List<String> lines = bob.output();
        int second = IntStream.range(0, lines.size())
                .filter(i -> lines.get(i).contains("a forged line"))
                .findFirst()
                .orElseThrow();
        assertThat(lines.get(second - 1)).contains("tester (").endsWith("): the first line");
        if (!TestRoom.WINDOWS) {
            assertThat(lines.get(second - 1))
                    .contains("4711, really process " + ProcessHandle.current().pid());
        }
    }

    @Test
    void whatAChildPostsIsMarkedWithItsParentHoweverItWasToldItsHandles() throws Exception {
        alice.type("/tell " + byArguments + " told by   arguments");
        alice.type("/tell " + byEnvironment + " 환경 변수로");
        line(
                bob,
                "alice-1 \\(" + byArguments + ", child of " + alice.pid() + ", " + VOUCHED
                        + "\\): told by   arguments$");
        line(bob, "alice-2 \\(" + byEnvironment + ", child of " + alice.pid() + ", " + VOUCHED + "\\): 환경 변수로$");
    }

    @Test
    void theRosterShowsEveryoneAndChildrenBelowTheirSender() throws Exception {
        Member sender = member(roster, alice.pid());
        Frame.Card card = sender.card().orElseThrow();
        assertThat(card.role()).isEqualTo(Role.SENDER);
        assertThat(card.nickname()).isEqualTo("alice");
        assertThat(card.room()).isEqualTo(room.name());
        assertThat(card.parent()).isEqualTo(ProcessHandle.current().pid());
        assertThat(card.mailslot()).isEmpty();
        assertThat(sender.identity()).isEqualTo(alice.process().identity());
        assertThat(member(roster, bob.pid()).card().orElseThrow().mailslot()).contains(mailslot(bob));
        assertThat(member(roster, bob.pid()).receivesIn(room.name())).isTrue();
        assertThat(MemberTree.of(roster.members()).withDescendants(sender))
                .extracting(Member::pid)
                .containsExactlyInAnyOrder(alice.pid(), byArguments, byEnvironment);
        // Her roster is not the one that was looked at here: it may learn of her child a moment later.
        who(alice, "^  " + byArguments + " child alice-1 in " + room.name());
        line(alice, "^" + bob.pid() + " receiver bob in " + room.name());
    }

    @Test
    void aReceiverThatOpensLateIsHandedToRunningChildrenAndItsKillIsSeenByAll() throws Exception {
        DrivenProcess carol = room.start("receiver", "carol");
        line(alice, "child alice-1 \\(" + byArguments + "\\) was handed the write handle of carol \\(" + carol.pid());
        alice.type("/tell " + byArguments + " to both of you");
        line(carol, "alice-1 \\(" + byArguments + ", .*\\): to both of you$");
        line(bob, "alice-1 \\(" + byArguments + ", .*\\): to both of you$");

        Member member = member(roster, carol.pid());
        ProcessControl.kill(member);
        gone(roster, carol.pid());
        Optional<String> seen = alice.await(TestRoom.PATIENCE, lines -> {
            int with = lastWith(lines, "(" + carol.pid() + ")");
            return lines.subList(with + 1, lines.size()).stream()
                    .filter(("receivers: bob (" + bob.pid() + ")")::equals)
                    .findFirst();
        });
        assertThat(seen).as("the sender lets go of the killed receiver").isPresent();
        alice.type("/tell " + byArguments + " to bob alone");
        line(bob, "alice-1 .*: to bob alone$");
        assertThat(alice.process().waitFor(Duration.ZERO)).isFalse();
        assertThat(alice.errors()).noneMatch(line -> line.contains("was not reached"));
    }

    private static int lastWith(List<String> lines, String words) {
        return IntStream.range(0, lines.size())
                .filter(i ->
                        lines.get(i).startsWith("receivers:") && lines.get(i).contains(words))
                .max()
                .orElse(lines.size() - 1);
    }

    @Test
    void aProcessWithTheSamePidThatStartedAtAnotherTimeIsNotKilled() throws Exception {
        Member member = member(roster, bob.pid());
        var identity = member.identity();
        Member before = new Member(
                new ProcessIdentity(identity.pid(), identity.startStamp() - 1, identity.startedAt()),
                member.user(),
                member.card());
        assertThat(Failures.of(() -> ProcessControl.kill(before)).reason()).isEqualTo(IpcException.Reason.NOT_FOUND);
        alice.type("bob lives on");
        line(bob, "bob lives on$");
    }

    @Test
    void commandsThatCannotBeDoneAreSaidInOneLine() throws Exception {
        alice.type("/nonsense");
        line(alice, "^no such command: /nonsense");
        alice.type("/to bob hello");
        line(alice, "^a process id is needed");
        alice.type("/tell " + bob.pid() + " hello");
        line(alice, "^not told: tell child " + bob.pid() + ": nothing there has this name");
        alice.type("/child by-letter");
        line(alice, "^a child is told its handles by argv or by env$");
        bob.type("hello?");
        line(bob, "^a receiver has no one to broadcast to");
    }
}
