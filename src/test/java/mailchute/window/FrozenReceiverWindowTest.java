package mailchute.window;

import static org.assertj.core.api.Assertions.assertThat;

import mailchute.room.Freezing;
import mailchute.window.transcript.TranscriptRow;
import org.assertj.swing.fixture.FrameFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A receiver is stopped while a sender's window writes to it: the window stays alive, says so, and goes on afterwards. */
@Tag("faults")
@Tag("not-on-wine") // Windows has no SIGSTOP
class FrozenReceiverWindowTest {

    private Stage stage;

    @BeforeEach
    void setUp() throws Exception {
        stage = new Stage();
    }

    @AfterEach
    void tearDown() {
        stage.close();
    }

    @Test
    void aSendersWindowStaysAliveAndSaysWhoDidNotRead() throws Exception {
        FrameFixture window = stage.openSender("alice");
        Other bob = stage.other("receiver", "bob");
        Other frozen = stage.other("receiver", "frozen");
        stage.awaitRow(window.table("targets").target(), Stage.PID, bob.pid());
        stage.awaitRow(window.table("targets").target(), Stage.PID, frozen.pid());
        Freezing.freeze(frozen.pid());
        try {
            int said = 0;
            String written = "written to 2 of 2";
            while (written.startsWith("written to 2 of 2")) {
                String text = "x".repeat(40_000) + said++;
                Stage.say(window, text);
                // Whether it is taken or waits for two seconds: meanwhile one can type, and see what one types.
                Stage.until(
                        "the message is on its way",
                        () -> window.textBox("message").text().isEmpty());
                window.textBox("message").setText("still typing");
                window.textBox("message").requireText("still typing");
                written = reported(window, text);
            }
            assertThat(written)
                    .startsWith("written to 1 of 2: bob (" + bob.pid() + ")")
                    .contains("frozen (" + frozen.pid() + ")");
            bob.awaitLine("alice .*: x+" + (said - 1) + "$");
        } finally {
            Freezing.thaw(frozen.pid());
        }
        Stage.say(window, "and on it goes");
        frozen.awaitLine("alice .*: and on it goes$");
        bob.awaitLine("alice .*: and on it goes$");
        assertThat(reported(window, "and on it goes")).startsWith("written to 2 of 2");
    }

    /** What became of the message, once that is known. */
    private String reported(FrameFixture window, String text) {
        String[] state = {""};
        Stage.until("it is reported", () -> {
            state[0] = Stage.transcript(window, stage.robot()).stream()
                    .filter(row -> row.text().equals(text))
                    .map(TranscriptRow::state)
                    .findFirst()
                    .orElse("");
            return state[0].startsWith("written to ");
        });
        return state[0];
    }
}
