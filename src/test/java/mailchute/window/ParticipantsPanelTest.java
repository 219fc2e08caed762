package mailchute.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Component;
import java.awt.Dialog;
import java.awt.event.KeyEvent;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.swing.JComponent;
import javax.swing.JMenu;
import javax.swing.JMenuItem;
import javax.swing.JTable;
import javax.swing.JTextField;
import mailchute.ipc.User;
import mailchute.room.Addresses;
import mailchute.room.HandleReport;
import mailchute.room.TestRoom;
import mailchute.wire.Frame;
import org.assertj.swing.core.GenericTypeMatcher;
import org.assertj.swing.core.matcher.JButtonMatcher;
import org.assertj.swing.finder.WindowFinder;
import org.assertj.swing.fixture.DialogFixture;
import org.assertj.swing.fixture.FrameFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The participants beside a window, and the ends of real processes. */
class ParticipantsPanelTest {

    private static final int SINCE = 4;
    private static final boolean WINDOWS = TestRoom.WINDOWS;

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
        long child = Long.parseLong(
                alice.awaitLine("child alice-1 \\((\\d+)\\) started").group(1));
        stage.awaitRow(table, Stage.PID, carol.pid());
        stage.awaitRow(table, Stage.PID, dave.pid());
        int childRow = stage.awaitRow(table, Stage.PID, child);

        assertThat(Stage.edt(() -> table.getValueAt(childRow - 1, Stage.PID))).isEqualTo(alice.pid());
        assertThat(indent(table, childRow)).isGreaterThan(indent(table, childRow - 1));

        select(window, dave.pid());
        Stage.press(window.button("close-process"));
        Stage.until("dave has closed himself", dave::hasEnded);
        awaitEnded(table, dave.pid(), "ended, 0");

        select(window, carol.pid());
        Stage.press(window.button("kill"));
        Stage.press(dialog().button(JButtonMatcher.withText("Cancel")));
        stage.robot().waitForIdle();
        assertThat(carol.hasEnded()).isFalse();
        assertThat(Stage.rowOf(table, Stage.PID, carol.pid())).isNotNegative();
        Stage.press(window.button("kill"));
        Stage.press(dialog().button(JButtonMatcher.withText("Kill")));
        Stage.until("carol is killed", carol::hasEnded);
        awaitEnded(table, carol.pid(), "ended, 137");

        select(window, alice.pid());
        Stage.press(window.button("kill-tree"));
        DialogFixture question = dialog();
        assertThat(question.textBox("text").text())
                .isEqualTo("Kill alice (" + alice.pid() + ") and 1 process below it?");
        Stage.press(question.button(JButtonMatcher.withText("Kill tree")));
        Stage.until("alice is killed", alice::hasEnded);
        awaitEnded(table, alice.pid(), "ended, 137");
        // On Linux nobody but alice could ask how her child ended.
        awaitEnded(table, child, WINDOWS ? "ended, 137" : "ended");
        int below = Stage.rowOf(table, Stage.PID, child);
        assertThat(Stage.edt(() -> table.getValueAt(below - 1, Stage.PID))).isEqualTo(alice.pid());
        window.button("kill").requireDisabled();

