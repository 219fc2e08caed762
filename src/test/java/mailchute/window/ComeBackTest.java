package mailchute.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Rectangle;
import java.awt.event.KeyEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.swing.JSplitPane;
import org.assertj.swing.fixture.FrameFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Windows come back where they were. */
class ComeBackTest {

    @TempDir
    private Path folder;

    private Stage stage() throws Exception {
        return new Stage(Stage.roomOfItsOwn(), Stage.QUIET, folder);
    }

    private static Rectangle bounds(FrameFixture window) {
        return Stage.edt(() -> window.target().getBounds());
    }

    private static JSplitPane split(FrameFixture window, String name) {
        return Stage.edt(() -> (JSplitPane) Walk.of(window.target()).stream()
                .filter(component -> name.equals(component.getName()))
                .findFirst()
                .orElseThrow());
    }

    private static void close(Stage stage, FrameFixture window) throws Exception {
        Stage.edt(() -> window.target().dispose());
        assertThat(stage.awaitClosed()).isTrue();
    }

    @Test
    void withPlaceSizeAndDividersAndWithoutTheParticipantsThatWereHidden() throws Exception {
        Rectangle wanted = new Rectangle(140, 90, 900, 560);
        Rectangle placed;
        try (Stage stage = stage()) {
            FrameFixture window = stage.openSender("alice");
            Stage.edt(() -> window.target().setBounds(wanted));
            Stage.until("it has its size", () -> bounds(window).getSize().equals(wanted.getSize()));
            Stage.edt(() -> split(window, "split-targets").setDividerLocation(201));
            stage.robot().waitForIdle();
            window.pressAndReleaseKeys(KeyEvent.VK_F9);
            Stage.until(
                    "the participants are hidden",
                    () -> Stage.edt(() -> split(window, "split-participants").getRightComponent() == null));
            placed = bounds(window);
            close(stage, window);
        }
        try (Stage stage = stage()) {
            FrameFixture window = stage.openSender("alice");

            assertThat(bounds(window)).isEqualTo(placed);
            assertThat(Stage.edt(() -> split(window, "split-targets").getDividerLocation()))
                    .isEqualTo(201);
            assertThat(Stage.edt(() -> split(window, "split-participants").getRightComponent()))
                    .isNull();
            close(stage, window);
        }
        try (Stage stage = stage()) {
            assertThat(bounds(stage.openSender("alice")))
                    .as("it does not wander")
                    .isEqualTo(placed);
        }
    }

    @Test
    void fromAScreenThatIsGoneAndFromAFileThatWasEdited() throws Exception {
        Files.writeString(
                folder.resolve("windows.conf"),
                "receiver = 40000,-9000 800x500 split-participants=99999\nsender = somewhere\n");
        try (Stage stage = stage()) {
            FrameFixture window = stage.openReceiver("bob");
            Rectangle screen =
                    Stage.edt(() -> window.target().getGraphicsConfiguration().getBounds());
            Stage.until(
                    "it is on the screen",
                    () -> screen.contains(bounds(window)),
                    () -> bounds(window).toString());
            assertThat(bounds(window).getSize()).isEqualTo(new java.awt.Dimension(800, 500));
        }
    }

    @Test
    void maximizedWhereTheyWereMaximizedAndTheSizeBeforeThatIsNotForgotten() throws Exception {
        Files.writeString(folder.resolve("windows.conf"), "receiver = 100,80 800x500 maximized\n");
        try (Stage stage = stage()) {
            FrameFixture window = stage.openReceiver("bob");
            Stage.until(
                    "it fills the screen",
                    () -> bounds(window).width > 1200,
                    () -> bounds(window).toString());
            close(stage, window);
        }
        assertThat(Files.readString(folder.resolve("windows.conf"))).contains("receiver = 100,80 800x500 maximized");
    }

    @Test
    void besideAnotherOfTheSameRoleThatIsOpenThere() throws Exception {
        long other = ProcessHandle.current().pid();
        Files.writeString(
                folder.resolve("windows.conf"),
                "receiver = 100,80 800x500\nopen." + other + "-777.receiver = 100,80 800x500\n");
        try (Stage stage = stage()) {
            FrameFixture window = stage.openReceiver("bob");
            Stage.until(
                    "it is beside it",
                    () -> Math.abs(bounds(window).x - 128) < 14 && Math.abs(bounds(window).y - 108) < 40,
                    () -> bounds(window).toString());
        }
    }

    @Test
    void conversationsForEachPeer() throws Exception {
        Rectangle placed;
        try (Stage stage = stage()) {
            stage.openReceiver("bob");
            Other alice = stage.stranger("sender", "alice");
            alice.type("/to " + Stage.self() + " hello");
            FrameFixture talk = stage.conversation(alice);
            Stage.edt(() -> talk.target().setBounds(333, 222, 610, 444));
            Stage.until("it has its size", () -> bounds(talk).width == 610);
            stage.robot().waitForIdle();
            placed = bounds(talk);
            Path file = folder.resolve("windows.conf");
            Stage.until(
                    "that is kept",
                    () -> Files.readString(file)
                            .contains("\nconversation.alice = " + placed.x + "," + placed.y + " 610x444"));
        }
        try (Stage stage = stage()) {
            stage.openReceiver("bob");
            Other alice = stage.stranger("sender", "alice");
            alice.type("/to " + Stage.self() + " hello again");
            assertThat(bounds(stage.conversation(alice))).isEqualTo(placed);
        }
    }
}
