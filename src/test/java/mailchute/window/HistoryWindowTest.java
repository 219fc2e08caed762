package mailchute.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.EventQueue;
import java.awt.event.KeyEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.swing.JDialog;
import javax.swing.JFrame;
import javax.swing.JMenuItem;
import javax.swing.JPanel;
import javax.swing.MenuElement;
import mailchute.history.Channel;
import mailchute.history.Entry;
import mailchute.history.History;
import mailchute.history.Writer;
import mailchute.window.transcript.TranscriptRow;
import mailchute.window.transcript.TranscriptView;
import org.assertj.swing.core.GenericTypeMatcher;
import org.assertj.swing.core.matcher.JButtonMatcher;
import org.assertj.swing.finder.JFileChooserFinder;
import org.assertj.swing.finder.WindowFinder;
import org.assertj.swing.fixture.DialogFixture;
import org.assertj.swing.fixture.FrameFixture;
import org.assertj.swing.fixture.JFileChooserFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was said before: behind the transcripts of windows, searched from them and written into files. */
class HistoryWindowTest {

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
    void hasWhatWasSaidBeforeAndMoreOfItAsOneScrollsUp() throws Exception {
        keep(0, 350, new Channel.Room(stage.room()));
        FrameFixture window = stage.openReceiver("bob");
        TranscriptView transcript = stage.transcript(window);
        Stage.until("the newest page is there", () -> stage.shown(window).contains("message 349"));
        assertThat(stage.shown(window)).doesNotContain("message 0").endsWith("message 349");
        Other alice = stage.other("sender", "alice");
        alice.awaitLine("receivers: .*bob");
        alice.type("said now");
        stage.rowWith(window, "said now");

        Stage.until("all is there", () -> {
            Stage.edt(() -> transcript.scrollToEldest());
            return stage.shown(window).contains("message 0");
        });
        assertThat(stage.shown(window))
                .hasSize(351)
                .startsWith("message 0", "message 1")
                .endsWith("message 349", "said now");
    }

    @Test
    void findsWhatWasSaidAnywhereAndShowsItInItsPlace() throws Exception {
        keep(0, 400, new Channel.Room(stage.room()));
        keep(1_000, 1_010, new Channel.Room("elsewhere"));
        FrameFixture window = stage.openReceiver("bob");
        TranscriptView transcript = stage.transcript(window);
        Stage.until("the newest page is there", () -> stage.shown(window).contains("message 399"));

        Stage.edt(() -> transcript.requestFocusInWindow());
        stage.robot().pressKey(KeyEvent.VK_CONTROL);
        stage.robot().pressAndReleaseKey(KeyEvent.VK_F);
        stage.robot().releaseKey(KeyEvent.VK_CONTROL);
        window.textBox("search")
                .requireFocused()
                .setText("\"message 42\" from:alice")
                .pressAndReleaseKeys(KeyEvent.VK_ENTER);
        Stage.until("it is found", () -> window.label("search-summary").text().startsWith("1 hit"));
        TranscriptView hits = stage.robot().finder().findByName(window.target(), "search-hits", TranscriptView.class);
        Stage.until("the hits have the focus", () -> Stage.edt(hits::isFocusOwner));
        stage.robot().pressAndReleaseKeys(KeyEvent.VK_DOWN, KeyEvent.VK_ENTER);
        Stage.until(
                "it is shown in its place",
                () -> Stage.edt(() -> transcript.selectedRows().stream()
                        .map(TranscriptRow::text)
                        .toList()
                        .equals(List.of("message 42"))));
        assertThat(Stage.edt(() -> transcript.content().isDetached())).isTrue();
        assertThat(stage.shown(window)).contains("message 41", "message 43").doesNotContain("message 399");
        Stage.press(window.button("newest"));
        Stage.until("the newest are back", () -> stage.shown(window).contains("message 399"));

        window.textBox("search").setText("room:elsewhere 1005").pressAndReleaseKeys(KeyEvent.VK_ENTER);
        Stage.until(
                "it is found",
                () -> Stage.edt(() -> hits.content().rows().stream()
                        .anyMatch(row -> row.text().endsWith("1005"))));
        Stage.until("the hits have the focus", () -> Stage.edt(hits::isFocusOwner));
        stage.robot().pressAndReleaseKeys(KeyEvent.VK_DOWN, KeyEvent.VK_ENTER);
        FrameFixture other = stage.frame("history");
        TranscriptView past =
                stage.robot().finder().findByName(other.target(), "history-transcript", TranscriptView.class);
        Stage.until(
                "the other room is shown", () -> Stage.edt(() -> past.content().rowCount() == 10));
        other.requireTitle("History of room elsewhere");

        window.textBox("search").setText("after:tomorrow").pressAndReleaseKeys(KeyEvent.VK_ENTER);
        stage.awaitStatus(window, "There is no such day or moment: tomorrow");
    }

