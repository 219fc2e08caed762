package mailchute.window;

import java.awt.AWTException;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.GraphicsEnvironment;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.event.KeyEvent;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.swing.JTable;
import javax.swing.JTextField;
import javax.swing.UIManager;
import javax.swing.plaf.FontUIResource;
import mailchute.settings.LanguageChoice;
import mailchute.settings.Settings;
import mailchute.window.part.Theme;
import mailchute.window.part.Words;
import mailchute.window.participants.ParticipantsPanel;
import mailchute.window.transcript.TranscriptView;
import org.assertj.swing.finder.WindowFinder;
import org.assertj.swing.fixture.DialogFixture;
import org.assertj.swing.fixture.FrameFixture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Takes the pictures of the windows that the README shows: real processes, a room with something going on.
 *
 * <p>Not part of a test run. It asks for a system property, which is given to the JVM of the test run:
 *
 * <pre>
 * JAVA_TOOL_OPTIONS='-Dmailchute.screenshots=assets/screenshots -Dmailchute.theme=dark' launch/test linux Screenshots
 * JAVA_TOOL_OPTIONS='-Dmailchute.screenshots=assets/screenshots -Dmailchute.theme=dark' launch/test wine Screenshots
 * </pre>
 *
 * <p>The same again with {@code light}, and both with {@code -Dmailchute.screenshots.language=ko}; then {@code pngquant}
 * makes them small. All are looked at; those that the README shows are kept.
 */
@EnabledIfSystemProperty(named = Screenshots.FOLDER, matches = ".+")
class Screenshots {

    static final String FOLDER = "mailchute.screenshots";
    private static final String LANGUAGE = "mailchute.screenshots.language";

    /** Until a button that was just used looks as it does at rest, and the blinking cursor is not in doubt. */
    private static final Duration REST = Duration.ofMillis(700);

    private static final String ROOM = "lobby";

    /** Wine has neither Segoe UI nor Malgun Gothic; what Java takes instead has serifs and no Hangul. */
    @BeforeAll
    static void chooseFontUnderWine() {
        Set<String> families =
                Set.of(GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames(Locale.ROOT));
        if (isWindows() && !families.contains("Segoe UI")) {
            Stream.of("NanumGothic", "Noto Sans CJK KR", "NanumBarunGothic")
                    .filter(families::contains)
                    .findFirst()
                    .ifPresent(family -> UIManager.put("defaultFont", new FontUIResource(family, Font.PLAIN, 12)));
        }
    }

    private static boolean isWindows() {
        return System.getProperty("os.name").startsWith("Windows");
    }

    @Test
    void receiverAndParticipants() throws Exception {
        try (Stage stage = new Stage(ROOM, settings())) {
            FrameFixture window = stage.openReceiver("bob");
            Other alice = stage.stranger("sender", "alice");
            Other build = stage.stranger("sender", "build-script");
            Other carol = stage.stranger("receiver", "carol");
            alice.awaitLine("receivers: .*bob");
            build.awaitLine("receivers: .*bob");
            carol.awaitLine("^pipe ");
            alice.type("/child").type("/child env");
            alice.awaitLine("child alice-2 .* started");
            long child = Long.parseLong(
                    alice.awaitLine("child alice-1 \\((\\d+)\\) started").group(1));
            alice.type("Good morning! The staging server is back, you can deploy again.");
            stage.rowWith(window, "Good morning");
            build.type("build 1284 started on 9f3c2ab");
            stage.rowWith(window, "1284 started");
            alice.type("오늘 회의는 3시로 옮겼습니다. 자료는 공유 폴더에 있어요.");
            stage.rowWith(window, "3시");
            alice.type("/tell " + child + " Posted by a child process, through a handle it inherited.");
            stage.rowWith(window, "inherited");
            build.type("build 1284 finished: 412 tests passed, 0 failed, 1 min 48 s");
            stage.rowWith(window, "finished");
            build.type(
                    "The report is at https://ci.example.org/builds/1284/report and is kept for thirty days; whoever wants "
                            + "it for longer saves it.");
            stage.rowWith(window, "thirty days");
            alice.type("Thanks! 점심 먹고 배포할게요.");
            stage.rowWith(window, "배포");
            for (long pid : new long[] {alice.pid(), build.pid(), carol.pid(), child}) {
                stage.awaitRow(window.table("participants-table").target(), 2, pid);
            }
            stage.place(window, 60, 60);
            save(window, "receiver");
            window.textBox("search").setText("build from:build").pressAndReleaseKeys(KeyEvent.VK_ENTER);
            TranscriptView hits =
                    stage.robot().finder().findByName(window.target(), "search-hits", TranscriptView.class);
            Stage.until("it is found", () -> Stage.edt(() -> hits.content().rowCount() >= 2));
            save(window, "search");
        }
    }

