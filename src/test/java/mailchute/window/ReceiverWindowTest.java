package mailchute.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Component;
import java.awt.Toolkit;
import java.awt.datatransfer.Clipboard;
import java.awt.datatransfer.DataFlavor;
import java.awt.event.KeyEvent;
import java.awt.event.MouseEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.swing.JButton;
import javax.swing.JDialog;
import javax.swing.JFrame;
import javax.swing.JPanel;
import javax.swing.JPopupMenu;
import javax.swing.JTable;
import mailchute.history.Channel;
import mailchute.history.Entry;
import mailchute.history.History;
import mailchute.history.Writer;
import mailchute.ipc.Audience;
import mailchute.ipc.Handle;
import mailchute.ipc.IpcSystem;
import mailchute.ipc.MailslotWriter;
import mailchute.ipc.User;
import mailchute.room.Addresses;
import mailchute.room.Member;
import mailchute.room.Posting;
import mailchute.window.part.RoomWords;
import mailchute.window.part.Words;
import mailchute.window.transcript.TranscriptRow;
import mailchute.window.transcript.TranscriptView;
import mailchute.wire.Role;
import org.assertj.swing.core.matcher.JButtonMatcher;
import org.assertj.swing.finder.WindowFinder;
import org.assertj.swing.fixture.DialogFixture;
import org.assertj.swing.fixture.FrameFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A receiver's window, with real senders. */
class ReceiverWindowTest {

    private Stage stage;

    @BeforeEach
    void setUp() throws Exception {
        stage = new Stage();
    }

    @AfterEach
    void tearDown() {
        try {
            stage.close();
        } finally {
            Addresses.use(Audience.USER);
        }
    }

    @Test
    void showsItsTwoAddressesAndCopiesThem() throws Exception {
        FrameFixture window = stage.openReceiver("bob");

        String mailslot = window.textBox("mailslot-address").text();
        String pipe = window.textBox("pipe-address").text();
        assertThat(mailslot).contains(stage.room()).endsWith(Long.toString(Stage.self()));
        assertThat(pipe).contains("mailchute").endsWith(Long.toString(Stage.self()));
        Stage.press(window.button("copy-mailslot"));
        Stage.until("the mailslot's address is on the clipboard", () -> mailslot.equals(clipboard()));
        Stage.press(window.button("copy-pipe"));
        Stage.until("the pipe's address is on the clipboard", () -> pipe.equals(clipboard()));
        stage.awaitStatus(window, "opied");
    }

    /** Empty as long as nobody has put a text there, as on a display that was just made. */
    private static Object clipboard() throws Exception {
        Clipboard clipboard = Toolkit.getDefaultToolkit().getSystemClipboard();
        return clipboard.isDataFlavorAvailable(DataFlavor.stringFlavor) ? clipboard.getData(DataFlavor.stringFlavor) : "";
    }