    @Test
    void saysThatTheHistoryIsOffAndGoesOn() throws Exception {
        Files.createDirectory(stage.historyFile());
        FrameFixture window = stage.openReceiver("bob");
        Other alice = stage.other("sender", "alice");
        alice.awaitLine("receivers: .*bob");
        alice.type("heard all the same");
        stage.rowWith(window, "heard all the same");
        Stage.until(
                "it is said", () -> window.label("history-banner-text").text().startsWith("History is off: "));
        Stage.press(window.button("history-banner-dismiss"));
        Stage.until(
                "it is gone",
                () -> Stage.edt(() -> !stage.robot()
                        .finder()
                        .findByName(window.target(), "history-banner", JPanel.class, false)
                        .isVisible()));
    }

    @Test
    void aConversationIsSearchedAndItsPastIsShown() throws Exception {
        keep(0, 300, new Channel.With("alice"));
        keep(1_000, 1_003, new Channel.Room("elsewhere"));
        FrameFixture window = stage.openReceiver("bob");
        stage.place(window, 20, 40);
        Other alice = stage.other("sender", "alice");
        FrameFixture talk = stage.converse(window, alice);
        Stage.until("the past is there", () -> stage.shown(talk).contains("message 299"));
        assertThat(stage.shown(talk)).doesNotContain("message 42");

        stage.turnTo((JFrame) talk.target(), talk.textBox("message").target());
        perform(talk, "menu-search");
        talk.textBox("search").setText("\"message 42\"").pressAndReleaseKeys(KeyEvent.VK_ENTER);
        Stage.until("it is found", () -> talk.label("search-summary").text().startsWith("1 hit"));
        TranscriptView hits = stage.robot().finder().findByName(talk.target(), "search-hits", TranscriptView.class);
        Stage.until("the hits have the focus", () -> Stage.edt(hits::isFocusOwner));
        stage.robot().pressAndReleaseKeys(KeyEvent.VK_DOWN, KeyEvent.VK_ENTER);
        Stage.until(
                "it is shown in its place",
                () -> Stage.edt(() -> stage.transcript(talk).selectedRows().stream()
                        .map(TranscriptRow::text)
                        .toList()
                        .equals(List.of("message 42"))));

        JPanel bar = stage.robot().finder().findByName(talk.target(), "search-bar", JPanel.class, true);
        Stage.press(talk.button("search-close"));
        Stage.until("the search is put away", () -> Stage.edt(() -> !bar.isShowing() && !hits.isShowing()));
        Stage.until("the transcript has the focus", () -> Stage.edt(stage.transcript(talk)::isFocusOwner));
    }

