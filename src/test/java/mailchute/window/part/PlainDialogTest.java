package mailchute.window.part;

import static mailchute.window.Screen.edt;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Window;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.swing.JButton;
import javax.swing.JDialog;
import javax.swing.JPanel;
import javax.swing.JTextArea;
import javax.swing.JTextField;
import javax.swing.SwingUtilities;
import javax.swing.plaf.basic.BasicHTML;
import mailchute.window.Screen;
import org.assertj.swing.core.matcher.JButtonMatcher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class PlainDialogTest {

    private static final String PAGE = "<html><b>x</b>";

    private JPanel owner;
    private Screen screen;

    @BeforeEach
    void show() {
        screen = Screen.showing(() -> owner = new JPanel(), 400, 300);
    }

    @AfterEach
    void close() {
        screen.close();
    }

    @Test
    void showsItsTextAsItIsAndTellsYesFromNo() throws Exception {
        CompletableFuture<Boolean> answer =
                later(() -> PlainDialog.confirm(owner, PAGE, Severity.WARNING, PAGE, "End it"));
        JDialog dialog = dialog();
        JTextArea text = screen.robot().finder().findByName(dialog, "text", JTextArea.class);
        assertThat(edt(() -> text.getText())).isEqualTo(PAGE);
        assertThat(text.getClientProperty(BasicHTML.propertyKey)).isNull();
        click(dialog, "End it");
        assertThat(answer.get(10, TimeUnit.SECONDS)).isTrue();

        CompletableFuture<Boolean> no =
                later(() -> PlainDialog.confirm(owner, "t", Severity.WARNING, "End it?", "End it"));
        click(dialog(), "Cancel");
        assertThat(no.get(10, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void asksForALine() throws Exception {
        CompletableFuture<Optional<String>> answer =
                later(() -> PlainDialog.ask(owner, "New sender", "Nickname", "alice", "Open"));
        JDialog dialog = dialog();
        JTextField field = screen.robot().finder().findByName(dialog, "answer", JTextField.class);
        edt(() -> field.setText("bob"));
        click(dialog, "Open");
        assertThat(answer.get(10, TimeUnit.SECONDS)).contains("bob");
    }

    private static <T> CompletableFuture<T> later(Callable<T> call) {
        CompletableFuture<T> future = new CompletableFuture<>();
        SwingUtilities.invokeLater(() -> {
            try {
                future.complete(call.call());
            } catch (Exception failed) {
                future.completeExceptionally(failed);
            }
        });
        return future;
    }

    private static JDialog dialog() {
        Screen.until("a dialog", () -> edt(() -> shown().isPresent()));
        return edt(() -> shown().orElseThrow());
    }

    private static Optional<JDialog> shown() {
        return Arrays.stream(Window.getWindows())
                .filter(window -> window instanceof JDialog && window.isShowing())
                .map(JDialog.class::cast)
                .findFirst();
    }

    private void click(JDialog dialog, String text) {
        JButton button = screen.robot().finder().find(dialog, JButtonMatcher.withText(text));
        edt(() -> button.doClick(0));
    }
}
