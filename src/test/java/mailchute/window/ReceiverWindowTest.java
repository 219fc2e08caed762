package mailchute.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Toolkit;
import java.awt.datatransfer.DataFlavor;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import mailchute.room.Member;
import mailchute.window.transcript.TranscriptRow;
import mailchute.wire.Role;
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
        stage.close();
    }

    @Test
    void showsItsTwoAddressesAndCopiesThem() throws Exception {
        FrameFixture window = stage.openReceiver("bob");

        String mailslot = window.textBox("mailslot-address").text();
        String pipe = window.textBox("pipe-address").text();
        assertThat(mailslot).contains(stage.room()).endsWith(Long.toString(Stage.self()));
        assertThat(pipe).contains("mailchute").endsWith(Long.toString(Stage.self()));
        window.button("copy-mailslot").click();
        Stage.until("the mailslot's address is on the clipboard", () -> mailslot.equals(clipboard()));
        window.button("copy-pipe").click();
        Stage.until("the pipe's address is on the clipboard", () -> pipe.equals(clipboard()));
        stage.awaitStatus(window, "opied");
    }

    private static Object clipboard() throws Exception {
        return Toolkit.getDefaultToolkit().getSystemClipboard().getData(DataFlavor.stringFlavor);
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
        assertThat(greeting.detail()).startsWith(Long.toString(alice.pid()));
        assertThat(greeting.time()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
        TranscriptRow page = stage.rowWith(window, "not a page");
        assertThat(page.text()).isEqualTo("<html><img src='http://127.0.0.1:1/x.png'>not a page");
        stage.awaitRow(window.table("participants-table").target(), 2, alice.pid());
        Walk.assertThatNothingIsAPage(window.target());
    }

    @Test
    void opensASenderWhichIsAProcessOfItsOwn() throws Exception {
        FrameFixture window = stage.openReceiver("bob");

        window.button("new-sender").click();

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
}
