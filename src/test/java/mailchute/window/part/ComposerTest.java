package mailchute.window.part;

import static mailchute.window.Screen.edt;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.event.InputMethodEvent;
import java.awt.event.KeyEvent;
import java.awt.font.TextHitInfo;
import java.text.AttributedString;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JTextArea;
import mailchute.window.Screen;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ComposerTest {

    private final List<String> sent = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private boolean accepting = true;
    private Composer composer;
    private JTextArea area;
    private Screen screen;

    @BeforeEach
    void show() {
        screen = Screen.showing(
                () -> {
                    composer = new Composer(100, this::take, refused::add);
                    JPanel panel = new JPanel(new java.awt.BorderLayout());
                    panel.add(composer, java.awt.BorderLayout.SOUTH);
                    return panel;
                },
                500,
                400);
        area = screen.robot().finder().findByName("message", JTextArea.class);
        edt(() -> composer.requestFocusInWindow());
        Screen.until("focused", () -> edt(() -> area.isFocusOwner()));
    }

    @AfterEach
    void close() {
        screen.close();
    }

    @Test
    void enterSendsAndEmptiesTheBox() {
        type("hello");
        press(KeyEvent.VK_ENTER);
        assertThat(sent).containsExactly("hello");
        assertThat(text()).isEmpty();
    }

    @Test
    void whatIsNotTakenStays() {
        accepting = false;
        type("hello");
        press(KeyEvent.VK_ENTER);
        assertThat(sent).containsExactly("hello");
        assertThat(text()).isEqualTo("hello");
    }

    @Test
    void shiftAndEnterStartALine() {
        type("a");
        press(KeyEvent.VK_ENTER, KeyEvent.VK_SHIFT);
        type("b");
        assertThat(text()).isEqualTo("a\nb");
        assertThat(sent).isEmpty();
    }

    @Test
    void nothingIsSentWhenThereIsNothing() {
        type("   ");
        press(KeyEvent.VK_ENTER);
        assertThat(sent).isEmpty();
        assertThat(edt(() -> send().isEnabled())).isFalse();
    }

    @Test
    void theButtonSends() {
        type("hello");
        screen.robot().click(send());
        screen.robot().waitForIdle();
        assertThat(sent).containsExactly("hello");
        Screen.until("back in the box", () -> edt(() -> area.isFocusOwner()));
    }

    @Test
    void whatIsTooLongIsRefusedAndStays() {
        String korean = "가".repeat(34);
        edt(() -> composer.setText(korean));
        press(KeyEvent.VK_ENTER);
        assertThat(sent).isEmpty();
        assertThat(refused).containsExactly("Not sent: the message has 102 bytes, and at most 100 fit");
        assertThat(text()).isEqualTo(korean);
    }

    @Test
    void theLengthIsShownNearTheLimitAlone() {
        JLabel counter = edt(() -> (JLabel) java.util.Arrays.stream(composer.getComponents())
                .filter(each -> "counter".equals(each.getName()))
                .findFirst()
                .orElseThrow());
        edt(() -> composer.setText("x".repeat(80)));
        assertThat(edt(() -> counter.isVisible())).isFalse();
        edt(() -> composer.setText("x".repeat(81)));
        assertThat(edt(() -> counter.isVisible())).isTrue();
        assertThat(edt(() -> counter.getText())).isEqualTo("81 of 100 bytes");
    }

    @Test
    void theEnterThatEndsACompositionDoesNotSend() {
        compose("안녕하", 2, 1_000);
        enterAt(1_005); // the key comes first
        assertThat(sent).isEmpty();
        compose("하", 1, 2_000);
        enterAt(2_010); // the key comes after what it committed
        assertThat(sent).isEmpty();
        assertThat(text()).isEqualTo("안녕하");
        enterAt(2_500);
        assertThat(sent).containsExactly("안녕하");
    }

    @Test
    void anEnterAfterACompositionThatAnotherKeyEndedSends() {
        compose("안", 0, 1_000);
        compose("안", 1, 1_100);
        key(KeyEvent.VK_SPACE, 1_101);
        enterAt(1_110);
        assertThat(sent).containsExactly("안");
    }

    @Test
    void growsUpToSixLines() {
        int one = edt(() -> composer.getHeight());
        edt(() -> composer.setText("1\n2\n3"));
        screen.robot().waitForIdle();
        int three = edt(() -> composer.getHeight());
        edt(() -> composer.setText("1\n2\n3\n4\n5\n6"));
        screen.robot().waitForIdle();
        int six = edt(() -> composer.getHeight());
        edt(() -> composer.setText("1\n2\n3\n4\n5\n6\n7\n8"));
        screen.robot().waitForIdle();
        assertThat(one).isLessThan(three);
        assertThat(three).isLessThan(six);
        assertThat(edt(() -> composer.getHeight())).isEqualTo(six);
        edt(() -> composer.setText(""));
        screen.robot().waitForIdle();
        assertThat(edt(() -> composer.getHeight())).isEqualTo(one);
    }

    @Test
    void undoTakesBackAWordAndRedoBringsItAgain() {
        type("one two");
        press(KeyEvent.VK_Z, KeyEvent.VK_CONTROL);
        assertThat(text()).isEqualTo("one ");
        press(KeyEvent.VK_Y, KeyEvent.VK_CONTROL);
        assertThat(text()).isEqualTo("one two");
        press(KeyEvent.VK_Z, KeyEvent.VK_CONTROL);
        press(KeyEvent.VK_Z, KeyEvent.VK_CONTROL);
        assertThat(text()).isEmpty();
    }

    @Test
    void tabLeavesTheBox() {
        type("x");
        press(KeyEvent.VK_TAB);
        Screen.until("on the button", () -> edt(() -> send().isFocusOwner()));
        assertThat(text()).isEqualTo("x");
    }

    @Test
    void nothingIsSentWhileItIsDisabled() {
        type("hello");
        edt(() -> composer.setEnabled(false));
        assertThat(edt(() -> area.isEnabled() || send().isEnabled())).isFalse();
        press(KeyEvent.VK_ENTER);
        assertThat(sent).isEmpty();
    }

    @Test
    void hasANameForThoseWhoHearIt() {
        edt(() -> composer.setAccessibleName("Message to lobby"));
        assertThat(edt(() -> area.getAccessibleContext().getAccessibleName())).isEqualTo("Message to lobby");
    }

    private boolean take(String text) {
        sent.add(text);
        return accepting;
    }

    private void compose(String text, int committed, long when) {
        edt(() -> area.dispatchEvent(new InputMethodEvent(
                area,
                InputMethodEvent.INPUT_METHOD_TEXT_CHANGED,
                when,
                new AttributedString(text).getIterator(),
                committed,
                TextHitInfo.leading(0),
                null)));
    }

    private void enterAt(long when) {
        key(KeyEvent.VK_ENTER, when);
    }

    private void key(int key, long when) {
        edt(() -> area.dispatchEvent(new KeyEvent(area, KeyEvent.KEY_PRESSED, when, 0, key, KeyEvent.CHAR_UNDEFINED)));
    }

    private void type(String text) {
        screen.robot().enterText(text);
        screen.robot().waitForIdle();
    }

    private void press(int key) {
        screen.robot().pressAndReleaseKey(key);
        screen.robot().waitForIdle();
    }

    private void press(int key, int held) {
        screen.robot().pressKey(held);
        screen.robot().pressAndReleaseKey(key);
        screen.robot().releaseKey(held);
        screen.robot().waitForIdle();
    }

    private String text() {
        return edt(() -> composer.text());
    }

    private JButton send() {
        return screen.robot().finder().findByName("send", JButton.class);
    }
}