    @Test
    void settingsDialog() throws Exception {
        dialog(KeyEvent.VK_COMMA, "settings");
    }

    @Test
    void exportDialog() throws Exception {
        dialog(KeyEvent.VK_S, "export");
    }

    /** The dialog that opens with Ctrl and a key. */
    private static void dialog(int key, String name) throws Exception {
        try (Stage stage = new Stage(ROOM, settings())) {
            FrameFixture window = stage.openReceiver("bob");
            stage.place(window, 60, 60);
            stage.robot().pressKey(KeyEvent.VK_CONTROL);
            stage.robot().pressAndReleaseKeys(key);
            stage.robot().releaseKey(KeyEvent.VK_CONTROL);
            DialogFixture dialog = WindowFinder.findDialog(name + "-dialog")
                    .withTimeout(Stage.LONG.toMillis())
                    .using(stage.robot());
            Stage.until(
                    "the dialog has the focus",
                    () -> Stage.edt(() -> dialog.target().isFocused()));
            save(Stage.edt(() -> dialog.target().getBounds()), name);
            Stage.edt(() -> dialog.target().dispose());
        }
    }

    private static boolean inKorean() {
        return "ko".equals(System.getProperty(LANGUAGE));
    }

    private static Settings settings() {
        Settings quiet = Stage.QUIET;
        return new Settings(
                quiet.nickname(),
                quiet.theme(),
                quiet.scale(),
                inKorean() ? LanguageChoice.KOREAN : LanguageChoice.ENGLISH,
                quiet.notifications(),
                quiet.doNotDisturb(),
                quiet.quietHours(),
                quiet.filesFolder(),
                quiet.history());
    }

    @Test
    void participants() throws Exception {
        String handedOver = inKorean() ? "넘겨받음" : "handed over";
        try (Stage stage = new Stage(ROOM, settings())) {
            FrameFixture window = stage.openReceiver("bob");
            JTable table = window.table("participants-table").target();
            Other alice = stage.stranger("sender", "alice");
            alice.awaitLine("receivers: .*bob");
            alice.type("/child").type("/child env");
            alice.awaitLine("child alice-2 .* started");
            long child = Long.parseLong(
                    alice.awaitLine("child alice-1 \\((\\d+)\\) started").group(1));
            Other build = stage.stranger("sender", "build-script");
            Other dave = stage.other("receiver", "dave");
            Other erin = stage.stranger("receiver", "erin");
            alice.awaitLine("alice-1 .* was handed the write handle of erin");
            Other carol = Other.start("receiver", "carol", "staging");
            try (carol) {
                for (long pid : new long[] {build.pid(), carol.pid(), dave.pid(), erin.pid(), child}) {
                    stage.awaitRow(table, 2, pid);
                }
                dave.kill();
                Stage.until(
                        "dave is seen to have ended",
                        () -> Stage.edt(() -> table.getValueAt(Stage.rowOf(table, 2, dave.pid()), 4)
                                .toString()
                                .contains("1")));
                stage.place(window, 60, 60);
                window.table("participants-table")
                        .cell(Pattern.compile(Long.toString(child)))
                        .click();
                Stage.until(
                        "the details are there",
                        () -> Stage.edt(() -> Walk.of(window.target()).stream()
                                .anyMatch(component -> component instanceof JTextField field
                                        && field.getText().contains(handedOver))));
                saveParticipants(window, "participants");
                window.table("participants-table")
                        .cell(Pattern.compile(Long.toString(dave.pid())))
                        .click();
                saveParticipants(window, "participants-left");
            }
        }
    }

    @Test
    void sender() throws Exception {
        try (Stage stage = new Stage(ROOM, settings())) {
            FrameFixture window = stage.openSender("alice");
            Other bob = stage.stranger("receiver", "bob");
            Other carol = stage.stranger("receiver", "carol");
            stage.awaitRow(window.table("targets").target(), 2, bob.pid());
            stage.awaitRow(window.table("targets").target(), 2, carol.pid());
            stage.place(window, 60, 60);
            Stage.say(window, "Good morning! The staging server is back.");
            stage.rowWith(window, "Good morning");
            window.button("new-child").click();
            stage.rowWith(window, "alice-1 (");
            stage.endLater(stage.awaitMember("alice-1", member -> member.label().startsWith("alice-1 "))
                    .identity());
            Other dave = stage.stranger("receiver", "dave");
            stage.rowWith(window, "dave (" + dave.pid() + ")");
            // The child's window came up in front.
            Stage.edt(() -> window.target().toFront());
            stage.robot().waitForIdle();
            window.textBox("message").click();
            Stage.say(window, "오늘 회의는 3시로 옮겼습니다.");
            stage.rowWith(window, "3시");
            window.textBox("message").setText(inKorean() ? "열두 시에 점심?" : "Lunch at twelve?");
            save(window, "sender");
        }
    }

