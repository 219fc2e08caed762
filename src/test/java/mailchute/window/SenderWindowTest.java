package mailchute.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Point;
import java.awt.Window;
import java.awt.event.KeyEvent;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.swing.JButton;
import javax.swing.JList;
import javax.swing.JRadioButtonMenuItem;
import javax.swing.JTable;
import mailchute.room.Member;
import mailchute.room.ProcessControl;
import mailchute.window.part.Completion;
import mailchute.window.transcript.TranscriptView;
import mailchute.wire.Role;
import org.assertj.swing.core.MouseButton;
import org.assertj.swing.data.TableCell;
import org.assertj.swing.finder.WindowFinder;
import org.assertj.swing.fixture.DialogFixture;
import org.assertj.swing.fixture.FrameFixture;
import org.assertj.swing.fixture.JTextComponentFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A sender's window, with real receivers and real child processes. */
class SenderWindowTest {

    private static final int TICK = 0;

    private Stage stage;

    @BeforeEach
    void setUp() throws Exception {
        stage = new Stage();
    }

    @AfterEach
    void tearDown() {
        stage.close();
    }

    private static JTable targets(FrameFixture window) {
        return window.table("targets").target();
    }

    @Test
    void keepsTheTextWhereNobodyReceives() throws Exception {
        FrameFixture window = stage.openSender("alice");

        window.textBox("message").enterText("anyone?\n");

        stage.awaitStatus(window, "Not sent: nobody receives in this room yet");
        window.textBox("message").requireText("anyone?");
    }

    @Test
    void offersToSplitWhatIsOverTheLimitAndKeepsItUntilThen() throws Exception {
        FrameFixture window = stage.openSender("alice");
        Other bob = stage.other("receiver", "bob");
        stage.awaitRow(targets(window), Stage.PID, bob.pid());
        String tooLong = "가".repeat(21_000);

        Stage.say(window, tooLong);
        JButton split = button("Split into 2 messages");
        assertThat(window.label("counter").text()).isEqualTo("63,000 of 60,416 bytes");
        Stage.press(button("Cancel"));
        Stage.until("the question is gone", () -> Stage.edt(() -> !split.isShowing()));
        window.textBox("message").requireText(tooLong);

        window.textBox("message").pressAndReleaseKeys(KeyEvent.VK_ENTER);
        Stage.press(button("Split into 2 messages"));

        Stage.until(
                "both pieces are written",
                () -> Stage.transcript(window, stage.robot()).size() == 2);
        assertThat(Stage.transcript(window, stage.robot()))
                .allMatch(row -> row.state().equals("written to 1 of 1: bob (" + bob.pid() + ")"))
                .extracting(row -> row.text().length())
                .containsExactly(20_138, 862);
        window.textBox("message").requireText("");
    }

    @Test
    void offersWhatIsOverTheLimitAsAFileInAConversation() throws Exception {
        FrameFixture window = stage.openSender("alice");
        Other bob = stage.other("receiver", "bob");
        stage.awaitRow(targets(window), Stage.PID, bob.pid());

        Stage.say(window, "가".repeat(21_000));
        Stage.press(button("Send as a file"));

        FrameFixture talk = stage.conversation(bob);
        bob.awaitLine("\\.txt.*offered, 63000 bytes");
        assertThat(Stage.transcript(window, stage.robot())).isEmpty();
        window.textBox("message").requireText("");
        talk.requireVisible();
    }

    private JButton button(String text) {
        JButton[] found = new JButton[1];
        Stage.until(
                "there is a button " + text,
                () -> Stage.edt(() -> {
                    found[0] = Stream.of(Window.getWindows())
                            .filter(Window::isShowing)
                            .flatMap(window -> Walk.of(window).stream())
                            .filter(component -> component instanceof JButton button
                                    && button.isShowing()
                                    && text.equals(button.getText()))
                            .map(JButton.class::cast)
                            .findFirst()
                            .orElse(null);
                    return found[0] != null;
                }));
        stage.robot().waitForIdle();
        return found[0];
    }

    @Test
    void findsWhatWasSentWithUpAndTheDraftWithDown() throws Exception {
        FrameFixture window = stage.openSender("alice");
        Other bob = stage.other("receiver", "bob");
        stage.awaitRow(targets(window), Stage.PID, bob.pid());
        for (String text : new String[] {"first", "second"}) {
            Stage.say(window, text);
            stage.rowWith(window, text);
        }
        window.textBox("message").setText("draft");
        JTextComponentFixture box = window.textBox("message");
        box.pressAndReleaseKeys(KeyEvent.VK_UP).requireText("second");
        box.pressAndReleaseKeys(KeyEvent.VK_UP).requireText("first");
        box.pressAndReleaseKeys(KeyEvent.VK_UP).requireText("first");
        box.pressAndReleaseKeys(KeyEvent.VK_DOWN).requireText("second");
        box.pressAndReleaseKeys(KeyEvent.VK_DOWN).requireText("draft");
    }

