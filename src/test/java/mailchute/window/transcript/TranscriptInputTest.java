package mailchute.window.transcript;

import static mailchute.window.Screen.edt;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Point;
import java.awt.Toolkit;
import java.awt.datatransfer.DataFlavor;
import java.awt.event.InputEvent;
import java.awt.event.KeyEvent;
import java.awt.event.MouseEvent;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import mailchute.window.Screen;
import org.assertj.swing.core.MouseButton;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TranscriptInputTest {

    private final List<Object> opened = new ArrayList<>();
    private TranscriptView view;
    private Screen screen;

    @BeforeEach
    void show() {
        screen = Screen.showing(
                () -> {
                    view = new TranscriptView();
                    view.onOpen(row -> opened.add(row.source().orElseThrow()));
                    view.content()
                            .append(IntStream.range(0, 60)
                                    .mapToObj(TranscriptInputTest::row)
                                    .toList());
                    return view.inScrollPane();
                },
                500,
                400);
        screen.robot().waitForIdle();
        edt(() -> view.requestFocusInWindow());
        Screen.until("focused", () -> edt(() -> view.isFocusOwner()));
    }

    @AfterEach
    void close() {
        screen.close();
    }

    @Test
    void theArrowsMoveAndShiftExtends() {
        press(KeyEvent.VK_END);
        press(KeyEvent.VK_UP);
        assertThat(selected()).containsExactly("text 58");
        press(KeyEvent.VK_UP, KeyEvent.VK_SHIFT);
        press(KeyEvent.VK_UP, KeyEvent.VK_SHIFT);
        assertThat(selected()).containsExactly("text 56", "text 57", "text 58");
        press(KeyEvent.VK_DOWN);
        assertThat(selected()).containsExactly("text 57");
    }

    @Test
    void homeAndEndGoToTheEndsAndShowThem() {
        press(KeyEvent.VK_HOME);
        assertThat(selected()).containsExactly("text 0");
        assertThat(edt(() -> view.getVisibleRect().y)).isZero();
        press(KeyEvent.VK_END, KeyEvent.VK_SHIFT);
        assertThat(selected()).hasSize(60);
        assertThat(edt(() -> view.isAtNewest())).isTrue();
    }

    @Test
    void pagesMoveByWhatIsSeen() {
        press(KeyEvent.VK_HOME);
        press(KeyEvent.VK_PAGE_DOWN);
        int rows = Integer.parseInt(selected().get(0).substring(5));
        assertThat(rows).isBetween(3, 15);
        assertThat(edt(() -> view.getVisibleRect().contains(5, view.model().top(rows))))
                .isTrue();
        press(KeyEvent.VK_PAGE_UP);
        assertThat(selected()).containsExactly("text 0");
    }

    @Test
    void whatWasSaidIsCopiedAloneOrWithNamesAndTimes() throws Exception {
        press(KeyEvent.VK_HOME);
        press(KeyEvent.VK_DOWN, KeyEvent.VK_SHIFT);
        press(KeyEvent.VK_C, KeyEvent.VK_CONTROL);
        assertThat(clipboard()).isEqualTo("text 0\ntext 1");
        press(KeyEvent.VK_C, KeyEvent.VK_CONTROL, KeyEvent.VK_SHIFT);
        assertThat(clipboard()).isEqualTo("[10:42:07] alice: text 0\n[10:42:07] alice: text 1");
        press(KeyEvent.VK_A, KeyEvent.VK_CONTROL);
        assertThat(selected()).hasSize(60);
    }

    private static Object clipboard() throws Exception {
        return Toolkit.getDefaultToolkit().getSystemClipboard().getData(DataFlavor.stringFlavor);
    }

    @Test
    void whatIsTooLongToShowIsCopiedWhole() {
        TranscriptRow row = TranscriptRow.message(row(0).time(), "bob", "", "x".repeat(60_000) + "\u001b");
        assertThat(TranscriptInput.plain(row)).isEqualTo("[10:42:07] bob: " + "x".repeat(60_000) + "\u241b");
    }

    @Test
    void enterAndDoubleClickOpenTheRow() {
        press(KeyEvent.VK_HOME);
        press(KeyEvent.VK_ENTER);
        assertThat(opened).containsExactly("source 0");
        screen.robot().click(view, middleOf(2), MouseButton.LEFT_BUTTON, 2);
        screen.robot().waitForIdle();
        assertThat(opened).containsExactly("source 0", "source 2");
    }

    @Test
    void theMouseSelectsAndControlTogglesAndShiftExtends() {
        press(KeyEvent.VK_HOME);
        screen.robot().click(view, middleOf(1));
        assertThat(selected()).containsExactly("text 1");
        clickWith(Toolkit.getDefaultToolkit().getMenuShortcutKeyMaskEx(), middleOf(3));
        assertThat(selected()).containsExactly("text 1", "text 3");
        clickWith(InputEvent.SHIFT_DOWN_MASK, middleOf(5));
        assertThat(selected()).containsExactly("text 3", "text 4", "text 5");
    }

    /** By hand: Wine 8 forgets the robot's modifier keys as soon as the pointer moves. */
    private void clickWith(int modifiers, Point point) {
        edt(() -> {
            for (int id : new int[] {MouseEvent.MOUSE_PRESSED, MouseEvent.MOUSE_RELEASED, MouseEvent.MOUSE_CLICKED}) {
                int held = id == MouseEvent.MOUSE_PRESSED ? modifiers | InputEvent.BUTTON1_DOWN_MASK : modifiers;
                view.dispatchEvent(new MouseEvent(
                        view, id, System.currentTimeMillis(), held, point.x, point.y, 1, false, MouseEvent.BUTTON1));
            }
        });
    }

    @Test
    void draggingSelectsWhatItPasses() {
        press(KeyEvent.VK_HOME);
        screen.robot().pressMouse(view, middleOf(1));
        screen.robot().moveMouse(view, middleOf(2));
        screen.robot().moveMouse(view, middleOf(4));
        screen.robot().releaseMouseButtons();
        screen.robot().waitForIdle();
        assertThat(selected()).containsExactly("text 1", "text 2", "text 3", "text 4");
    }

    @Test
    void aSelectionIsSpokenOf() {
        press(KeyEvent.VK_HOME);
        assertThat(edt(() ->
                        view.getAccessibleContext().getAccessibleSelection().isAccessibleChildSelected(0)))
                .isTrue();
    }

    private Point middleOf(int row) {
        return edt(
                () -> new Point(200, (int) view.model().top(row) + view.model().height(row) / 2));
    }

    private List<String> selected() {
        screen.robot().waitForIdle();
        return edt(() -> view.selectedRows().stream().map(TranscriptRow::text).toList());
    }

    private void press(int key, int... held) {
        for (int modifier : held) {
            screen.robot().pressKey(modifier);
        }
        screen.robot().pressAndReleaseKey(key);
        for (int modifier : held) {
            screen.robot().releaseKey(modifier);
        }
        screen.robot().waitForIdle();
    }

    private static TranscriptRow row(int number) {
        return TranscriptRow.message(
                        LocalDate.now()
                                .atTime(LocalTime.of(10, 42, 7))
                                .atZone(ZoneId.systemDefault())
                                .toInstant(),
                        "alice",
                        "pid 1",
                        "text " + number)
                .withSource("source " + number);
    }
}
