package mailchute.window.part;

import static mailchute.window.Screen.edt;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.swing.UIManager;
import mailchute.window.transcript.TranscriptView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ThemeTest {

    @BeforeEach
    void nothingIsForced() {
        System.clearProperty(Theme.PROPERTY);
    }

    @AfterEach
    void lightAgain() {
        System.clearProperty(Theme.PROPERTY);
        edt(() -> Theme.follow(false));
    }

    @Test
    void followsTheSystemUnlessItIsTold() {
        edt(() -> Theme.install(() -> Optional.of(true)));
        assertThat(edt(Theme::isDark)).isTrue();
        System.setProperty(Theme.PROPERTY, "light");
        edt(() -> Theme.install(() -> Optional.of(true)));
        assertThat(edt(Theme::isDark)).isFalse();
        System.setProperty(Theme.PROPERTY, "dark");
        edt(() -> Theme.install(Optional::empty));
        assertThat(edt(Theme::isDark)).isTrue();
    }

    @Test
    void bringsItsOwnColours() {
        edt(() -> Theme.install(() -> Optional.of(false)));
        assertThat(edt(() -> UIManager.getColor("Transcript.sender7"))).isNotNull();
        edt(() -> Theme.follow(true));
        assertThat(edt(() -> UIManager.getColor("Transcript.mark7"))).isNotNull();
        TranscriptView view = edt(() -> new TranscriptView());
        assertThat(edt(() -> view.getBackground().getRed())).isLessThan(100);
        edt(() -> Theme.follow(false));
        edt(() -> view.updateUI());
        assertThat(edt(() -> view.getBackground().getRed())).isGreaterThan(200);
    }

    @Test
    void linksHaveAColourAndNotTheOneThatMakesFlatLafReadyForHtml() {
        for (boolean dark : new boolean[] {false, true}) {
            edt(() -> Theme.install(() -> Optional.of(dark)));
            assertThat(edt(() -> UIManager.getColor("Transcript.link"))).isNotNull();
            assertThat(edt(() -> UIManager.getColor("Component.linkColor"))).isNull();
        }
    }

    @Test
    void theAppHasPicturesInAllSizes() {
        assertThat(Icons.app()).extracting(image -> image.getWidth(null)).containsExactly(16, 24, 32, 48, 64, 128, 256);
    }
}
