package mailchute.faults;

import static mailchute.room.TestRoom.line;
import static mailchute.room.TestRoom.mailslot;
import static mailchute.room.TestRoom.reaches;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import mailchute.room.DrivenProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is typed into a role without a window, it understands the next line. */
@Tag("faults")
@Timeout(180)
class ConsoleLinesTest {

    private static final List<String> WORDS = List.of(
            "/to",
            "/bye",
            "/file",
            "/reconnect",
            "/accept",
            "/decline",
            "/pause",
            "/resume",
            "/cancel",
            "/files",
            "/who",
            "/tell",
            "/help",
            "/",
            "//",
            "/nothing",
            "0",
            "-1",
            "1",
            "4711",
            "18446744073709551615",
            "99999999999999999999",
            "/etc/passwd",
            "..",
            "\0",
            "C:\\con",
            "\u202e",
            "\ud800",
            "안녕",
            "\t",
            " ",
            "x".repeat(300));

    private final Random chance = Faults.chance(ConsoleLinesTest.class);

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
    void everyLineIsFollowedOrRefusedAndTheNextOneUnderstood() throws Exception {
        DrivenProcess bob = scene.start("receiver", "bob");
        mailslot(bob);
        DrivenProcess alice = scene.start("sender", "alice");
        reaches(alice, bob);
        for (int i = 0; i < Faults.times(2_000, 150); i++) {
            StringBuilder typed = new StringBuilder();
            for (int words = chance.nextInt(5); words >= 0; words--) {
                typed.append(WORDS.get(chance.nextInt(WORDS.size()))).append(chance.nextInt(4) == 0 ? "" : " ");
            }
            alice.type(typed.toString());
            bob.type(typed.toString());
        }
        byte[] noise = new byte[20_000];
        chance.nextBytes(noise);
        for (DrivenProcess each : List.of(alice, bob)) {
            each.type(noise);
            each.type("\n" + "/to " + "9".repeat(100_000) + " x");
            each.type("/to " + alice.pid() + "x " + bob.pid());
            each.type("/the-last-command");
            line(each, "no such command: /the-last-command");
            assertThat(each.errors())
                    .as(Faults.again())
                    .noneMatch(line -> line.contains("Exception") || line.startsWith("\tat "));
        }
        alice.type("still here");
        line(bob, "alice .*: still here$");
        byte[] end = "/who\n".getBytes(StandardCharsets.UTF_8);
        bob.type(end);
        line(bob, "^" + bob.pid() + " receiver bob in ");
    }
}
