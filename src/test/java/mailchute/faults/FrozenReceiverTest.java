package mailchute.faults;

import static mailchute.room.TestRoom.line;
import static mailchute.room.TestRoom.mailslot;
import static mailchute.room.TestRoom.reaches;
import static mailchute.room.TestRoom.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mailchute.room.DrivenProcess;
import mailchute.room.Freezing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A receiver is stopped for half a minute while others write: each is told in time, and delivery goes on afterwards. */
@Tag("faults")
@Tag("not-on-wine") // Windows has no SIGSTOP
@Timeout(180)
class FrozenReceiverTest {

    private static final Duration FROZEN = Duration.ofSeconds(Faults.times(30, 6));

    /** A write is given up after two seconds; the rest is for a busy machine. */
    private static final Duration IN_TIME = Duration.ofSeconds(12);

    @TempDir
    private Path home;

    private Scene scene;

    @BeforeEach
    void open() {
        scene = new Scene(home);
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        scene.end();
    }

    @Test
    void writersAreToldWithinTheirDeadlineAndDeliveryGoesOn() throws Exception {
        DrivenProcess frozen = scene.start("receiver", "frozen");
        DrivenProcess carol = scene.start("receiver", "carol");
        mailslot(frozen);
        mailslot(carol);
        DrivenProcess alice = scene.start("sender", "alice");
        DrivenProcess dave = scene.start("sender", "dave");
        for (DrivenProcess sender : List.of(alice, dave)) {
            reaches(sender, frozen);
            reaches(sender, carol);
        }
        Freezing.freeze(frozen.pid());
        Reports alices = new Reports();
        Reports daves = new Reports();
        long end = System.nanoTime() + FROZEN.toNanos();
        while (System.nanoTime() < end) {
            say(alice, alices, "alice");
            say(dave, daves, "dave");
        }
        line(alice, "not by frozen \\(" + frozen.pid() + "\\): its owner does not read");
        Freezing.thaw(frozen.pid());
        until("what is taken by both again", () -> {
            say(alice, alices, "alice");
            say(dave, daves, "dave");
            return alices.lastTakenBy(frozen.pid()) && daves.lastTakenBy(frozen.pid());
        });
        assertThat(alices.takenBy(frozen.pid())).hasSizeLessThan(alices.reported());
        for (DrivenProcess receiver : List.of(frozen, carol)) {
            showsWhatItTook(receiver, alices, "alice");
            showsWhatItTook(receiver, daves, "dave");
        }
        assertThat(carol.errors()).isEmpty();
    }

    /** Types a text and waits for the report of it. */
    private static void say(DrivenProcess sender, Reports reports, String nickname) throws Exception {
        reports.look(sender);
        int before = reports.reported();
        sender.type(reports.next(nickname));
        long start = System.nanoTime();
        until("a report", () -> {
            reports.look(sender);
            return reports.reported() > before;
        });
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(IN_TIME);
    }

    private static void showsWhatItTook(DrivenProcess receiver, Reports reports, String nickname) throws Exception {
        List<Integer> taken = reports.takenBy(receiver.pid());
        line(receiver, nickname + " \\(.*\\): " + nickname + "-" + taken.get(taken.size() - 1) + "$");
        Pattern shown = Pattern.compile("^\\S+ " + nickname + " \\(.*\\): " + nickname + "-(\\d+)$");
        assertThat(receiver.output().stream()
                        .map(shown::matcher)
                        .filter(Matcher::matches)
                        .map(m -> Integer.parseInt(m.group(1))))
                .containsExactlyElementsOf(taken);
    }
}
