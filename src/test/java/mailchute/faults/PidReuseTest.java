package mailchute.faults;

import static mailchute.room.TestRoom.line;
import static mailchute.room.TestRoom.mailslot;
import static mailchute.room.TestRoom.reaches;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import mailchute.ipc.IpcException;
import mailchute.ipc.OsProcess;
import mailchute.ipc.ProcessIdentity;
import mailchute.room.DrivenProcess;
import mailchute.room.TestRoom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A participant has the pid of one that ended just before: nobody takes the one for the other. */
@Tag("faults")
@Tag("not-on-wine") // nobody can choose a pid there
@Timeout(120)
class PidReuseTest {

    /** The kernel gives the next process the next number that is free. */
    private static final Path LAST_PID = Path.of("/proc/sys/kernel/ns_last_pid");

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

    /** One who ended, and one who came after it under the same pid. */
    private record Two(ProcessIdentity ended, DrivenProcess first, DrivenProcess second) {}

    /** Empty where each time another process, or a thread of one, was faster. */
    private Optional<Two> two(DrivenProcess alice) throws Exception {
        for (int tries = 0; tries < 20; tries++) {
            DrivenProcess first = scene.start("receiver", "first" + tries);
            mailslot(first);
            reaches(alice, first);
            alice.type("to the first");
            line(first, "alice .*: to the first$");
            TestRoom.member(scene.roster(), first.pid());
            ProcessIdentity ended = OsProcess.identify(first.pid());
            Scene.kill(first);
            Files.writeString(LAST_PID, Long.toString(first.pid() - 1));
            DrivenProcess second = scene.start("receiver", "second" + tries);
            if (second.pid() == first.pid()) {
                return Optional.of(new Two(ended, first, second));
            }
            Scene.kill(second);
        }
        return Optional.empty();
    }

    private static boolean canChoosePids() {
        try {
            Files.writeString(LAST_PID, Long.toString(ProcessHandle.current().pid()));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void theNextOwnerOfAPidIsAnother() throws Exception {
        assumeTrue(canChoosePids(), "only root can choose the next pid here");
        DrivenProcess alice = scene.start("sender", "alice");
        Optional<Two> both = two(alice);
        assumeTrue(both.isPresent(), "other processes took the pid each time");
        DrivenProcess first = both.get().first();
        DrivenProcess second = both.get().second();
        mailslot(second);

        TestRoom.members(
                scene.roster(),
                "the second",
                all -> all.stream()
                        .anyMatch(member -> member.pid() == second.pid()
                                && member.card()
                                        .filter(card -> card.nickname().startsWith("second"))
                                        .isPresent()
                                && !member.identity().sameProcess(both.get().ended())));
        line(alice, "^receivers: second\\d+ \\(" + second.pid() + "\\)");
        alice.type("to the second");
        line(second, "alice .*: to the second$");
        assertThat(first.output()).noneMatch(line -> line.contains("to the second"));
        // Who wanted to end the first does not hit the second.
        assertThat(failure(both.get().ended())).isEqualTo(IpcException.Reason.NOT_FOUND);
        assertThat(Scene.hasEnded(second)).isFalse();
    }

    private static IpcException.Reason failure(ProcessIdentity ended) {
        try (OsProcess process = OsProcess.open(ended)) {
            throw new AssertionError("opened " + process.identity());
        } catch (IpcException e) {
            return e.reason();
        }
    }
}
