package mailchute.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.event.KeyEvent;
import java.awt.event.MouseEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.swing.AbstractButton;
import javax.swing.JButton;
import javax.swing.JDialog;
import javax.swing.JFrame;
import javax.swing.JPopupMenu;
import javax.swing.JTable;
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
        Stage.until(
                "the mailslot's address is on the clipboard",
                () -> Stage.clipboard().equals(Optional.of(mailslot)));
        Stage.press(window.button("copy-pipe"));
        Stage.until(
                "the pipe's address is on the clipboard",
                () -> Stage.clipboard().equals(Optional.of(pipe)));
        stage.awaitStatus(window, "opied");
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
                        .filter(card ->
                                card.role() == Role.SENDER && card.room().equals(stage.room()))
                        .isPresent());
        stage.endLater(sender.identity());
        assertThat(sender.pid()).isNotEqualTo(Stage.self());
        int row = stage.awaitRow(window.table("participants-table").target(), 2, sender.pid());
        assertThat(window.table("participants-table").target().getValueAt(row, 1))
                .isEqualTo("sender");
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
        TranscriptView transcript = stage.transcript(window);
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
        assertThat(stage.shown(window)).containsExactly("one of alice", "one of carol");

        choose(window, "alice");
        Stage.until("alice alone is shown", () -> stage.shown(window).equals(List.of("one of alice")));
        choose(window, "Everyone");
        Stage.until("everyone is shown", () -> stage.shown(window).size() == 2);

        TranscriptView transcript = stage.transcript(window);
        Stage.edt(() -> transcript.requestFocusInWindow());
        stage.robot().pressAndReleaseKey(KeyEvent.VK_END);
        stage.robot().pressKey(KeyEvent.VK_CONTROL);
        stage.robot().pressAndReleaseKey(KeyEvent.VK_M);
        stage.robot().releaseKey(KeyEvent.VK_CONTROL);
        Stage.until("carol is muted", () -> stage.shown(window).equals(List.of("one of alice")));
        assertThat(window.button("muted").text()).isEqualTo("1 sender muted · no message");
        carol.type("two of carol");
        Stage.until("it is counted", () -> window.button("muted").text().equals("1 sender muted · 1 message"));
        alice.type("two of alice");
        Stage.until("alice is heard", () -> stage.shown(window).equals(List.of("one of alice", "two of alice")));

        Stage.press(window.button("muted"));
        JPopupMenu menu = stage.robot().findActivePopupMenu();
        Stage.press((AbstractButton) menu.getSubElements()[0]);
        Stage.until("nothing was lost", () -> stage.shown(window).size() == 4);
        Stage.until(
                "nobody is muted",
                () -> Stage.edt(() -> !window.robot()
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

    @Test
    void opensAWebAddressOnlyAfterALookAtTheWholeOfIt() throws Exception {
        FrameFixture window = stage.openReceiver("bob");
        Other alice = stage.other("sender", "alice");
        alice.awaitLine("receivers: .*bob");
        alice.type("see https://user@example.org:8443/a?b=c#d, or file:///etc/passwd");
        stage.rowWith(window, "see https://");

        Stage.edt(() -> stage.transcript(window).requestFocusInWindow());
        stage.robot().pressAndReleaseKey(KeyEvent.VK_END);
        stage.robot().pressKey(KeyEvent.VK_CONTROL);
        stage.robot().pressAndReleaseKey(KeyEvent.VK_ENTER);
        stage.robot().releaseKey(KeyEvent.VK_CONTROL);

        DialogFixture dialog = WindowFinder.findDialog(JDialog.class)
                .withTimeout(Stage.LONG.toMillis())
                .using(stage.robot());
        assertThat(dialog.textBox("text").text())
                .startsWith("https://user@example.org:8443/a?b=c#d\n")
                .contains("the computer example.org:8443.");
        Stage.press(dialog.button(JButtonMatcher.withText("Copy the address")));
        Stage.until(
                "it is on the clipboard",
                () -> Stage.clipboard().equals(Optional.of("https://user@example.org:8443/a?b=c#d")));
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
            Stage.until("it is replaced", () -> stage.shown(window).equals(List.of("copied 100 %", "meanwhile")));
        }
    }
}
