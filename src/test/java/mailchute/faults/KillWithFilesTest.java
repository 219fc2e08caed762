package mailchute.faults;

import static mailchute.room.TestRoom.PATIENCE;
import static mailchute.room.TestRoom.line;
import static mailchute.room.TestRoom.mailslot;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mailchute.ipc.Deadline;
import mailchute.room.DrivenProcess;
import mailchute.room.TestRoom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Either end of a file is killed at every step of its way. Whoever comes back under the same name goes on with it; what is
 * there in the end is the file, under its own name, and nothing else.
 */
@Tag("faults")
@Tag("not-on-wine") // the calls of the C library are those of Linux
@Timeout(120)
class KillWithFilesTest {

    private static final int SIZE = 3_000_000;

    @TempDir
    private Path home;

    private Scene scene;
    private Path file;
    private Path folder;

    @BeforeEach
    void aFile() throws Exception {
        scene = new Scene(home);
        byte[] content = new byte[SIZE];
        new Random(SIZE).nextBytes(content);
        file = Files.write(home.resolve("report.bin"), content);
        folder = home.resolve("received");
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        scene.historyIsWhole();
        scene.end();
    }

    static Stream<Fault> stepsOfWhoTakesIt() {
        return Steps.chosen(
                KillWithFilesTest.class,
                3,
                Stream.of(
                        Steps.around("receiver", "open .part", 1),
                        Steps.around("receiver", "write .part", 3),
                        Steps.around("receiver", "fsync .part", 1),
                        Steps.around("receiver", "link report.bin", 1),
                        Steps.around("receiver", "unlink .part", 1)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stepsOfWhoTakesIt")
    void whoTakesAFileIsKilled(Fault fault) throws Exception {
        DrivenProcess alice = scene.start("sender", "alice");
        DrivenProcess victim = scene.start(fault.in(scene.command("receiver", "bob", "--files", folder.toString())));
        mailslot(victim);
        line(alice, "^receivers: .*\\(" + victim.pid() + "\\)");
        alice.type("/file " + victim.pid() + " " + file);
        line(victim, "^\\S+ file 1 from alice, report.bin: offered");
        victim.type("/accept");
        assertThat(TestRoom.exit(victim))
                .as("%s; %s", fault, victim.lastLines())
                .isEqualTo(128 + 9);
        line(alice, "^\\S+ conversation with bob \\(" + victim.pid() + "\\) ended: ");
        scene.nothingIsLeftOf(victim.pid());

        DrivenProcess next = scene.start("receiver", "bob", "--files", folder.toString());
        line(alice, "^receivers: .*\\(" + next.pid() + "\\)");
        alice.type("/reconnect " + victim.pid());
        line(next, "^\\S+ file 1 from alice, report.bin: offered");
        next.type("/accept");
        line(next, "^\\S+ file 1 from alice, report.bin: received as");
        line(alice, "^\\S+ file 1 to bob, report.bin: received there$");
        // One that was killed after the file had its name could not say so any more, and was sent it once more.
        assertThat(namesIn(folder)).isSubsetOf("report.bin", "report (2).bin").contains("report.bin");
        theFileAlone();
    }

    static Stream<Fault> stepsOfWhoGivesIt() {
        return Steps.chosen(
                KillWithFilesTest.class,
                2,
                Stream.of(
                        Steps.around("sender", "open .new", 1),
                        Steps.around("sender", "rename .offer", 1),
                        Stream.of(6, 9, 14, 24)
                                .flatMap(number -> Stream.of(
                                        Fault.before("sender", "send", number),
                                        Fault.after("sender", "send", number)))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stepsOfWhoGivesIt")
    void whoGivesAFileIsKilled(Fault fault) throws Exception {
        DrivenProcess bob = scene.start("receiver", "bob", "--files", folder.toString());
        mailslot(bob);
        DrivenProcess victim = scene.start(fault.in(scene.command("sender", "alice")));
        TestRoom.until(
                "it sees Bob, or is killed before",
                () -> Scene.hasEnded(victim)
                        || victim.output().stream().anyMatch(line -> line.startsWith("receivers: bob")));
        if (!Scene.hasEnded(victim)) {
            victim.type("/file " + bob.pid() + " " + file);
        }
        acceptWhatIsOffered(bob, () -> Scene.hasEnded(victim));
        assertThat(TestRoom.exit(victim))
                .as("%s; %s", fault, victim.lastLines())
                .isEqualTo(128 + 9);
        scene.nothingIsLeftOf(victim.pid());

        DrivenProcess next = scene.start("sender", "alice");
        line(next, "^receivers: .*\\(" + bob.pid() + "\\)");
        next.type("/to " + bob.pid() + " here again");
        line(bob, "conversation with alice \\(" + next.pid() + "\\): here again$");
        if (bob.output().stream().noneMatch(line -> line.contains("report.bin: offered"))) {
            // It was killed before it could offer, and before the offer was kept.
            next.type("/file " + bob.pid() + " " + file);
        }
        acceptWhatIsOffered(bob, () -> bob.output().stream().anyMatch(line -> line.contains(": received as ")));
        line(next, "^\\S+ file \\d to bob, report.bin: received there$");
        assertThat(namesIn(folder)).containsExactly("report.bin");
        theFileAlone();
    }

    private interface Condition {
        boolean isMet() throws Exception;
    }

    /** Accepts each offer as it comes, once. */
    private static void acceptWhatIsOffered(DrivenProcess bob, Condition until) throws Exception {
        Pattern offered = Pattern.compile("^\\S+ file (\\d+) from alice, report.bin: offered");
        Deadline deadline = Deadline.after(PATIENCE);
        int accepted = 0;
        while (!until.isMet()) {
            assertThat(deadline.passed())
                    .as("nothing comes of it; %s", bob.lastLines())
                    .isFalse();
            long offers = bob.output().stream()
                    .filter(line -> offered.matcher(line).find())
                    .count();
            for (; accepted < offers; accepted++) {
                bob.type("/accept");
            }
            bob.awaitEndOfOutput(Duration.ofMillis(20));
        }
    }

    private static List<String> namesIn(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private void theFileAlone() throws Exception {
        List<Path> received = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.forEach(received::add);
        }
        assertThat(received).allSatisfy(path -> assertThat(path).hasSameBinaryContentAs(file));
    }
}
