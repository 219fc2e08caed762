package mailchute.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.KeyboardFocusManager;
import java.awt.Point;
import java.awt.event.KeyEvent;
import java.util.regex.Pattern;
import javax.swing.JFrame;
import javax.swing.JTable;
import mailchute.window.transcript.TranscriptRow;
import mailchute.window.transcript.TranscriptView;
import org.assertj.swing.core.MouseButton;
import org.assertj.swing.fixture.FrameFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Conversations: windows on this side, processes without one on the other. */
class ConversationWindowTest {

    private Stage stage;

    @BeforeEach
    void setUp() throws Exception {
        stage = new Stage();
    }

    @AfterEach
    void tearDown() {
        stage.close();
    }

    private void awaitState(FrameFixture window, String text, String state) {
        stage.row(window, row -> row.text().equals(text) && row.state().equals(state));
    }

    @Test
    void opensFromTheParticipantsAndGoesBothWaysUntilTheOtherIsGone() throws Exception {
        FrameFixture window = stage.openReceiver("bob");
        stage.place(window, 20, 40);
        Other alice = stage.other("sender", "alice");
        FrameFixture talk = stage.converse(window, alice);
        stage.awaitStatus(talk, "with process " + alice.pid());
        Stage.until(
                "one can type there", () -> Stage.edt(talk.textBox("message").target()::isFocusOwner));
        talk.textBox("message").enterText("lunch?\n");
        awaitState(talk, "lunch?", "received");
        alice.awaitLine("bob \\(" + Stage.self() + "\\): lunch\\?");
        alice.type("/to " + Stage.self() + " 네, 열두 시에 <html><b>bold</b>");
        TranscriptRow answer = stage.rowWith(talk, "네, 열두 시에");
        assertThat(answer.sender()).isEqualTo("alice");
        assertThat(answer.text()).endsWith("<html><b>bold</b>");
        Walk.assertThatNothingIsAPage(talk.target());

        alice.kill();
        stage.awaitStatus(talk, "The conversation is over: alice is gone");
        talk.textBox("message").requireDisabled();
        talk.button("send").requireDisabled();
    }

    @Test
    void opensFromAMessageWithoutASecondWindowForTheSamePartner() throws Exception {
        FrameFixture window = stage.openReceiver("bob");
        stage.place(window, 20, 300);
        Other alice = stage.other("sender", "alice");
        alice.awaitLine("receivers: .*bob");
        alice.type("ask me anything");
        stage.rowWith(window, "ask me anything");

        TranscriptView transcript =
                stage.robot().finder().findByName(window.target(), "transcript", TranscriptView.class);
        stage.robot().click(transcript, new Point(120, 25), MouseButton.LEFT_BUTTON, 2);
        FrameFixture talk = stage.conversation(alice);
        // Clear of the table that is clicked next.
        Stage.edt(() -> talk.target().setSize(480, 420));
        stage.place(talk, 1090, 20);
        Stage.say(talk, "when?");
        awaitState(talk, "when?", "received");
        JTable participants = window.table("participants-table").target();
        stage.turnTo((JFrame) window.target(), participants);
        int row = stage.awaitRow(participants, Stage.PID, alice.pid());
        Stage.edt(() -> participants.setRowSelectionInterval(row, row));
        stage.robot().pressAndReleaseKeys(KeyEvent.VK_ENTER);
        Stage.until(
                "the open conversation is in front",
                () -> Stage.edt(() -> talk.target().isActive()));
        assertThat(alice.printed("opened by them")).isTrue();
        alice.type("/bye " + Stage.self());
        stage.awaitStatus(talk, "The conversation is over: alice left");
        talk.textBox("message").requireDisabled();
    }

    @Test
    void opensFromTheReceiversOfASender() throws Exception {
        FrameFixture window = stage.openSender("alice");
        stage.place(window, 20, 300);
        Other bob = stage.other("receiver", "bob");
        JTable targets = window.table("targets").target();
        stage.awaitRow(targets, Stage.PID, bob.pid());

        window.table("targets").cell(Pattern.compile("bob")).doubleClick();

        FrameFixture talk = stage.conversation(bob);
        Stage.say(talk, "only you");
        bob.awaitLine("conversation with alice .*only you");
    }

