package mailchute.window.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Window;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import javax.swing.JDialog;
import javax.swing.JPanel;
import mailchute.window.Screen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is found in a text: nothing but an address of the web is opened, or so much as asked about. */
@Timeout(60)
class LinkOpenerTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "file://server/share/x.exe",
                "FILE:/c:/windows/system32/calc.exe",
                "smb://server/share",
                "javascript:alert(1)",
                "ms-settings:privacy",
                "mailto:a@b.example",
                "//server/share",
                "http:relative",
                "https:x",
                "jar:http://a.example/x.jar!/",
                "ftp://a.example/"
            })
    void whatIsNoWebAddressIsRefused(String address) {
        List<String> problems = new ArrayList<>();
        JPanel[] owner = new JPanel[1];
        try (Screen screen = Screen.showing(() -> owner[0] = new JPanel(), 300, 200)) {
            // A dialog would keep this call until it is answered.
            Screen.edt(() -> new LinkOpener(owner[0], problems::add).open(URI.create(address)));
            screen.robot().waitForIdle();
            assertThat(problems).singleElement().asString().contains(address);
            assertThat(List.of(Window.getWindows()))
                    .noneMatch(window -> window instanceof JDialog && window.isShowing());
        }
    }

    @Test
    void theComputerIsTheOneBehindTheNameToLogInWith() {
        assertThat(LinkOpener.hostOf(URI.create("https://bank.example@evil.example/")))
                .isEqualTo("evil.example");
        assertThat(LinkOpener.hostOf(URI.create("https://evil.example:8443/bank.example")))
                .isEqualTo("evil.example:8443");
    }
}
