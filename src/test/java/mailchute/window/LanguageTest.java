package mailchute.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Component;
import java.awt.Dialog;
import java.awt.EventQueue;
import java.awt.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.swing.AbstractButton;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.JMenuBar;
import javax.swing.JTable;
import javax.swing.table.TableColumn;
import mailchute.settings.LanguageChoice;
import mailchute.settings.Settings;
import mailchute.window.help.AboutDialog;
import mailchute.window.help.KeysDialog;
import mailchute.window.settings.SettingsDialog;
import org.assertj.core.api.SoftAssertions;
import org.assertj.swing.fixture.FrameFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each window and dialog in each language: it speaks it, and nothing is wider than there is room for. */
class LanguageTest {

    /** Lines that say more than fits on them, and the rest in a tooltip. */
    private static final Set<String> MAY_BE_CUT = Set.of("status", "settings-problem", "history-banner-text");

    private Stage stage;

    private Stage speaking(LanguageChoice language) throws Exception {
        Settings quiet = Stage.QUIET;
        stage = new Stage(
                Stage.roomOfItsOwn(),
                new Settings(
                        quiet.nickname(),
                        quiet.theme(),
                        quiet.scale(),
                        language,
                        quiet.notifications(),
                        quiet.doNotDisturb(),
                        quiet.quietHours(),
                        quiet.filesFolder(),
                        quiet.history()));
        return stage;
    }

    @AfterEach
    void tearDown() {
        stage.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"ENGLISH", "KOREAN"})
    void aReceiversWindowAndTheDialogs(LanguageChoice language) throws Exception {
        FrameFixture window = speaking(language).openReceiver("bob");
        boolean korean = language == LanguageChoice.KOREAN;
        assertThat(menus(window)).startsWith(korean ? "창(W)" : "Window").endsWith(korean ? "도움말(H)" : "Help");
        assertThatNothingIsCut(window.target());
        JFrame frame = (JFrame) window.target();
        for (Runnable opening : List.<Runnable>of(
                () -> SettingsDialog.open(frame, stage.settings()),
                () -> KeysDialog.open(frame),
                () -> AboutDialog.open(frame))) {
            EventQueue.invokeLater(opening);
            Stage.until("a dialog is shown", () -> Stage.edt(() -> dialogs().count()) == 1);
            Dialog dialog = Stage.edt(() -> dialogs().findFirst().orElseThrow());
            stage.robot().waitForIdle();
            assertThat(Stage.edt(() -> dialog.getTitle().codePoints().anyMatch(Character::isIdeographic)
                            || dialog.getTitle()
                                    .codePoints()
                                    .anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HANGUL)))
                    .as(dialog.getTitle())
                    .isEqualTo(korean);
            assertThatNothingIsCut(dialog);
            Stage.edt(dialog::dispose);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ENGLISH", "KOREAN"})
    void aSendersWindow(LanguageChoice language) throws Exception {
        assertThatNothingIsCut(speaking(language).openSender("alice").target());
    }

    @ParameterizedTest
    @EnumSource(names = {"ENGLISH", "KOREAN"})
    void aChildsAndAConversationsWindow(LanguageChoice language) throws Exception {
        Other bob = speaking(language).other("receiver", "bob");
        assertThatNothingIsCut(stage.openChild("alice-1", true, bob, bob).target());
        bob.type("/to " + Stage.self() + " hello");
        assertThatNothingIsCut(stage.conversation(bob).target());
    }

    private static Stream<Dialog> dialogs() {
        return Stream.of(Window.getWindows())
                .filter(window -> window instanceof Dialog && window.isShowing())
                .map(Dialog.class::cast);
    }

    private static List<String> menus(FrameFixture window) {
        return Stage.edt(() -> {
            JMenuBar bar = ((JFrame) window.target()).getJMenuBar();
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < bar.getMenuCount(); i++) {
                texts.add(bar.getMenu(i).getText());
            }
            return texts;
        });
    }

    private void assertThatNothingIsCut(Window window) {
        stage.robot().waitForIdle();
        SoftAssertions softly = new SoftAssertions();
        Stage.edt(() -> {
            for (Component component : Walk.of(window)) {
                boolean text = component instanceof JLabel || component instanceof AbstractButton;
                if (text && component.isShowing() && !MAY_BE_CUT.contains(String.valueOf(component.getName()))) {
                    softly.assertThat(component.getWidth())
                            .as(
                                    "%s in %s",
                                    textOf(component),
                                    component.getParent().getClass().getSimpleName())
                            .isGreaterThanOrEqualTo(component.getPreferredSize().width);
                }
                if (component instanceof JTable table && table.isShowing() && table.getTableHeader() != null) {
                    checkHeader(softly, table);
                }
            }
        });
        softly.assertAll();
    }

    private static void checkHeader(SoftAssertions softly, JTable table) {
        for (int i = 0; i < table.getColumnCount(); i++) {
            TableColumn column = table.getColumnModel().getColumn(i);
            Component header = table.getTableHeader()
                    .getDefaultRenderer()
                    .getTableCellRendererComponent(table, column.getHeaderValue(), false, false, -1, i);
            softly.assertThat(column.getWidth())
                    .as("column %s of %s", column.getHeaderValue(), table.getName())
                    .isGreaterThanOrEqualTo(header.getPreferredSize().width);
        }
    }

    private static String textOf(Component component) {
        return component instanceof JLabel label ? label.getText() : ((AbstractButton) component).getText();
    }
}
