package mailchute.window.part;

import static mailchute.window.Screen.edt;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.BorderLayout;
import java.awt.event.KeyEvent;
import java.util.concurrent.TimeUnit;
import javax.swing.JPanel;
import javax.swing.JTextArea;
import javax.swing.JTextField;
import javax.swing.UIManager;
import mailchute.window.Screen;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class CaretRestTest {

    private JTextArea text;
    private JTextField other;
    private Screen screen;

    @BeforeEach
    void show() {
        screen = Screen.showing(
                () -> {
                    text = new JTextArea(5, 20);
                    other = new JTextField();
                    CaretRest.install(text, 300);
                    JPanel panel = new JPanel(new BorderLayout());
                    panel.add(text);
                    panel.add(other, BorderLayout.SOUTH);
                    return panel;
                },
                500,
                400);
        edt(() -> text.requestFocusInWindow());
        Screen.until("focused", () -> edt(() -> text.isFocusOwner()));
    }

    @AfterEach
    void close() {
        screen.close();
    }

    @Test
    void theCaretStandsStillAfterAWhileAndIsThere() {
        Screen.until("at rest", () -> rate() == 0);
        assertThat(edt(() -> text.getCaret().isVisible())).isTrue();
    }

    @Test
    void itBlinksAgainWithTheNextKey() {
        Screen.until("at rest", () -> rate() == 0);
        int after = edt(() -> {
            text.dispatchEvent(
                    new KeyEvent(text, KeyEvent.KEY_TYPED, System.currentTimeMillis(), 0, KeyEvent.VK_UNDEFINED, 'a'));
            return text.getCaret().getBlinkRate();
        });
        assertThat(edt(() -> text.getText())).isEqualTo("a");
        assertThat(after).isPositive().isEqualTo(edt(() -> UIManager.getInt("TextArea.caretBlinkRate")));
        Screen.until("at rest again", () -> rate() == 0);
    }

    @Test
    void whatHasTheFocusNoMoreIsLeftAlone() {
        edt(() -> other.requestFocusInWindow());
        Screen.until("focused", () -> edt(() -> other.isFocusOwner()));
        edt(() -> text.setText("changed by the program"));
        assertThat(edt(() -> text.getCaret().isVisible())).isFalse();
        edt(() -> text.requestFocusInWindow());
        Screen.until("focused", () -> edt(() -> text.isFocusOwner()));
        Screen.until("at rest", () -> rate() == 0);
    }

    private int rate() {
        return edt(() -> text.getCaret().getBlinkRate());
    }
}
