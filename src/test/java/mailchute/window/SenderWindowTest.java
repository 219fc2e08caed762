package mailchute.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.event.KeyEvent;
import javax.swing.JTable;
import mailchute.room.Member;
import mailchute.wire.Role;
import org.assertj.swing.data.TableCell;
import org.assertj.swing.fixture.FrameFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A sender's window, with real receivers and real child processes. */
class SenderWindowTest {

    private static final int TICK = 0;
    private static final int PID = 2;

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
    void keepsTheTextThatIsOverTheLimitAndNamesTheLimit() throws Exception {
        FrameFixture window = stage.openSender("alice");
        String tooLong = "가".repeat(21_000);

        Stage.say(window, tooLong);

        stage.awaitStatus(window, "the message has 63,000 bytes, and at most 60,416 fit");
        window.textBox("message").requireText(tooLong);
        window.label("counter").requireText("63,000 of 60,416 bytes");
    }

    @Test
    void breaksALineOnShiftEnterAndSendsOnEnterToWhoeverIsTicked() throws Exception {
        FrameFixture window = stage.openSender("alice");
        Other bob = stage.other("receiver", "bob");
        Other carol = stage.other("receiver", "carol");
        stage.awaitRow(targets(window), PID, bob.pid());
        int carolsRow = stage.awaitRow(targets(window), PID, carol.pid());

        window.textBox("message").enterText("first");
        window.textBox("message")
                .pressKey(KeyEvent.VK_SHIFT)
                .pressAndReleaseKeys(KeyEvent.VK_ENTER)
                .releaseKey(KeyEvent.VK_SHIFT);
        window.textBox("message").enterText("second\n");
        assertThat(stage.rowWith(window, "first\nsecond").state()).isEqualTo("taken by 2 of 2 mailslots");
        bob.awaitLine("first");
        carol.awaitLine("first");
        window.textBox("message").requireText("");

        window.table("targets").cell(TableCell.row(carolsRow).column(TICK)).click();
        Stage.until("carol is unticked", () -> Boolean.FALSE.equals(Stage.edt(
                () -> targets(window).getValueAt(carolsRow, TICK))));
        Stage.say(window, "for bob alone");
        assertThat(stage.rowWith(window, "for bob alone").state()).isEqualTo("taken by 1 of 1 mailslot");
        bob.awaitLine("for bob alone");

        int bobsRow = Stage.rowOf(targets(window), PID, bob.pid());
        window.table("targets").cell(TableCell.row(bobsRow).column(TICK)).click();
        Stage.say(window, "for nobody");
        stage.awaitStatus(window, "Not sent: no receiver is ticked");
        window.textBox("message").requireText("for nobody");

        carol.kill();
        stage.awaitNoRow(targets(window), PID, carol.pid());
        assertThat(carol.printed("for bob alone")).isFalse();
    }

    @Test
    void startsChildrenThatInheritHandlesAndAreHandedLaterOnes() throws Exception {
        FrameFixture window = stage.openSender("alice");
        // Beside the children's windows, which come up in the upper left.
        Stage.edt(() -> window.target().setSize(900, 520));
        stage.place(window, 690, 440);
        Other bob = stage.other("receiver", "bob");
        stage.awaitRow(targets(window), PID, bob.pid());

        window.button("new-child").click();
        Member first = awaitChild("alice-1");
        assertThat(stage.rowWith(window, "Child alice-1 (" + first.pid() + ") started").text())
                .containsPattern("it was told write handle \\d+ by arguments");
        // The child is here before its window is; that takes the focus when it comes up, between two keys if need be.
        Stage.until("the child's window is active", () -> Stage.edt(() -> !window.target().isActive()));
        window.textBox("message").click();
        Stage.until("the sender's window is active", () -> Stage.edt(() -> window.target().isActive()));
        window.menuItemWithPath("Window", "Tell a child its handles by environment").click();
        stage.robot().pressKey(KeyEvent.VK_CONTROL);
        stage.robot().pressKey(KeyEvent.VK_SHIFT);
        stage.robot().pressAndReleaseKeys(KeyEvent.VK_N);
        stage.robot().releaseKey(KeyEvent.VK_SHIFT);
        stage.robot().releaseKey(KeyEvent.VK_CONTROL);
        Member second = awaitChild("alice-2");
        assertThat(stage.rowWith(window, "Child alice-2 (" + second.pid() + ") started").text())
                .containsPattern("it was told write handle \\d+ by environment");
        assertThat(first.card().orElseThrow().parent()).isEqualTo(Stage.self());
        assertThat(second.card().orElseThrow().parent()).isEqualTo(Stage.self());

        Other carol = stage.other("receiver", "carol");
        for (Member child : new Member[] {first, second}) {
            stage.rowWith(
                    window,
                    "Child " + child.label() + " was handed the write handle of carol (" + carol.pid() + ")");
        }
        JTable participants = window.table("participants-table").target();
        int self = stage.awaitRow(participants, PID, Stage.self());
        int firstRow = stage.awaitRow(participants, PID, first.pid());
        assertThat(firstRow).isGreaterThan(self);
        assertThat(stage.awaitRow(participants, PID, second.pid())).isGreaterThan(firstRow);
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
