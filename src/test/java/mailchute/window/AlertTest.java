package mailchute.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Component;
import java.awt.KeyboardFocusManager;
import java.awt.Rectangle;
import java.util.Optional;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.JTextArea;
import javax.swing.JTextField;
import mailchute.settings.Settings;
import mailchute.window.alert.MessageAlert;
import org.assertj.swing.fixture.FrameFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Messages that nobody looks at are counted and told of, and take the focus from nobody. */
class AlertTest {

    private Stage stage;
    private JFrame other;
    private JTextField typing;

    private FrameFixture receiver(Settings chosen) throws Exception {
        stage = new Stage(Stage.roomOfItsOwn(), chosen);
        FrameFixture window = stage.openReceiver("bob");
        stage.place(window, 20, 20);
        other = Stage.edt(() -> {
            JFrame frame = new JFrame("elsewhere");
            typing = new JTextField(20);
            frame.add(typing);
            frame.setBounds(1150, 400, 300, 120);
            frame.setVisible(true);
            return frame;
        });
        Stage.until("the other window is there", () -> Stage.edt(typing::isShowing));
        focusOther();
        return window;
    }

    private void focusOther() {
        stage.turnTo(other, typing);
    }

    @AfterEach
    void tearDown() {
        if (stage != null) {
            stage.close();
        }
    }

    private static Optional<Component> focusOwner() {
        return Stage.edt(() -> Optional.ofNullable(
                KeyboardFocusManager.getCurrentKeyboardFocusManager().getFocusOwner()));
    }

    private static String title(FrameFixture window) {
        return Stage.edt(() -> window.target().getTitle());
    }

    private static void awaitTitle(FrameFixture window, String beginning) {
        Stage.until(
                "the title begins with " + beginning, () -> title(window).startsWith(beginning), () -> title(window));
    }

    private static Optional<Component> toast(FrameFixture window) {
        return Stage.edt(() -> Walk.of(window.target()).stream()
                .filter(component -> "toast".equals(component.getName()) && component.isShowing())
                .findFirst());
    }

    private static String toastText(FrameFixture window) {
        return Stage.edt(() -> Walk.of(window.target()).stream()
                .filter(component -> "toast-text".equals(component.getName()))
                .map(component -> ((JTextArea) component).getText())
                .findFirst()
                .orElse(""));
    }

    @Test
    void theyAreCountedInTheTitleUntilTheWindowIsLookedAt() throws Exception {
        FrameFixture window = receiver(Stage.QUIET);
        Other alice = stage.stranger("sender", "alice");
        alice.awaitLine("receivers: .*bob");

        alice.type("one").type("two").type("three");

        awaitTitle(window, "(3) " + stage.room());
        assertThat(focusOwner()).contains(typing);
        assertThat(toast(window)).as("nothing disturbs").isEmpty();
        Stage.edt(() -> window.target().toFront());
        Stage.edt(() -> window.target().requestFocus());
        awaitTitle(window, stage.room());
        alice.type("four");
        stage.rowWith(window, "four");
        assertThat(title(window)).as("nothing is counted that is looked at").startsWith(stage.room());
    }

    @Test
    void theyAreCountedInAConversationToo() throws Exception {
        FrameFixture window = receiver(Stage.QUIET);
        Other alice = stage.stranger("sender", "alice");
        alice.awaitLine("^pipe ");
        alice.type("/to " + Stage.self() + " hello");
        FrameFixture talk = stage.conversation(alice);
        stage.rowWith(talk, "hello");
        stage.place(talk, 20, 460);
        // Wine gives the focus to every window that opens, whatever it is told.
        focusOther();
        alice.type("/to " + Stage.self() + " are you there?").type("/to " + Stage.self() + " anyone?");

        Stage.until("both are counted", () -> title(talk).matches("\\([23]\\) alice .*"), () -> title(talk));
        assertThat(title(window)).startsWith(stage.room());
        assertThat(focusOwner()).contains(typing);
    }

    /** Where there is no tray; the words are the same where there is one. */
    @Test
    void aNotificationInsideTheWindowMovesNothingAndIsNoPage() throws Exception {
        FrameFixture window = receiver(Stage.QUIET);
        MessageAlert alert =
                Stage.edt(() -> new MessageAlert((JFrame) window.target(), () -> Settings.DEFAULT, unread -> {}));
        Component main = Stage.edt(() -> ((JFrame) window.target()).getContentPane());
        Rectangle before = Stage.edt(() -> main.getBounds());

        String title = "<html><b>alice\u202E\u200B";
        Stage.edt(() -> alert.say(title, "<html><img src=x> 안녕하세요\u001b]0;x\u0007\u2066 " + "long ".repeat(60)));

        assertThat(toast(window)).isPresent();
        assertThat(toastText(window)).startsWith("<html><img src=x> 안녕하세요\u241b]0;x\u2407\uFFFD ");
        Walk.assertThatNothingIsAPage(window.target());
        Walk.assertThatNothingActsUnseen(window.target());
        assertThat(Stage.edt(() -> main.getBounds())).isEqualTo(before);
        assertThat(focusOwner()).contains(typing);
        Component card = toast(window).orElseThrow();
        assertThat(Stage.edt(() -> card.getHeight())).as("as high as its text").isBetween(100, 300);
        assertThat(Stage.edt(() -> window.target().getBounds().contains(card.getLocationOnScreen())))
                .isTrue();
        assertThat(Stage.edt(() -> card.getAccessibleContext().getAccessibleName()))
                .isEqualTo("<html><b>alice\uFFFD\uFFFD");
        Stage.edt(() -> {
            JLabel label = (JLabel) Walk.of(card).stream()
                    .filter(component -> "toast-title".equals(component.getName()))
                    .findFirst()
                    .orElseThrow();
            assertThat(label.getText()).isEqualTo("<html><b>alice\uFFFD\uFFFD");
        });

        Stage.edt(() -> window.button("close-toast").target().doClick());
        Stage.until("it is closed", () -> toast(window).isEmpty());
    }

    @Test
    void aBrokenSettingsFileIsSaidInTheWindow() throws Exception {
        FrameFixture window = receiver(Stage.QUIET);

        java.nio.file.Files.writeString(stage.settingsFile(), "this is no settings file");

        Stage.until("it is said", () -> toastText(window).contains(".broken-"), () -> toastText(window));
        assertThat(focusOwner()).contains(typing);
    }
}
