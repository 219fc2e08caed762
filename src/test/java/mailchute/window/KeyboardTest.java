package mailchute.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Component;
import java.awt.event.KeyEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.accessibility.Accessible;
import javax.swing.AbstractButton;
import javax.swing.Action;
import javax.swing.JFrame;
import javax.swing.JMenu;
import javax.swing.JMenuItem;
import javax.swing.JPopupMenu;
import javax.swing.JTable;
import javax.swing.JToolBar;
import javax.swing.KeyStroke;
import mailchute.window.part.Actions;
import org.assertj.core.api.SoftAssertions;
import org.assertj.swing.finder.WindowFinder;
import org.assertj.swing.fixture.DialogFixture;
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
                softly.assertThat(
                                ((Accessible) component).getAccessibleContext().getAccessibleName())
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
                    softly.assertThat(byTab || byKey)
                            .as("a key reaches %s", button.getName())
                            .isTrue();
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
        assertThatEveryActionHasAKey(softly, window);
        assertThatNoLetterIsUsedTwice(softly, window);
        softly.assertAll();
    }

    /** An action does what its menu item, its button or its component's own binding does: one of them has a key. */
    private static void assertThatEveryActionHasAKey(SoftAssertions softly, FrameFixture window) {
        Stage.edt(() -> {
            for (Component component : Walk.of(window.target())) {
                if (component instanceof AbstractButton button && button.getAction() != null) {
                    Action action = button.getAction();
                    boolean byLetter = button.getMnemonic() != 0 && !(button instanceof JMenuItem);
                    softly.assertThat(action.getValue(Action.ACCELERATOR_KEY) != null || byLetter)
                            .as(
                                    "a key for %s (%s)",
                                    action.getValue(Action.NAME), action.getValue(Action.SHORT_DESCRIPTION))
                            .isTrue();
                    softly.assertThat(action.getValue(Action.SHORT_DESCRIPTION))
                            .as("what %s does", action.getValue(Action.NAME))
                            .isNotNull();
                }
            }
        });
    }

    /** In each menu, and in the window with its menus' names; no key is that of two menu items. */
    private static void assertThatNoLetterIsUsedTwice(SoftAssertions softly, FrameFixture window) {
        Stage.edt(() -> {
            List<Component> all = Walk.of(window.target());
            List<Integer> letters = new ArrayList<>();
            List<KeyStroke> keys = new ArrayList<>();
            for (Component component : all) {
                if (component instanceof JMenu menu) {
                    softly.assertThat(Arrays.stream(menu.getMenuComponents())
                                    .filter(JMenuItem.class::isInstance)
                                    .map(item -> ((JMenuItem) item).getMnemonic())
                                    .filter(letter -> letter != 0))
                            .as("the letters in the menu %s", menu.getText())
                            .doesNotHaveDuplicates();
                    letters.add(menu.getMnemonic());
                } else if (component instanceof JMenuItem item) {
                    if (item.getAccelerator() != null
                            && !(item.getParent() instanceof JPopupMenu popup
                                    && !(popup.getInvoker() instanceof JMenu))) {
                        keys.add(item.getAccelerator());
                    }
                } else if (component instanceof AbstractButton button
                        && button.getMnemonic() != 0
                        && button.isShowing()) {
                    letters.add(button.getMnemonic());
                }
            }
            softly.assertThat(letters)
                    .as("the letters in the window")
                    .doesNotContain(0)
                    .doesNotHaveDuplicates();
            softly.assertThat(keys).as("the keys of menu items").doesNotHaveDuplicates();
        });
    }

    @Test
    void theHelpMenuListsEveryKeyOfTheWindow() throws Exception {
        FrameFixture window = stage.openSender("alice");
        window.textBox("message").click();
        window.pressAndReleaseKeys(KeyEvent.VK_F1);
        DialogFixture dialog = WindowFinder.findDialog("keys-dialog")
                .withTimeout(Stage.LONG.toMillis())
                .using(stage.robot());
        JTable table = dialog.table("keys").target();
        List<String> keys = Stage.edt(() -> IntStream.range(0, table.getRowCount())
                .mapToObj(row -> table.getValueAt(row, 0) + " " + table.getValueAt(row, 1))
                .toList());

        assertThat(keys)
                .contains("Ctrl+N New sender", "Ctrl+Shift+N New child", "Ctrl+, Settings …", "F1 Keys", "Ctrl+W Close")
                .contains("Enter Send the message", "Shift+Enter Start a new line", "Up What was sent before");
        List<String> items = Stage.edt(() -> Walk.of(((JFrame) window.target()).getJMenuBar()).stream()
                .filter(component -> component instanceof JMenuItem item && item.getAccelerator() != null)
                .map(component -> Actions.nameOf((JMenuItem) component))
                .toList());
        assertThat(items).isNotEmpty().allMatch(item -> keys.stream().anyMatch(key -> key.endsWith(" " + item)));
        dialog.pressAndReleaseKeys(KeyEvent.VK_ESCAPE);
        Stage.until("the list is closed", () -> !Stage.edt(() -> dialog.target().isShowing()));
    }
}