        Stage.press(window.button("forget-left"));
        for (long gone : new long[] {dave.pid(), carol.pid(), alice.pid(), child}) {
            stage.awaitNoRow(table, Stage.PID, gone);
        }
        window.button("forget-left").requireDisabled();
    }

    @Test
    void theSelectedOneIsShownInDetail() throws Exception {
        FrameFixture window = stage.openReceiver("bob");
        Other alice = stage.other("sender", "alice");
        alice.awaitLine("receivers: ");
        alice.type("/child");
        long child = Long.parseLong(
                alice.awaitLine("child alice-1 \\((\\d+)\\) started").group(1));

        select(window, child);

        awaitDetail(window, "parent", "alice (" + alice.pid() + ")");
        awaitDetail(window, "account", User.current().name());
        awaitDetail(window, "pipe", Addresses.pipe(child));
        awaitDetail(window, "handles", "3 inherited");
        awaitDetail(window, "memory", "MiB");
        awaitDetail(window, "executable", "java");
        awaitDetail(window, "since", ", for ");
        List<Frame.OpenHandle> adopted = HandleReport.of(child).stream()
                .filter(Frame.OpenHandle::adopted)
                .toList();
        assertThat(adopted).hasSize(3);
        for (Frame.OpenHandle handle : adopted) {
            awaitDetail(window, "handle-" + handle.value(), handle.type());
        }
        Other carol = stage.other("receiver", "carol");
        alice.awaitLine("was handed the write handle of carol");
        select(window, Stage.self());
        select(window, child);
        awaitDetail(window, "handles", "4 inherited");
        Stage.until(
                "one is said to have come later",
                () -> details(window).stream()
                                .filter(text -> text.contains("handed over at"))
                                .count()
                        == 1);

        select(window, carol.pid());
        String mailslot = carol.awaitLine("^mailslot (.*)").group(1);
        awaitDetail(window, "mailslot", mailslot);
        awaitDetail(window, "handles", "none inherited");
        Stage.press(window.button("copy-detail-mailslot"));
        stage.awaitStatus(window, "Copied: Mailslot");
        carol.kill();
        awaitDetail(window, "end", "exit status " + (WINDOWS ? "1" : "137 (signal 9)"));
        awaitDetail(window, "last-error", "not known here");

        window.table("participants-table").focus();
        stage.robot().pressKey(KeyEvent.VK_ALT);
        stage.robot().pressAndReleaseKeys(KeyEvent.VK_ENTER);
        stage.robot().releaseKey(KeyEvent.VK_ALT);
        Stage.until("the details are hidden", () -> details(window).isEmpty());
        window.toggleButton("show-details").requireNotSelected();
    }

    @Test
    void ofAChildOfThisWindowTheLastWordsAreKnown() throws Exception {
        FrameFixture window = stage.openSender("alice");
        Stage.press(window.button("new-child"));
        Matcher started = Pattern.compile("Child alice-1 \\((\\d+)\\) started")
                .matcher(stage.rowWith(window, "Child alice-1").text());
        assertThat(started.find()).isTrue();
        long child = Long.parseLong(started.group(1));
        select(window, child);
        window.table("participants-table").pressAndReleaseKeys(KeyEvent.VK_DELETE);
        Stage.press(dialog().button(JButtonMatcher.withText("Kill")));
        stage.awaitStatus(window, "alice-1 (" + child + ") was killed");

        awaitDetail(window, "end", "exit status 137");
        Stage.until(
                "what it wrote last is known",
                () -> details(window).stream().noneMatch(text -> text.contains("not known here")));
        stage.rowWith(window, "Child alice-1 (" + child + ") ended with exit code 137");
    }

    @Test
    void filtersKeepTheParentsOfWhomTheyShow() throws Exception {
        FrameFixture window = stage.openReceiver("bob");
        JTable table = window.table("participants-table").target();
        Other alice = stage.other("sender", "alice");
        alice.awaitLine("receivers: ");
        alice.type("/child");
        long child = Long.parseLong(
                alice.awaitLine("child alice-1 \\((\\d+)\\) started").group(1));
        Other stranger = Other.start("receiver", "zoe", stage.room() + "-b");
        try (stranger) {
            stage.awaitRow(table, Stage.PID, stranger.pid());
            stage.awaitRow(table, Stage.PID, child);

            Stage.edt(() -> window.comboBox("filter-room").target().setSelectedIndex(1));
            stage.awaitNoRow(table, Stage.PID, stranger.pid());
            stage.awaitRow(table, Stage.PID, Stage.self());
            Other carol = stage.other("receiver", "carol");
            stage.awaitRow(table, Stage.PID, carol.pid());
            Stage.choose(window.comboBox("filter-role"), "child");
            stage.awaitNoRow(table, Stage.PID, carol.pid());
            // This process started alice, and she the child.
            assertThat(Stage.edt(() -> table.getRowCount())).isEqualTo(3);
            assertThat(Stage.rowOf(table, Stage.PID, Stage.self())).isEqualTo(0);
            assertThat(Stage.rowOf(table, Stage.PID, alice.pid())).isEqualTo(1);
            assertThat(Stage.rowOf(table, Stage.PID, child)).isEqualTo(2);
            window.textBox("filter-text").enterText("nobody");
            Stage.until("nobody is shown", () -> Stage.edt(() -> table.getRowCount()) == 0);
            Stage.press(window.button("show-all"));
            stage.awaitRow(table, Stage.PID, stranger.pid());
        }
        awaitEnded(table, stranger.pid(), WINDOWS ? "ended, 1" : "ended, 137");
        Stage.edt(() -> window.checkBox("filter-left").target().doClick());
        stage.awaitNoRow(table, Stage.PID, stranger.pid());
    }

    @Test
    void theMenuOfTheWindowDoesTheSameAndDeleteElsewhereDoesNothing() throws Exception {
        FrameFixture window = stage.openReceiver("bob");
        Other carol = stage.other("receiver", "carol");
        select(window, carol.pid());
        JMenu menu = (JMenu) Walk.of(window.target()).stream()
                .filter(component -> "menu-participant".equals(component.getName()))
                .findFirst()
                .orElseThrow();
        assertThat(Stage.edt(() -> Stream.of(menu.getMenuComponents())
                        .filter(JMenuItem.class::isInstance)
                        .map(item -> ((JMenuItem) item).getAccelerator())
                        .toList()))
                .hasSize(7)
                .containsOnlyNulls();
        Stage.edt(() -> menu.getItem(1).doClick());
        stage.awaitStatus(window, "carol (" + carol.pid() + ") was asked to close itself");
        Stage.until("carol has closed herself", carol::hasEnded);
    }

    @Test
    void everyCellIsNamedAndNoNameIsAPage() throws Exception {
        FrameFixture window = stage.openReceiver("bob");
        JTable table = window.table("participants-table").target();
        int row = stage.awaitRow(table, Stage.PID, Stage.self());
        window.table("participants-table").selectRows(row);
        awaitDetail(window, "memory", "MiB");

        assertThat(nameOf(table, row, 0))
                .startsWith("bob, receiver, process " + Stage.self() + ", in room " + stage.room() + "; up since ");
        assertThat(nameOf(table, row, 1)).isEqualTo("Role: receiver");
        assertThat(nameOf(table, row, 3)).isEqualTo("Room: " + stage.room());
        Walk.assertThatNothingIsAPage(window.target());
    }

    private static String nameOf(JTable table, int row, int column) {
        return Stage.edt(() -> table.getAccessibleContext()
                .getAccessibleTable()
                .getAccessibleAt(row, column)
                .getAccessibleContext()
                .getAccessibleName());
    }

    private static void awaitEnded(JTable table, long pid, String state) {
        Stage.until(
                pid + " is shown as " + state,
                () -> Stage.edt(() -> {
                    int row = Stage.rowOf(table, Stage.PID, pid);
                    return row >= 0 && table.getValueAt(row, SINCE).equals(state);
                }),
                () -> String.valueOf(Stage.edt(() -> {
                    int row = Stage.rowOf(table, Stage.PID, pid);
                    return row < 0 ? "not there" : table.getValueAt(row, SINCE);
                })));
    }

    /** What the details say, all of it. */
    private static List<String> details(FrameFixture window) {
        return Stage.edt(() -> Walk.of(window.target()).stream()
                .filter(component -> component instanceof JTextField field
                        && field.getName() != null
                        && field.getName().startsWith("detail-"))
                .map(component -> component.getName() + "=" + ((JTextField) component).getText())
                .toList());
    }

    private static void awaitDetail(FrameFixture window, String name, String part) {
        Stage.until(
                name + " says " + part,
                () -> details(window).stream()
                        .anyMatch(text -> text.startsWith("detail-" + name + "=") && text.contains(part)),
                () -> String.join(", ", details(window)));
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

    /** Through the model, once the participant has answered: rows move while a mouse is on its way. */
    private void select(FrameFixture window, long pid) {
        JTable table = window.table("participants-table").target();
        Stage.until(
                pid + " is in the table, with its name",
                () -> Stage.edt(() -> {
                    int row = Stage.rowOf(table, Stage.PID, pid);
                    if (row < 0 || table.getValueAt(row, 0).toString().startsWith("(")) {
                        return false;
                    }
                    table.setRowSelectionInterval(row, row);
                    return true;
                }));
        Stage.edt(() -> table.requestFocusInWindow());
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
