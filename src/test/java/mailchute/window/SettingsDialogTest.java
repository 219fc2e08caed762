package mailchute.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Component;
import java.awt.Dialog;
import java.awt.event.KeyEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.accessibility.Accessible;
import mailchute.settings.LiveSettings;
import mailchute.settings.Settings;
import mailchute.settings.SettingsFile;
import mailchute.settings.ThemeChoice;
import mailchute.window.part.Theme;
import org.assertj.swing.finder.WindowFinder;
import org.assertj.swing.fixture.DialogFixture;
import org.assertj.swing.fixture.FrameFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsDialogTest {

    private Stage stage;
    private FrameFixture window;

    @BeforeEach
    void setUp() throws Exception {
        stage = new Stage(Stage.roomOfItsOwn(), Settings.DEFAULT);
        window = stage.openReceiver("bob");
    }

    @AfterEach
    void tearDown() {
        System.setProperty(Theme.PROPERTY, "light");
        stage.close();
    }

    private DialogFixture open() {
        stage.robot().pressKey(KeyEvent.VK_CONTROL);
        stage.robot().pressAndReleaseKeys(KeyEvent.VK_COMMA);
        stage.robot().releaseKey(KeyEvent.VK_CONTROL);
        DialogFixture dialog = WindowFinder.findDialog("settings-dialog")
                .withTimeout(Stage.LONG.toMillis())
                .using(stage.robot());
        Stage.until(
                "the dialog has the focus",
                () -> Stage.edt(() -> dialog.target().isFocused()));
        return dialog;
    }

    /** Through the model: what is tested is what becomes of a choice, not the mouse. */
    private static void ok(DialogFixture dialog) {
        Stage.edt(() -> dialog.button("settings-ok").target().doClick());
    }

    private static void awaitClosed(DialogFixture dialog) {
        Stage.until(
                "the dialog is closed", () -> !Stage.edt(() -> dialog.target().isShowing()));
    }

    private void awaitProblem(DialogFixture dialog, String part) {
        Stage.until(
                "it says " + part, () -> dialog.label("settings-problem").text().contains(part));
        assertThat(Stage.edt(() -> dialog.target().isShowing())).isTrue();
        assertThat(stage.settings().current()).isEqualTo(Settings.DEFAULT);
    }

    @Test
    void whatIsChosenIsWrittenAndNothingElse(@TempDir Path files) throws Exception {
        DialogFixture dialog = open();
        // Another process, meanwhile.
        LiveSettings elsewhere = new LiveSettings(new SettingsFile(stage.settingsFile()));
        elsewhere.change(elsewhere.current(), elsewhere.current().withDoNotDisturb(true));
        dialog.textBox("nickname").setText("  밥 ".strip());
        Stage.choose(dialog.comboBox("scale"), "125 %");
        Stage.edt(() -> dialog.checkBox("quiet-hours").target().doClick());
        dialog.textBox("quiet-from").setText("23:15");
        dialog.textBox("folder").setText(files.toString());
        Stage.edt(() -> dialog.checkBox("history").target().doClick());
        ok(dialog);
        awaitClosed(dialog);

        Settings now = new SettingsFile(stage.settingsFile()).load().settings();
        assertThat(now.nickname()).contains("밥");
        assertThat(now.scale()).isEqualTo(125);
        assertThat(now.quietHours().kept()).isTrue();
        assertThat(now.quietHours().from()).hasToString("23:15");
        assertThat(now.filesFolder()).contains(files);
        assertThat(now.history()).isFalse();
        assertThat(now.doNotDisturb()).as("the other's change").isTrue();
        Stage.until("everything is larger", () -> Stage.edt(() -> Theme.scale()) == 125);
    }

    @Test
    void cancelAndEscapeWriteNothing() {
        DialogFixture dialog = open();
        dialog.textBox("nickname").setText("carol");
        dialog.pressAndReleaseKeys(KeyEvent.VK_ESCAPE);
        awaitClosed(dialog);
        assertThat(stage.settings().current()).isEqualTo(Settings.DEFAULT);
    }

    @Test
    void whatCannotBeTakenIsSaidWhereItIs() throws Exception {
        DialogFixture dialog = open();
        dialog.textBox("nickname").setText("a b");
        ok(dialog);
        awaitProblem(dialog, "A nickname has 1 to 32");
        Stage.until(
                "the field has the focus",
                () -> Stage.edt(() -> dialog.textBox("nickname").target().isFocusOwner()));
        dialog.textBox("nickname").setText("");
        Stage.edt(() -> dialog.checkBox("quiet-hours").target().doClick());
        dialog.textBox("quiet-to").setText("25:00");
        ok(dialog);
        awaitProblem(dialog, "A time of day");
        dialog.textBox("quiet-to").setText("22:00");
        ok(dialog);
        awaitProblem(dialog, "Quiet hours end");
        dialog.textBox("quiet-to").setText("7:00");
        dialog.textBox("folder").setText("here");
        ok(dialog);
        awaitProblem(dialog, "whole path");
        Path file = Files.createTempFile("no", "folder");
        dialog.textBox("folder").setText(file.toString());
        ok(dialog);
        awaitProblem(dialog, "a file, not a folder");
        Files.delete(file);
    }

    @Test
    void aThemeThatIsChosenInAnotherProcessReachesThisWindow() throws Exception {
        System.clearProperty(Theme.PROPERTY);
        LiveSettings elsewhere = new LiveSettings(new SettingsFile(stage.settingsFile()));
        Files.writeString(stage.settingsFile(), "theme = dark\nscale = 150%\n");
        int width = Stage.edt(() -> window.target().getWidth());

        Stage.until("it is dark", () -> Stage.edt(Theme::isDark));
        Stage.until("it is larger", () -> Stage.edt(() -> window.target().getWidth()) > width);
        assertThat(elsewhere.current().theme()).isEqualTo(ThemeChoice.DARK);
        elsewhere.change(elsewhere.current(), Settings.DEFAULT);
        Stage.until("it is small again", () -> Stage.edt(() -> Theme.scale()) == 100);
    }

    @Test
    void everyFieldHasANameAndTabGoesThroughThemAsTheyStand() {
        DialogFixture dialog = open();
        Dialog target = dialog.target();
        List<Component> tabs = Walk.tabOrder(target);
        assertThat(tabs)
                .extracting(Component::getName)
                .containsExactly(
                        "nickname",
                        "theme",
                        "scale",
                        "language",
                        "notifications",
                        "do-not-disturb",
                        "quiet-hours",
                        "folder",
                        "choose-folder",
                        "history",
                        "settings-ok",
                        "settings-cancel");
        assertThat(Stage.edt(() -> tabs.stream()
                        .map(tab -> ((Accessible) tab).getAccessibleContext().getAccessibleName())
                        .filter(name -> name == null || name.isBlank())
                        .count()))
                .isZero();
        assertThat(Stage.edt(() -> Optional.ofNullable(target.getFocusOwner()))).contains(tabs.get(0));
    }

    @Test
    void doNotDisturbHasAKeyAndFollowsTheFile() throws Exception {
        stage.robot().pressKey(KeyEvent.VK_CONTROL);
        stage.robot().pressKey(KeyEvent.VK_SHIFT);
        stage.robot().pressAndReleaseKeys(KeyEvent.VK_D);
        stage.robot().releaseKey(KeyEvent.VK_SHIFT);
        stage.robot().releaseKey(KeyEvent.VK_CONTROL);
        Stage.until("it is on", () -> stage.settings().current().doNotDisturb());
        Files.writeString(stage.settingsFile(), "do-not-disturb = off\n");
        Stage.until(
                "the menu says so",
                () -> Stage.edt(() -> Walk.of(window.target()).stream()
                        .filter(component -> "menu-do-not-disturb".equals(component.getName()))
                        .noneMatch(component -> ((javax.swing.JMenuItem) component).isSelected())));
    }
}