    @Test
    void child() throws Exception {
        try (Stage stage = new Stage(ROOM, settings())) {
            Other bob = stage.stranger("receiver", "bob");
            Other carol = stage.stranger("receiver", "carol");
            Other alice = stage.stranger("sender", "alice");
            FrameFixture window = stage.openChild("alice-1", false, alice, bob, carol);
            stage.place(window, 60, 60);
            Stage.say(window, "No name, no address: only a handle.");
            stage.rowWith(window, "No name");
            Stage.say(window, "부모가 끝나면 저도 끝나요.");
            stage.rowWith(window, "부모");
            save(window, "child");
        }
    }

    @Test
    void conversation() throws Exception {
        try (Stage stage = new Stage(ROOM, settings())) {
            FrameFixture window = stage.openReceiver("bob");
            Stage.edt(() -> window.target().setLocation(900, 500));
            Other alice = stage.stranger("sender", "alice");
            alice.awaitLine("^pipe ");
            alice.type("/to " + Stage.self() + " Do you have a minute? The deploy key expires tonight.");
            FrameFixture talk = stage.conversation(alice);
            stage.rowWith(talk, "deploy key");
            stage.place(talk, 60, 60);
            talk.textBox("message").click();
            Stage.say(talk, "Sure. I will make a new one and put it into the vault.");
            stage.row(
                    talk,
                    row -> row.text().startsWith("Sure")
                            && List.of(Words.of("said.received"), Words.of("said.seen"))
                                    .contains(row.state()));
            alice.type("/to " + Stage.self() + " 고마워요! 끝나면 알려 주세요.");
            stage.rowWith(talk, "고마워요");
            alice.type("/file " + Stage.self() + " " + picture());
            Stage.until("the file is offered", () -> isShown(talk, "accept"));
            talk.button("accept").click();
            Stage.until("its picture is shown", () -> isShown(talk, "file-preview"));
            talk.textBox("message").setText("Done, ");
            save(talk, "conversation");
        }
    }

    private static boolean isShown(FrameFixture window, String name) {
        return Stage.edt(() -> Walk.of(window.target()).stream()
                .anyMatch(component -> name.equals(component.getName()) && component.isShowing()));
    }

    /** A curve such as a monitoring tool draws. */
    private static Path picture() throws IOException {
        BufferedImage picture = new BufferedImage(800, 600, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = picture.createGraphics();
        g.setPaint(new GradientPaint(0, 0, new Color(0x1B2B4B), 0, 600, new Color(0x3574F0)));
        g.fillRect(0, 0, 800, 600);
        g.setColor(Color.WHITE);
        g.setStroke(new BasicStroke(14));
        for (int x = 0; x < 800; x += 20) {
            g.drawLine(x, curve(x), x + 20, curve(x + 20));
        }
        g.dispose();
        Path file = Files.createTempDirectory("mailchute-picture").resolve("load of staging.png");
        ImageIO.write(picture, "png", file.toFile());
        return file;
    }

    private static int curve(int x) {
        return (int) (330 - x / 5.0 + 110 * Math.sin(x / 90.0));
    }

    private static void save(FrameFixture window, String name) throws IOException, AWTException {
        save(Stage.edt(() -> window.target().getBounds()), name);
    }

    private static void saveParticipants(FrameFixture window, String name) throws IOException, AWTException {
        save(
                Stage.edt(() -> {
                    ParticipantsPanel panel = (ParticipantsPanel) Walk.of(window.target()).stream()
                            .filter(ParticipantsPanel.class::isInstance)
                            .findFirst()
                            .orElseThrow();
                    return new Rectangle(panel.getLocationOnScreen(), panel.getSize());
                }),
                name);
    }

    private static void save(Rectangle area, String name) throws IOException, AWTException {
        LockSupport.parkNanos(REST.toNanos());
        Robot robot = new Robot();
        robot.mouseMove(1590, 990);
        robot.waitForIdle();
        BufferedImage picture = robot.createScreenCapture(area);
        String system = isWindows() ? "windows" : "linux";
        String theme = System.getProperty(Theme.PROPERTY, "light");
        Path file =
                Path.of(System.getProperty(FOLDER), system, name + "-" + theme + (inKorean() ? "-ko" : "") + ".png");
        Files.createDirectories(file.getParent());
        ImageIO.write(picture, "png", file.toFile());
    }
}
