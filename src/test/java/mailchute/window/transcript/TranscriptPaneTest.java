package mailchute.window.transcript;

import static mailchute.window.Screen.edt;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.event.KeyEvent;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.swing.JButton;
import javax.swing.JComponent;
import mailchute.window.Screen;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TranscriptPaneTest {

    private TranscriptView view;
    private TranscriptPane pane;
    private Screen screen;

    @BeforeEach
    void show() {
        screen = Screen.showing(
                () -> {
                    view = new TranscriptView();
                    pane = new TranscriptPane(view);
                    return (JComponent) pane;
                },
                500,
                400);
        edt(() -> view.content()
                .append(IntStream.range(0, 80).mapToObj(TranscriptPaneTest::row).toList()));
        edt(() -> view.requestFocusInWindow());
        Screen.until("focused", () -> edt(() -> view.isFocusOwner()));
    }

    @AfterEach
    void close() {
        screen.close();
    }

    @Test
    void aButtonLeadsToWhatCameWhileOneReadFurtherUp() {
        assertThat(edt(() -> newest().isVisible())).isFalse();
        screen.robot().pressAndReleaseKey(KeyEvent.VK_HOME);
        screen.robot().waitForIdle();
        edt(() -> view.content().append(List.of(row(80), row(81))));
        assertThat(edt(() -> newest().getText())).isEqualTo("2 new messages ↓");
        screen.robot().click(newest());
        screen.robot().waitForIdle();
        assertThat(edt(() -> view.isAtNewest())).isTrue();
        assertThat(edt(() -> newest().isVisible())).isFalse();
    }

    private JButton newest() {
        for (var each : pane.getComponents()) {
            if ("newest".equals(each.getName())) {
                return (JButton) each;
            }
        }
        throw new AssertionError("no button");
    }

    private static TranscriptRow row(int number) {
        return TranscriptRow.message(Instant.now(), "alice", "pid 1", "text " + number);
    }
}
