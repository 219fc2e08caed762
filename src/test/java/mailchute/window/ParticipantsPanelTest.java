package mailchute.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Component;
import java.awt.Dialog;
import java.util.regex.Pattern;
import javax.swing.JComponent;
import javax.swing.JTable;
import org.assertj.swing.finder.WindowFinder;
import org.assertj.swing.fixture.DialogFixture;
import org.assertj.swing.fixture.FrameFixture;
import org.assertj.swing.core.GenericTypeMatcher;
import org.assertj.swing.core.matcher.JButtonMatcher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The participants beside a window, and the ends of real processes. */
class ParticipantsPanelTest {

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

    @Test
    void showsTheTreeAndEndsProcessesPolitelyByHandleAndByTree() throws Exception {
        FrameFixture window = stage.openReceiver("bob");
        JTable table = window.table("participants-table").target();
        Other alice = stage.other("sender", "alice");
        Other carol = stage.other("receiver", "carol");
        Other dave = stage.other("receiver", "dave");
        alice.awaitLine("receivers: ");
        alice.type("/child");
        long child = Long.parseLong(alice.awaitLine("child alice-1 \\((\\d+)\\) started").group(1));
        stage.awaitRow(table, PID, carol.pid());
        stage.awaitRow(table, PID, dave.pid());
        int childRow = stage.awaitRow(table, PID, child);

        assertThat(Stage.edt(() -> table.getValueAt(childRow - 1, PID))).isEqualTo(alice.pid());
        assertThat(indent(table, childRow)).isGreaterThan(indent(table, childRow - 1));

        select(window, dave.pid());
        window.button("close-process").click();
        Stage.until("dave has closed himself", dave::hasEnded);
        stage.awaitNoRow(table, PID, dave.pid());

        select(window, carol.pid());
        window.button("kill").click();
        dialog().button(JButtonMatcher.withText("Cancel")).click();
        stage.robot().waitForIdle();
        assertThat(carol.hasEnded()).isFalse();
        assertThat(Stage.rowOf(table, PID, carol.pid())).isNotNegative();
        window.button("kill").click();
        dialog().button(JButtonMatcher.withText("Kill")).click();
        Stage.until("carol is killed", carol::hasEnded);
        stage.awaitNoRow(table, PID, carol.pid());

        select(window, alice.pid());
        window.button("kill-tree").click();
        DialogFixture question = dialog();
        assertThat(question.textBox("text").text())
                .isEqualTo("Kill alice (" + alice.pid() + ") and 1 process below it?");
        question.button(JButtonMatcher.withText("Kill tree")).click();
        Stage.until("alice is killed", alice::hasEnded);
        stage.awaitNoRow(table, PID, alice.pid());
        stage.awaitNoRow(table, PID, child);
    }

    @Test
    void endsOnlyWhatIsSelectedAndTalksToOthersAlone() throws Exception {
        FrameFixture window = stage.openReceiver("bob");
        for (String button : new String[] {"talk", "close-process", "kill", "kill-tree"}) {
            window.button(button).requireDisabled();
        }

        select(window, Stage.self());

        window.button("talk").requireDisabled();
        window.button("kill").requireEnabled();
    }

    private void select(FrameFixture window, long pid) {
        stage.awaitRow(window.table("participants-table").target(), PID, pid);
        window.table("participants-table").cell(Pattern.compile(Long.toString(pid))).click();
    }

    private static int indent(JTable table, int row) {
        return Stage.edt(() -> {
            Component cell = table.prepareRenderer(table.getCellRenderer(row, 0), row, 0);
            return ((JComponent) cell).getInsets().left;
        });
    }

    private DialogFixture dialog() {
        return WindowFinder.findDialog(new GenericTypeMatcher<>(Dialog.class, true) {
                    @Override
                    protected boolean isMatching(Dialog dialog) {
                        return dialog.isShowing();
                    }
                })
                .withTimeout(Stage.LONG.toMillis())
                .using(stage.robot());
    }
}
