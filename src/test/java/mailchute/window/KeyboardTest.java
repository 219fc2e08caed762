package mailchute.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Component;
import java.awt.event.KeyEvent;
import java.util.List;
import javax.accessibility.Accessible;
import javax.swing.AbstractButton;
import javax.swing.JMenuItem;
import javax.swing.JToolBar;
import org.assertj.core.api.SoftAssertions;
import org.assertj.swing.fixture.FrameFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** All of each window can be reached by keys and has a name for those who cannot see it. */
class KeyboardTest {

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
    void aReceiversWindow() throws Exception {
        FrameFixture window = stage.openReceiver("bob");

        assertThatAllIsReachableAndNamed(window);
        assertThatF9ShowsAndHidesTheParticipants(window);
        stage.robot().pressKey(KeyEvent.VK_CONTROL);
        stage.robot().pressAndReleaseKeys(KeyEvent.VK_W);
        stage.robot().releaseKey(KeyEvent.VK_CONTROL);
        assertThat(stage.awaitClosed()).isTrue();
    }

    @Test
    void aSendersWindow() throws Exception {
        FrameFixture window = stage.openSender("alice");

        assertThatAllIsReachableAndNamed(window);
        assertThat(keyOf(window, "menu-new-sender")).isEqualTo("ctrl pressed N");
        assertThat(keyOf(window, "menu-new-child")).isEqualTo("shift ctrl pressed N");
    }

    private static String keyOf(FrameFixture window, String item) {
        return Stage.edt(() -> Walk.of(window.target()).stream()
                .filter(component -> item.equals(component.getName()))
                .map(component -> ((JMenuItem) component).getAccelerator().toString())
                .findFirst()
                .orElseThrow());
    }

    @Test
    void aChildsAndAConversationsWindow() throws Exception {
        Other bob = stage.other("receiver", "bob");
        FrameFixture window = stage.openChild("alice-1", true, bob, bob);
        assertThatAllIsReachableAndNamed(window);

        bob.type("/to " + Stage.self() + " hello");

        FrameFixture talk = stage.conversation(bob);
        assertThatAllIsReachableAndNamed(talk);
    }

    private static void assertThatF9ShowsAndHidesTheParticipants(FrameFixture window) {
        window.table("participants-table").requireVisible();
        window.pressAndReleaseKeys(KeyEvent.VK_F9);
        Stage.until("the participants are hidden", () -> !showsParticipants(window));
        window.pressAndReleaseKeys(KeyEvent.VK_F9);
        Stage.until("the participants are shown", () -> showsParticipants(window));
    }

    private static boolean showsParticipants(FrameFixture window) {
        return Stage.edt(() -> Walk.of(window.target()).stream()
                .anyMatch(component -> "participants-table".equals(component.getName()) && component.isShowing()));
    }

    private static void assertThatAllIsReachableAndNamed(FrameFixture window) {
        List<Component> tabs = Walk.tabOrder(window.target());
        SoftAssertions softly = new SoftAssertions();
        Stage.edt(() -> {
            for (Component component : tabs) {
                softly.assertThat(((Accessible) component).getAccessibleContext().getAccessibleName())
                        .as("the accessible name of %s", component)
                        .isNotBlank();
            }
            for (Component component : Walk.of(window.target())) {
                if (component instanceof AbstractButton button
                        && button.isShowing()
                        && button.isEnabled()
                        && button.getName() != null) {
                    // In a toolbar the arrow keys lead on from where Tab led to.
                    boolean byTab = tabs.contains(button)
                            || button.getParent() instanceof JToolBar bar
                                    && button.isFocusable()
                                    && tabs.stream().anyMatch(other -> other.getParent() == bar);
                    boolean byKey = button.getMnemonic() != 0
                            || button instanceof JMenuItem item && item.getAccelerator() != null;
                    softly.assertThat(byTab || byKey).as("a key reaches %s", button.getName()).isTrue();
                    softly.assertThat(button.getAccessibleContext().getAccessibleName())
                            .as("the accessible name of %s", button.getName())
                            .isNotBlank();
                }
            }
        });
        softly.assertThat(tabs)
                .extracting(Component::getName)
                .as("what Tab goes through")
                .contains("transcript");
        softly.assertAll();
    }
}