    @Test
    void doesWhatSlashCommandsSayAndCompletesThem() throws Exception {
        FrameFixture window = stage.openSender("alice");
        Other bob = stage.other("receiver", "bob");
        stage.awaitRow(targets(window), Stage.PID, bob.pid());
        JTextComponentFixture box = window.textBox("message");

        box.enterText("/t");
        Stage.until("/to is offered", () -> completions().contains("/to"));
        box.pressAndReleaseKeys(KeyEvent.VK_ENTER).requireText("/to ");
        box.enterText("bo");
        Stage.until("bob is offered", () -> completions().equals(List.of("bob")));
        box.pressAndReleaseKeys(KeyEvent.VK_TAB).requireText("/to bob ");
        box.enterText("just you\n");
        bob.awaitLine("conversation with alice .*: just you");

        Stage.edt(() -> window.target().toFront());
        Stage.say(window, "/me waves");
        bob.awaitLine("\\* alice waves");
        Stage.say(window, "//not a command");
        bob.awaitLine(": /not a command");
        Stage.say(window, "/lp " + Stage.self());
        stage.rowWith(window, Stage.self() + "  java");
        Stage.say(window, "/nonsense");
        stage.awaitStatus(window, "There is no command /nonsense");
        box.requireText("/nonsense");
        box.setText("");
        Stage.say(window, "/kp no-such-program-here");
        stage.awaitStatus(window, "No process is called no-such-program-here");
        Stage.say(window, "/help");
        stage.rowWith(window, "/kp NAME|PID – end processes");
        Stage.say(window, "/clear");
        Stage.until("it is empty", () -> Stage.transcript(window, stage.robot()).isEmpty());
    }

    private List<String> completions() {
        return Stage.edt(() -> Stream.of(Window.getWindows())
                .filter(Window::isShowing)
                .flatMap(window -> Walk.of(window).stream())
                .filter(component -> "completions".equals(component.getName()) && component.isShowing())
                .map(component -> ((JList<?>) component).getModel())
                .flatMap(model -> IntStream.range(0, model.getSize()).mapToObj(model::getElementAt))
                .map(completion -> ((Completion) completion).word().split(" ")[0])
                .toList());
    }

    @Test
    void killsAProcessByACommandAfterAQuestion() throws Exception {
        FrameFixture window = stage.openSender("alice");
        Other bob = stage.other("receiver", "bob");
        stage.awaitRow(targets(window), Stage.PID, bob.pid());
        Stage.say(window, "/kp " + bob.pid());
        Stage.press(button("End"));
        stage.rowWith(window, "Ended ");
        Stage.until("bob has ended", bob::hasEnded);
        stage.awaitNoRow(targets(window), Stage.PID, bob.pid());
    }

    @Test
    void namesWhoHasAMessage() throws Exception {
        FrameFixture window = stage.openSender("alice");
        Other bob = stage.other("receiver", "bob");
        stage.awaitRow(targets(window), Stage.PID, bob.pid());
        Stage.say(window, "who has this?");
        stage.rowWith(window, "who has this?");
        TranscriptView transcript =
                stage.robot().finder().findByName(window.target(), "transcript", TranscriptView.class);
        stage.robot().click(transcript, new Point(120, 25), MouseButton.LEFT_BUTTON, 2);
        DialogFixture dialog = WindowFinder.findDialog("deliveries-dialog")
                .withTimeout(Stage.LONG.toMillis())
                .using(stage.robot());
        assertThat(dialog.table("deliveries").target().getValueAt(0, 0)).isEqualTo("bob (" + bob.pid() + ")");
        assertThat(dialog.table("deliveries").target().getValueAt(0, 1)).isEqualTo("written");
        dialog.button("send-again").requireDisabled();
        dialog.pressAndReleaseKeys(KeyEvent.VK_ESCAPE);
        dialog.requireNotVisible();
    }

