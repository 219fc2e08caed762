package mailchute.faults;

import static mailchute.room.TestRoom.line;
import static mailchute.room.TestRoom.mailslot;
import static mailchute.room.TestRoom.reaches;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mailchute.ipc.Deadline;
import mailchute.room.DrivenProcess;
import mailchute.room.TestRoom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every role is killed (SIGKILL) at every step it takes: before and after each call of the kernel that the step is made of.
 * Bob and Alice, who are never killed, go on as if nothing had been.
 */
@Tag("faults")
@Tag("not-on-wine") // the calls of the C library are those of Linux
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class KillAtStepTest {

    private static final int KILLED = 128 + 9;

    private Scene scene;
    private DrivenProcess bob;
    private DrivenProcess alice;
    private final List<String> said = new ArrayList<>();
    private int victims;

    @BeforeAll
    void thoseWhoGoOn(@TempDir Path home) throws Exception {
        scene = new Scene(home);
        bob = scene.start("receiver", "bob", "--files", home.resolve("bobs").toString());
        mailslot(bob);
        alice = scene.start("sender", "alice");
        reaches(alice, bob);
    }

    @AfterAll
    void nothingIsLeft() throws Exception {
        scene.historyIsWhole();
        scene.end();
    }

    /** What Alice says is there, all of it, in her order, exactly once; and on disk as it was shown. */
    @AfterEach
    void theOthersGoOn() throws Exception {
        aliceSays();
        aliceSays();
        String last = said.get(said.size() - 1);
        line(bob, "alice \\(.*\\): " + last + "$");
        assertThat(shownBy(bob, "alice")).containsExactlyElementsOf(said);
        assertThat(scene.history().stream()
                        .filter(stored -> stored.entry().writer().nickname().equals(Optional.of("alice")))
                        .map(stored -> stored.entry().text()))
                .containsExactlyElementsOf(said);
        // What he was to say to one who was killed he could not, and she not open such a one's mailslot; no more than
        // that.
        assertThat(complaints(bob)).allMatch(line -> line.startsWith("not said to "));
        assertThat(complaints(alice)).allMatch(line -> line.startsWith("cannot write to "));
    }

    private void aliceSays() throws IOException {
        String text = "a" + said.size();
        said.add(text);
        alice.type(text);
    }

    private static List<String> shownBy(DrivenProcess receiver, String nickname) {
        Pattern shown = Pattern.compile("^\\[.*] " + nickname + " \\(.*\\): (.*)$");
        return receiver.output().stream()
                .map(shown::matcher)
                .filter(Matcher::matches)
                .map(m -> m.group(1))
                .toList();
    }

    private static void inOrderOnce(List<String> shown, List<String> said) {
        assertThat(shown).doesNotHaveDuplicates().allMatch(said::contains);
        assertThat(shown).isSortedAccordingTo(Comparator.comparingInt(said::indexOf));
    }

    private static List<String> complaints(DrivenProcess process) {
        return process.errors().stream().filter(line -> !line.isBlank()).toList();
    }

    static Stream<Fault> stepsOfAStart() {
        return Steps.chosen(
                KillAtStepTest.class,
                3,
                Stream.of(
                        Steps.around("receiver", "open .lock", 2),
                        Steps.around("receiver", "socket", 2),
                        Steps.around("receiver", "bind", 2),
                        Steps.around("receiver", "listen", 1),
                        Steps.around("sender", "open .lock", 1),
                        Steps.around("sender", "bind", 1),
                        Steps.around("sender", "listen", 1)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stepsOfAStart")
    void whoIsKilledWhileItStartsWasNeverThere(Fault fault) throws Exception {
        DrivenProcess victim = victim(fault.who(), fault);
        killed(victim);
        assertThat(scene.roster().member(victim.pid()).flatMap(member -> member.card()))
                .isEmpty();
    }

    static Stream<Fault> stepsOfAReceiver() {
        return Steps.chosen(
                KillAtStepTest.class,
                5,
                Stream.of(
                        Steps.around("receiver", "recvmsg", 4),
                        Steps.around("receiver", "accept4", 3),
                        Steps.around("receiver", "recv", 2),
                        Steps.around("receiver", "send", 2),
                        Steps.around("receiver", "open history.db", 3),
                        Steps.around("receiver", "pwrite64 history.db", 6)));
    }

    /** Reading, accepting, answering, and writing the history. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("stepsOfAReceiver")
    void aReceiverIsKilledWhileItWorks(Fault fault) throws Exception {
        DrivenProcess victim = victim("receiver", fault);
        until(victim, fault, () -> {
            aliceSays();
            if (victim.output().stream().anyMatch(line -> line.startsWith("pipe "))) {
                bob.type("/to " + victim.pid() + " hello");
            }
        });
        killed(victim);
        inOrderOnceAndOnDisk(victim);
        // Who comes after it is as good as any: what it left is in nobody's way.
        DrivenProcess next = scene.start("receiver", "next" + victims);
        mailslot(next);
        reaches(alice, next);
        aliceSays();
        line(next, "alice \\(.*\\): " + said.get(said.size() - 1) + "$");
        Scene.kill(next);
        scene.nothingIsLeftOf(next.pid());
    }

    /** What it had shown by then was said, in that order, once each, and is on disk. */
    private void inOrderOnceAndOnDisk(DrivenProcess victim) throws Exception {
        scene.historyIsWhole();
        List<String> shown = shownBy(victim, "alice");
        inOrderOnce(shown, said);
        assertThat(scene.history().stream().map(stored -> stored.entry().text()))
                .containsAll(shown);
    }

    static Stream<Fault> stepsOfASender() {
        return Steps.chosen(
                KillAtStepTest.class,
                4,
                Stream.of(
                        Steps.around("sender", "connect", 4),
                        Steps.around("sender", "socketpair", 1),
                        Steps.around("sender", "posix_spawnp", 1),
                        // Cards and posts, and orders to the child.
                        Steps.around("sender", "send", 6),
                        // The write handle of a receiver that came later is handed over.
                        Steps.around("sender", "sendmsg", 1)));
    }

    /** Opening mailslots, writing, starting a child, handing it a handle. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("stepsOfASender")
    void aSenderIsKilledWhileItWorks(Fault fault) throws Exception {
        DrivenProcess victim = victim("sender", fault);
        typed(victim, "/child argv");
        // Only who comes after the child is handed to it.
        TestRoom.until(
                "its child runs",
                () -> Scene.hasEnded(victim) || victim.output().stream().anyMatch(line -> line.startsWith("child ")));
        DrivenProcess late = scene.start("receiver", "late" + victims);
        int[] number = {0};
        until(victim, fault, () -> typed(victim, "v" + number[0]++));
        killed(victim);
        // Whole messages, from the first on, in order: of those that it wrote and of none that it did not.
        List<String> heard = shownBy(bob, "victim" + victims);
        inOrderOnce(heard, IntStream.range(0, number[0]).mapToObj(i -> "v" + i).toList());
        itsChildrenHaveEnded(victim);
        Scene.kill(late);
        scene.nothingIsLeftOf(late.pid());
    }

    /** A child sees that its parent ends, and ends. */
    private void itsChildrenHaveEnded(DrivenProcess victim) throws Exception {
        for (String printed : victim.output()) {
            Matcher started =
                    Pattern.compile("^child \\S+ \\((\\d+)\\) started").matcher(printed);
            if (started.find()) {
                scene.nothingIsLeftOf(Long.parseLong(started.group(1)));
            }
        }
    }

    static Stream<Fault> stepsOfAChild() {
        return Steps.chosen(
                KillAtStepTest.class,
                3,
                Stream.of(
                        Steps.around("child", "open .lock", 1),
                        Steps.around("child", "bind", 1),
                        Steps.around("child", "listen", 1),
                        Steps.around("child", "recvmsg", 4),
                        Steps.around("child", "accept4", 2),
                        Steps.around("child", "send", 3)));
    }

    /** Its start, its parent's orders, the handle it is handed, its posts. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("stepsOfAChild")
    void aChildIsKilledWhileItWorks(Fault fault) throws Exception {
        DrivenProcess parent = victim("sender", fault);
        reaches(parent, bob);
        parent.type("/child env");
        long child =
                Long.parseLong(line(parent, "^child \\S+ \\((\\d+)\\) started").group(1));
        Pattern end = Pattern.compile("^child \\S+ \\(" + child + "\\) ended with exit code " + KILLED + "$");
        DrivenProcess late = scene.start("receiver", "late" + victims);
        Deadline deadline = Deadline.after(TestRoom.PATIENCE);
        int told = 0;
        while (parent.awaitLine(end, Duration.ofMillis(50)).isEmpty()) {
            assertThat(deadline.passed())
                    .as("%s is never taken; %s", fault, parent.lastLines())
                    .isFalse();
            parent.type("/tell " + child + " c" + told++);
        }
        List<String> heard = shownBy(bob, "victim" + victims + "-1");
        inOrderOnce(heard, IntStream.range(0, told).mapToObj(i -> "c" + i).toList());
        scene.nothingIsLeftOf(child);
        // Its parent needs it no more, and has another.
        mailslot(late);
        reaches(parent, late);
        parent.type("my child has ended");
        line(late, "victim" + victims + " \\(.*\\): my child has ended$");
        Scene.kill(late);
        Scene.kill(parent);
        scene.nothingIsLeftOf(late.pid());
        scene.nothingIsLeftOf(parent.pid());
    }

    private DrivenProcess victim(String role, Fault fault, String... more) throws Exception {
        victims++;
        return scene.start(fault.in(scene.command(role, "victim" + victims, more)));
    }

    private interface Step {
        void run() throws Exception;
    }

    /** Does something again and again until the victim has met its end. */
    private static void until(DrivenProcess victim, Fault fault, Step step) throws Exception {
        Deadline deadline = Deadline.after(TestRoom.PATIENCE);
        while (!victim.process().waitFor(Duration.ofMillis(50))) {
            assertThat(deadline.passed())
                    .as("%s is never taken; it printed %s", fault, victim.lastLines())
                    .isFalse();
            step.run();
        }
    }

    /** Types what may not be read any more. */
    private static void typed(DrivenProcess victim, String line) throws Exception {
        try {
            victim.type(line);
        } catch (IOException e) {
            assertThat(victim.process().waitFor(TestRoom.PATIENCE))
                    .as("it has ended: %s", e)
                    .isTrue();
        }
    }

    private void killed(DrivenProcess victim) throws Exception {
        assertThat(TestRoom.exit(victim))
                .as("it was killed; it printed %s", victim.lastLines())
                .isEqualTo(KILLED);
        scene.nothingIsLeftOf(victim.pid());
    }
}