    /** Windows has a dialog of its own for files, which no robot of Swing's can see. */
    @Test
    @Tag("not-on-wine")
    void whatASearchFindsIsWrittenIntoAFile(@TempDir Path folder) throws Exception {
        keep(0, 20, new Channel.Room(stage.room()));
        keep(1_000, 1_010, new Channel.Room("elsewhere"));
        FrameFixture window = stage.openReceiver("bob");

        perform(window, "menu-export");
        DialogFixture dialog = dialog("export-dialog");
        dialog.textBox("export-search").requireText("room:" + stage.room());
        dialog.textBox("export-search").setText("before:yesterday");
        Stage.press(dialog.button("export-save"));
        Stage.until(
                "it is said what is wrong",
                () -> dialog.label("export-problem").text().startsWith("There is no such day or moment: yesterday"));
        dialog.textBox("export-search").setText("room:" + stage.room() + " \"message 1\"");
        Stage.choose(dialog.comboBox("export-format"), "JSON lines, for programs");
        Path file = folder.resolve("said.jsonl");
        save(dialog, file);
        stage.awaitStatus(window, "11 messages written to " + file);
        assertThat(Files.readAllLines(file))
                .hasSize(11)
                .allMatch(line -> line.contains("\"room\":\"" + stage.room() + "\""));

        perform(window, "menu-export");
        DialogFixture again = dialog("export-dialog");
        again.textBox("export-search").setText("");
        Stage.choose(again.comboBox("export-format"), "Web page");
        save(again, file);
        DialogFixture question = WindowFinder.findDialog(replacing())
                .withTimeout(Stage.LONG.toMillis())
                .using(stage.robot());
        assertThat(question.textBox("text").text()).startsWith("said.jsonl exists already.");
        Stage.press(question.button(JButtonMatcher.withText("Replace")));
        stage.awaitStatus(window, "30 messages written to " + file);
        assertThat(file).content().startsWith("<!doctype html>").contains("message 19", "message 1009");
        assertThat(folder).isDirectoryContaining("glob:**said.jsonl").isDirectoryNotContaining("glob:**.part*");
    }

    @Test
    @Tag("not-on-wine")
    void anExportThatCannotBeWrittenSaysSo(@TempDir Path folder) throws Exception {
        keep(0, 3, new Channel.Room(stage.room()));
        FrameFixture window = stage.openReceiver("bob");
        perform(window, "menu-export");
        DialogFixture dialog = dialog("export-dialog");
        save(dialog, folder.resolve("not-there").resolve("said.txt"));
        Stage.until("it is said", () -> dialog.label("export-problem").text().startsWith("Not exported to "));
        Stage.press(dialog.button("export-cancel"));
        Stage.until("it is closed", () -> Stage.edt(() -> !dialog.target().isShowing()));
    }

    private static void perform(FrameFixture window, String menuItem) {
        JMenuItem item =
                item(((JFrame) window.target()).getJMenuBar(), menuItem).orElseThrow();
        // Later, because a dialog that it opens lets go of the event thread only once it is closed.
        EventQueue.invokeLater(item::doClick);
    }

    private static Optional<JMenuItem> item(MenuElement in, String name) {
        if (in instanceof JMenuItem item && name.equals(item.getName())) {
            return Optional.of(item);
        }
        return Stream.of(in.getSubElements())
                .map(element -> item(element, name))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private DialogFixture dialog(String name) {
        return WindowFinder.findDialog(name).withTimeout(Stage.LONG.toMillis()).using(stage.robot());
    }

    private static GenericTypeMatcher<JDialog> replacing() {
        return new GenericTypeMatcher<>(JDialog.class, true) {
            @Override
            protected boolean isMatching(JDialog dialog) {
                return "Replace the file?".equals(dialog.getTitle());
            }
        };
    }

    private void save(DialogFixture dialog, Path file) {
        Stage.press(dialog.button("export-save"));
        JFileChooserFixture chooser = JFileChooserFinder.findFileChooser("save-chooser")
                .withTimeout(Stage.LONG.toMillis())
                .using(stage.robot());
        Stage.edt(() -> chooser.target().setCurrentDirectory(file.getParent().toFile()));
        Stage.edt(() -> chooser.fileNameTextBox().target().setText(file.toString()));
        Stage.press(chooser.approveButton());
    }

    private void keep(int from, int end, Channel channel) throws Exception {
        CountDownLatch kept = new CountDownLatch(end - from);
        try (History history = History.open(stage.historyFile())) {
            for (int i = from; i < end; i++) {
                history.record(
                        new Entry(
                                channel,
                                "id-" + i,
                                Instant.now(),
                                Writer.named("alice", 1),
                                false,
                                Optional.empty(),
                                "message " + i),
                        place -> kept.countDown());
            }
            assertThat(kept.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }
}