    @Test
    @Tag("not-on-wine") // whose windows ask the window manager for the focus when they are to be shown without it
    void oneThatAnotherOpensTakesNoFocus() throws Exception {
        FrameFixture window = stage.openReceiver("bob");
        Other alice = stage.other("sender", "alice");
        TranscriptView transcript =
                stage.robot().finder().findByName(window.target(), "transcript", TranscriptView.class);
        alice.awaitLine("^pipe ");
        stage.robot().focusAndWaitForFocusGain(transcript);

        alice.type("/to " + Stage.self() + " hello from alice");

        stage.rowWith(stage.conversation(alice), "hello from alice");
        assertThat(Stage.edt(() ->
                        KeyboardFocusManager.getCurrentKeyboardFocusManager().getFocusOwner()))
                .isSameAs(transcript);
    }

    @Test
    void areManyAtOnceAndNoneHearsWhatIsSaidInAnother() throws Exception {
        stage.openReceiver("bob");
        Other alice = stage.other("sender", "alice");
        Other carol = stage.other("receiver", "carol");
        alice.awaitLine("^pipe ");
        carol.awaitLine("^pipe ");

        alice.type("/to " + Stage.self() + " hello from alice");
        carol.type("/to " + Stage.self() + " hello from carol");

        FrameFixture withAlice = stage.conversation(alice);
        FrameFixture withCarol = stage.conversation(carol);
        stage.rowWith(withAlice, "hello from alice");
        stage.rowWith(withCarol, "hello from carol");
        assertThat(Stage.transcript(withAlice, stage.robot()))
                .noneMatch(row -> row.text().contains("carol"));
        stage.place(withAlice, 20, 40);
        stage.place(withCarol, 700, 40);
        Stage.say(withCarol, "hello carol");
        Stage.say(withAlice, "hello alice");
        alice.awaitLine("hello alice");
        carol.awaitLine("hello carol");
        assertThat(alice.printed("hello carol")).isFalse();
        Stage.edt(() -> withAlice.target().dispose());
        alice.awaitLine("bob left");
    }

    /** SIGSTOP: Windows has no such thing that a user could ask for. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aFrozenOtherEndFreezesNothingHere() throws Exception {
        FrameFixture window = stage.openReceiver("bob");
        stage.place(window, 20, 300);
        Other alice = stage.other("sender", "alice");
        FrameFixture talk = stage.converse(window, alice);
        stage.place(talk, 1000, 40);
        Stage.say(talk, "before");
        awaitState(talk, "before", "received");

        signal("STOP", alice);
        try {
            Stage.say(talk, "taken by the pipe");
            awaitState(talk, "taken by the pipe", "sent");
            fillThePipe(talk);
            assertThat(longestPauseOfTheEventThread()).isLessThan(400);
            window.table("participants-table")
                    .cell(Pattern.compile(Long.toString(alice.pid())))
                    .click();
            Stage.press(window.button("close-process"));
            stage.awaitStatus(window, Long.toString(alice.pid()));
            assertThat(longestPauseOfTheEventThread()).isLessThan(400);
        } finally {
            signal("CONT", alice);
        }
        awaitState(talk, "taken by the pipe", "received");
    }

    /**
     * Says long things until one has to wait, because nobody reads at the other end. Without the robot, whose keys take
     * their time: what waits for ten seconds ends the conversation.
     */
    private void fillThePipe(FrameFixture talk) {
        String text = "x".repeat(100_000);
        boolean waits = false;
        for (int i = 0; i < 30 && !waits; i++) {
            Stage.edt(() -> talk.textBox("message").target().setText(text));
            Stage.edt(() -> talk.button("send").target().doClick(0));
            long soon = System.nanoTime() + 250_000_000L;
            do {
                waits = Stage.transcript(talk, stage.robot()).stream()
                        .anyMatch(row -> row.state().equals("waiting"));
            } while (waits && System.nanoTime() < soon);
        }
        assertThat(waits).as("a message waits").isTrue();
    }

    private static void signal(String name, Other other) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(other.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    /** In milliseconds, over half a second in which a window has something to do. */
    private static long longestPauseOfTheEventThread() {
        long longest = 0;
        long end = System.nanoTime() + 500_000_000L;
        while (System.nanoTime() < end) {
            long before = System.nanoTime();
            Stage.edt(() -> {});
            longest = Math.max(longest, (System.nanoTime() - before) / 1_000_000);
        }
        return longest;
    }
}
