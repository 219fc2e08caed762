package mailchute.faults;

import static mailchute.room.TestRoom.line;
import static mailchute.room.TestRoom.mailslot;
import static mailchute.room.TestRoom.reaches;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import mailchute.history.Stored;
import mailchute.room.DrivenProcess;
import mailchute.room.Freezing;
import mailchute.room.Program;
import mailchute.room.TestRoom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The wall clock is set back by an hour, or is hours ahead after a sleep: no deadline, no order, no file depends on it. */
@Tag("faults")
@Tag("not-on-wine") // the clock of a process is set by way of the C library
@Timeout(120)
class ClockTest {

    @TempDir
    private Path home;

    private Scene scene;
    private Clock clock;

    @BeforeEach
    void open() {
        scene = new Scene(home);
        clock = new Clock(home.resolve("clock"));
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        scene.end();
    }

    private DrivenProcess start(String role, String nickname, String... more) throws Exception {
        return scene.start(clock.in(scene.command(role, nickname, more)));
    }

    @ParameterizedTest(name = "by {0} hours")
    @ValueSource(ints = {-1, 8})
    void whatIsSaidStaysInItsOrderWhenTheClockJumps(int hours) throws Exception {
        DrivenProcess bob = start("receiver", "bob");
        mailslot(bob);
        DrivenProcess alice = start("sender", "alice");
        reaches(alice, bob);
        List<String> said = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            if (i == 10) {
                line(bob, "alice .*: a9$");
                clock.set(Duration.ofHours(hours));
            }
            said.add("a" + i);
            alice.type("a" + i);
            alice.type("/to " + bob.pid() + " c" + i);
        }
        line(bob, "alice .*: a19$");
        line(bob, "conversation with alice .*: c19$");
        assertThat(shown(bob, "] alice (")).containsExactlyElementsOf(said);
        assertThat(shown(bob, "] conversation with alice ("))
                .filteredOn(text -> text.startsWith("c"))
                .hasSize(20)
                .isSortedAccordingTo(Comparator.comparingInt(text -> Integer.parseInt(text.substring(1))));
        List<Stored> kept = scene.history();
        assertThat(kept).extracting(stored -> stored.entry().text()).containsExactlyElementsOf(said);
        Duration jump =
                Duration.between(kept.get(9).entry().at(), kept.get(10).entry().at());
        assertThat(jump.toMinutes()).as("it did jump").isBetween(hours * 60L - 2, hours * 60L + 2);

        DrivenProcess tail = scene.start(
                clock.in(scene.atHome(Program.command(false, List.of("tail", "--room", scene.name(), "-n", "20")))));
        assertThat(TestRoom.exit(tail)).isZero();
        assertThat(shown(tail, "] alice (")).containsExactlyElementsOf(said);
        Instant before = kept.get(0).entry().at();
        assertThat(before).isBefore(Instant.now().plusSeconds(60));
        // Who comes now is seen as before.
        DrivenProcess late = start("receiver", "late");
        mailslot(late);
        reaches(alice, late);
        alice.type("welcome");
        line(late, "alice .*: welcome$");
    }

    private static List<String> shown(DrivenProcess process, String by) {
        return process.output().stream()
                .filter(line -> line.contains(by) && line.contains("): "))
                .map(line -> line.substring(line.indexOf("): ") + 3))
                .toList();
    }

    @Test
    void aDeadlineIsKeptWhileTheClockIsSetBack() throws Exception {
        DrivenProcess frozen = start("receiver", "frozen");
        mailslot(frozen);
        DrivenProcess alice = start("sender", "alice");
        reaches(alice, frozen);
        Freezing.freeze(frozen.pid());
        String much = "x".repeat(50_000);
        for (int i = 0; i < 6; i++) {
            alice.type(much + i);
            clock.set(Duration.ofHours(-i));
        }
        line(alice, "taken by 0 of 1 mailslot; not by frozen \\(" + frozen.pid() + "\\): its owner does not read");
        alice.type("/to " + frozen.pid() + " hello");
        line(alice, "not said to " + frozen.pid() + ": .*not done in time");
        Freezing.thaw(frozen.pid());
        line(frozen, "alice .*: x+0$");
    }

    /** Whoever was killed and came back is known by having come after the end, also by a clock that was set back meanwhile. */
    @Test
    void aFileOfOneWhoWasKilledGoesOnWhenTheClockWasSetBackMeanwhile() throws Exception {
        Path file = Files.write(home.resolve("report.bin"), new byte[3_000_000]);
        Path folder = home.resolve("received");
        DrivenProcess bob = start("receiver", "bob", "--files", folder.toString());
        mailslot(bob);
        DrivenProcess alice =
                scene.start(clock.in(Fault.after("sender", "send", 20).in(scene.command("sender", "alice"))));
        reaches(alice, bob);
        alice.type("/file " + bob.pid() + " " + file);
        line(bob, "file 1 from alice, report.bin: offered");
        bob.type("/accept");
        assertThat(TestRoom.exit(alice)).as("%s", alice.lastLines()).isEqualTo(128 + 9);
        line(bob, "file 1 from alice, report.bin: interrupted");
        clock.set(Duration.ofHours(-1));
        DrivenProcess again = start("sender", "alice");
        reaches(again, bob);
        again.type("/to " + bob.pid() + " here again");
        line(bob, "file 1 from alice, report.bin: received as");
        line(again, "file 1 to bob, report.bin: received there$");
        assertThat(folder.resolve("report.bin")).hasSameBinaryContentAs(file);
    }
}