    @Test
    void showsWhoSaidWhatAndWhenAndTakesNoTextForAPage() throws Exception {
        FrameFixture window = stage.openReceiver("bob");
        Other alice = stage.other("sender", "alice");
        alice.awaitLine("receivers: .*bob");

        alice.type("good morning, 좋은 아침입니다");
        alice.type("<html><img src='http://127.0.0.1:1/x.png'>not a page");

        TranscriptRow greeting = stage.rowWith(window, "good morning, 좋은 아침입니다");
        assertThat(greeting.sender()).isEqualTo("alice");
        assertThat(greeting.detail()).matches("java(\\.exe)? " + alice.pid() + " · (verified|claimed)");
        assertThat(greeting.time()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
        alice.type("\u202Ekcab\u200B\u2066 and \u0007bell");
        stage.rowWith(window, "bell");
        TranscriptRow page = stage.rowWith(window, "not a page");
        assertThat(page.text()).isEqualTo("<html><img src='http://127.0.0.1:1/x.png'>not a page");
        stage.awaitRow(window.table("participants-table").target(), 2, alice.pid());
        Walk.assertThatNothingIsAPage(window.target());
        Walk.assertThatNothingActsUnseen(window.target());
    }

    @Test
    void saysWhereItsRoomIsSharedAndWithWhichAccounts() throws Exception {
        Addresses.use(Audience.MACHINE);
        FrameFixture window = stage.openReceiver("bob");
        assertThat(Stage.edt(() -> ((JFrame) window.target()).getTitle())).startsWith(stage.room() + " (shared)");
        Other alice = stage.other("sender", "alice", "--shared");
        alice.awaitLine("receivers: .*bob");
        alice.type("hello, all of you");
        TranscriptRow row = stage.rowWith(window, "hello, all of you");
        String account = User.current().name();
        if (IpcSystem.Kind.ofThisMachine().orElseThrow() == IpcSystem.Kind.LINUX) {
            assertThat(row.detail()).isEqualTo("java " + alice.pid() + " · " + account + " · verified");
        }
        JTable table = window.table("participants-table").target();
        int at = stage.awaitRow(table, 2, alice.pid());
        assertThat(Stage.edt(() -> table.getValueAt(at, 0))).isEqualTo("alice · " + account);
        Words.speak(Locale.KOREAN);
        assertThat(RoomWords.of("lobby")).isEqualTo("lobby (공유)");
    }

    @Test
    void opensASenderWhichIsAProcessOfItsOwn() throws Exception {
        FrameFixture window = stage.openReceiver("bob");

        Stage.press(window.button("new-sender"));

        Member sender = stage.awaitMember(
                "a sender of the room",
                member -> member.card()
                        .filter(card -> card.role() == Role.SENDER && card.room().equals(stage.room()))
                        .isPresent());
        stage.endLater(sender.identity());
        assertThat(sender.pid()).isNotEqualTo(Stage.self());
        int row = stage.awaitRow(window.table("participants-table").target(), 2, sender.pid());
        assertThat(window.table("participants-table").target().getValueAt(row, 1)).isEqualTo("sender");
        stage.awaitStatus(window, "Sender started: process " + sender.pid());
    }

    @Test
    void saysWhatWrotePlainTextWhereTheSystemKnows() throws Exception {
        FrameFixture window = stage.openReceiver("bob");
        String address = window.textBox("mailslot-address").text();
        try (MailslotWriter writer = MailslotWriter.open(address, Handle.Inheritance.PRIVATE)) {
            writer.write("from a program".getBytes(StandardCharsets.UTF_8), Stage.LONG);
        }

        TranscriptRow row = stage.rowWith(window, "from a program");
        TranscriptView transcript = transcript(window);
        String tip = Stage.edt(() -> transcript.getToolTipText(new MouseEvent(
                transcript, MouseEvent.MOUSE_MOVED, 0, 0, 60, transcript.getVisibleRect().y + 20, 0, false)));
        if (IpcSystem.Kind.ofThisMachine().orElseThrow() == IpcSystem.Kind.LINUX) {
            assertThat(row.sender()).isEqualTo("java");
            assertThat(row.detail()).isEqualTo(Stage.self() + " · verified");
            assertThat(tip).startsWith("Verified: the system itself says that process " + Stage.self());
        } else {
            assertThat(row.sender()).isEqualTo("unknown");
            assertThat(row.detail()).isEqualTo("any program");
            assertThat(tip).isEqualTo("Nothing says which program wrote this.");
        }
    }

    @Test
    void showsOneSenderAloneAndCountsWhatMutedOnesSay() throws Exception {
        FrameFixture window = stage.openReceiver("bob");
        Other alice = stage.other("sender", "alice");
        Other carol = stage.other("sender", "carol");
        alice.awaitLine("receivers: .*bob");
        carol.awaitLine("receivers: .*bob");
        alice.type("one of alice");
        stage.rowWith(window, "one of alice");
        carol.type("one of carol");
        stage.rowWith(window, "one of carol");
        assertThat(shown(window)).containsExactly("one of alice", "one of carol");

        choose(window, "alice");
        Stage.until("alice alone is shown", () -> shown(window).equals(List.of("one of alice")));
        choose(window, "Everyone");
        Stage.until("everyone is shown", () -> shown(window).size() == 2);

        TranscriptView transcript = transcript(window);
        Stage.edt(() -> transcript.requestFocusInWindow());
        stage.robot().pressAndReleaseKey(KeyEvent.VK_END);
        stage.robot().pressKey(KeyEvent.VK_CONTROL);
        stage.robot().pressAndReleaseKey(KeyEvent.VK_M);
        stage.robot().releaseKey(KeyEvent.VK_CONTROL);
        Stage.until("carol is muted", () -> shown(window).equals(List.of("one of alice")));
        assertThat(window.button("muted").text()).isEqualTo("1 sender muted · no message");
        carol.type("two of carol");
        Stage.until("it is counted", () -> window.button("muted").text().equals("1 sender muted · 1 message"));
        alice.type("two of alice");
        Stage.until("alice is heard", () -> shown(window).equals(List.of("one of alice", "two of alice")));

        Stage.press(window.button("muted"));
        JPopupMenu menu = stage.robot().findActivePopupMenu();
        stage.robot().click((Component) menu.getSubElements()[0]);
        Stage.until("nothing was lost", () -> shown(window).size() == 4);
        Stage.until("nobody is muted", () -> Stage.edt(() -> !window.robot()
                .finder()
                .findByName(window.target(), "muted", JButton.class, false)
                .isVisible()));
    }

    private static void choose(FrameFixture window, String sender) {
        // Opened first: who there is to choose is looked up then.
        Stage.edt(() -> window.comboBox("shown-sender").target().showPopup());
        Stage.choose(window.comboBox("shown-sender"), sender);
        Stage.edt(() -> window.comboBox("shown-sender").target().hidePopup());
    }

    private TranscriptView transcript(FrameFixture window) {
        return stage.robot().finder().findByName(window.target(), "transcript", TranscriptView.class);
    }

    /** What the filter lets be seen. */
    private List<String> shown(FrameFixture window) {
        TranscriptView transcript = transcript(window);
        return Stage.edt(() -> transcript.rows().stream()
                .filter(transcript::shows)
                .map(TranscriptRow::text)
                .toList());
    }

    @Test
    void opensAWebAddressOnlyAfterALookAtTheWholeOfIt() throws Exception {
        FrameFixture window = stage.openReceiver("bob");
        Other alice = stage.other("sender", "alice");
        alice.awaitLine("receivers: .*bob");
        alice.type("see https://user@example.org:8443/a?b=c#d, or file:///etc/passwd");
        stage.rowWith(window, "see https://");

        Stage.edt(() -> transcript(window).requestFocusInWindow());
        stage.robot().pressAndReleaseKey(KeyEvent.VK_END);
        stage.robot().pressKey(KeyEvent.VK_CONTROL);
        stage.robot().pressAndReleaseKey(KeyEvent.VK_ENTER);
        stage.robot().releaseKey(KeyEvent.VK_CONTROL);

        DialogFixture dialog = WindowFinder.findDialog(JDialog.class).withTimeout(Stage.LONG.toMillis()).using(stage.robot());
        assertThat(dialog.textBox("text").text())
                .startsWith("https://user@example.org:8443/a?b=c#d\n")
                .contains("the computer example.org:8443.");
        Stage.press(dialog.button(JButtonMatcher.withText("Copy the address")));
        Stage.until("it is on the clipboard", () -> "https://user@example.org:8443/a?b=c#d".equals(clipboard()));
    }

    @Test
    void hasWhatWasSaidBeforeAndMoreOfItAsOneScrollsUp() throws Exception {
        keep(0, 350, new Channel.Room(stage.room()));
        FrameFixture window = stage.openReceiver("bob");
        TranscriptView transcript = transcript(window);
        Stage.until("the newest page is there", () -> shown(window).contains("message 349"));
        assertThat(shown(window)).doesNotContain("message 0").endsWith("message 349");
        Other alice = stage.other("sender", "alice");
        alice.awaitLine("receivers: .*bob");
        alice.type("said now");
        stage.rowWith(window, "said now");

        Stage.until("all is there", () -> {
            Stage.edt(() -> transcript.scrollToEldest());
            return shown(window).contains("message 0");
        });
        assertThat(shown(window)).hasSize(351).startsWith("message 0", "message 1").endsWith("message 349", "said now");
    }

    @Test
    void aLineThatIsSaidAgainTakesItsOwnPlace() throws Exception {
        FrameFixture window = stage.openReceiver("bob");
        try (Posting build = Posting.open("build", stage.room());
                Posting alice = Posting.open("alice", stage.room())) {
            build.post("copied 10 %", Optional.of("copy"), Optional.empty());
            stage.rowWith(window, "copied 10 %");
            alice.post("meanwhile", Optional.empty(), Optional.empty());
            stage.rowWith(window, "meanwhile");
            build.post("copied 100 %", Optional.of("copy"), Optional.empty());
            Stage.until("it is replaced", () -> shown(window).equals(List.of("copied 100 %", "meanwhile")));
        }
    }

    @Test
    void findsWhatWasSaidAnywhereAndShowsItInItsPlace() throws Exception {
        keep(0, 400, new Channel.Room(stage.room()));
        keep(1_000, 1_010, new Channel.Room("elsewhere"));
        FrameFixture window = stage.openReceiver("bob");
        TranscriptView transcript = transcript(window);
        Stage.until("the newest page is there", () -> shown(window).contains("message 399"));

        Stage.edt(() -> transcript.requestFocusInWindow());
        stage.robot().pressKey(KeyEvent.VK_CONTROL);
        stage.robot().pressAndReleaseKey(KeyEvent.VK_F);
        stage.robot().releaseKey(KeyEvent.VK_CONTROL);
        window.textBox("search").requireFocused().setText("\"message 42\" from:alice").pressAndReleaseKeys(KeyEvent.VK_ENTER);
        Stage.until("it is found", () -> window.label("search-summary").text().startsWith("1 hit"));
        TranscriptView hits = stage.robot().finder().findByName(window.target(), "search-hits", TranscriptView.class);
        Stage.until("the hits have the focus", () -> Stage.edt(hits::isFocusOwner));
        stage.robot().pressAndReleaseKeys(KeyEvent.VK_DOWN, KeyEvent.VK_ENTER);
        Stage.until("it is shown in its place", () -> Stage.edt(() -> transcript.selectedRows().stream()
                .map(TranscriptRow::text)
                .toList()
                .equals(List.of("message 42"))));
        assertThat(Stage.edt(() -> transcript.isDetached())).isTrue();
        assertThat(shown(window)).contains("message 41", "message 43").doesNotContain("message 399");
        Stage.press(window.button("newest"));
        Stage.until("the newest are back", () -> shown(window).contains("message 399"));

        window.textBox("search").setText("room:elsewhere 1005").pressAndReleaseKeys(KeyEvent.VK_ENTER);
        Stage.until("it is found", () -> Stage.edt(() -> hits.rows().stream().anyMatch(row -> row.text().endsWith("1005"))));
        Stage.until("the hits have the focus", () -> Stage.edt(hits::isFocusOwner));
        stage.robot().pressAndReleaseKeys(KeyEvent.VK_DOWN, KeyEvent.VK_ENTER);
        FrameFixture other = stage.frame("history");
        TranscriptView past = stage.robot().finder().findByName(other.target(), "history-transcript", TranscriptView.class);
        Stage.until("the other room is shown", () -> Stage.edt(() -> past.rowCount() == 10));
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
        Stage.until("it is said", () -> window.label("history-banner-text").text().startsWith("History is off: "));
        Stage.press(window.button("history-banner-dismiss"));
        Stage.until("it is gone", () -> Stage.edt(() -> !stage.robot()
                .finder()
                .findByName(window.target(), "history-banner", JPanel.class, false)
                .isVisible()));
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