    @Test
    void breaksALineOnShiftEnterAndSendsOnEnterToWhoeverIsTicked() throws Exception {
        FrameFixture window = stage.openSender("alice");
        Other bob = stage.other("receiver", "bob");
        Other carol = stage.other("receiver", "carol");
        stage.awaitRow(targets(window), Stage.PID, bob.pid());
        int carolsRow = stage.awaitRow(targets(window), Stage.PID, carol.pid());

        window.textBox("message").enterText("first");
        window.textBox("message")
                .pressKey(KeyEvent.VK_SHIFT)
                .pressAndReleaseKeys(KeyEvent.VK_ENTER)
                .releaseKey(KeyEvent.VK_SHIFT);
        window.textBox("message").enterText("second\n");
        assertThat(stage.rowWith(window, "first\nsecond").state()).startsWith("written to 2 of 2: ");
        bob.awaitLine("first");
        carol.awaitLine("first");
        window.textBox("message").requireText("");

        window.table("targets").cell(TableCell.row(carolsRow).column(TICK)).click();
        awaitUnticked(window, carol);
        Stage.say(window, "for bob alone");
        assertThat(stage.rowWith(window, "for bob alone").state())
                .isEqualTo("written to 1 of 1: bob (" + bob.pid() + ")");
        bob.awaitLine("for bob alone");

        // Through the model: the table is filled anew when the message before is known to be written.
        Stage.edt(() -> targets(window).setValueAt(false, Stage.rowOf(targets(window), Stage.PID, bob.pid()), TICK));
        awaitUnticked(window, bob);
        Stage.say(window, "for nobody");
        stage.awaitStatus(window, "Not sent: no receiver is ticked");
        window.textBox("message").requireText("for nobody");

        carol.kill();
        stage.awaitNoRow(targets(window), Stage.PID, carol.pid());
        assertThat(carol.printed("for bob alone")).isFalse();
    }

    private static void awaitUnticked(FrameFixture window, Other receiver) {
        Stage.until(
                "it is unticked",
                () -> Boolean.FALSE.equals(Stage.edt(() ->
                        targets(window).getValueAt(Stage.rowOf(targets(window), Stage.PID, receiver.pid()), TICK))));
    }

    @Test
    void startsChildrenThatInheritHandlesAndAreHandedLaterOnes() throws Exception {
        FrameFixture window = stage.openSender("alice");
        // Beside the children's windows, which come up in the upper left and take the focus whenever they are ready:
        // so nothing here needs the focus.
        Stage.edt(() -> window.target().setSize(780, 450));
        stage.place(window, 810, 520);
        Other bob = stage.other("receiver", "bob");
        stage.awaitRow(targets(window), Stage.PID, bob.pid());

        Stage.press(window.button("new-child"));
        Member first = awaitChild("alice-1");
        assertThat(stage.rowWith(window, "Child alice-1 (" + first.pid() + ") started")
                        .text())
                .containsPattern("it was told write handle \\d+ by arguments");
        JRadioButtonMenuItem byEnvironment = stage.robot()
                .finder()
                .findByName(window.target(), "handles-by-environment", JRadioButtonMenuItem.class, false);
        Stage.edt(() -> byEnvironment.doClick());
        Stage.press(window.button("new-child"));
        Member second = awaitChild("alice-2");
        assertThat(stage.rowWith(window, "Child alice-2 (" + second.pid() + ") started")
                        .text())
                .containsPattern("it was told write handle \\d+ by environment");
        assertThat(first.card().orElseThrow().parent()).isEqualTo(Stage.self());
        assertThat(second.card().orElseThrow().parent()).isEqualTo(Stage.self());

        Other carol = stage.other("receiver", "carol");
        for (Member child : new Member[] {first, second}) {
            stage.rowWith(
                    window, "Child " + child.label() + " was handed the write handle of carol (" + carol.pid() + ")");
        }
        JTable participants = window.table("participants-table").target();
        int self = stage.awaitRow(participants, Stage.PID, Stage.self());
        int firstRow = stage.awaitRow(participants, Stage.PID, first.pid());
        assertThat(firstRow).isGreaterThan(self);
        assertThat(stage.awaitRow(participants, Stage.PID, second.pid())).isGreaterThan(firstRow);

        JTable children = window.table("children").target();
        int row = stage.awaitRow(children, 1, first.pid());
        assertThat(children.getValueAt(row, 2)).asString().startsWith("runs; told ");
        ProcessControl.kill(first);
        Stage.until(
                "a child's end is shown",
                () -> Stage.edt(
                        () -> String.valueOf(children.getValueAt(row, 2)).startsWith("ended with exit code ")));
    }

    private Member awaitChild(String nickname) throws Exception {
        Member child = stage.awaitMember(
                nickname,
                member -> member.card()
                        .filter(card -> card.role() == Role.CHILD
                                && card.nickname().equals(nickname)
                                && card.room().equals(stage.room()))
                        .isPresent());
        stage.endLater(child.identity());
        return child;
    }
}
