package mailchute.window;

import static org.assertj.core.api.Assertions.fail;

import java.awt.Component;
import java.awt.EventQueue;
import java.awt.KeyboardFocusManager;
import java.awt.Toolkit;
import java.awt.Window;
import java.awt.datatransfer.Clipboard;
import java.awt.datatransfer.DataFlavor;
import java.awt.datatransfer.UnsupportedFlavorException;
import java.awt.event.KeyEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.swing.AbstractButton;
import javax.swing.JFrame;
import javax.swing.JTable;
import mailchute.TestFolders;
import mailchute.history.History;
import mailchute.ipc.Deadline;
import mailchute.ipc.Handle.Inheritance;
import mailchute.ipc.MailslotWriter;
import mailchute.ipc.OrderLine;
import mailchute.ipc.OsProcess;
import mailchute.ipc.ProcessIdentity;
import mailchute.room.ChildSender;
import mailchute.room.HandlesBy;
import mailchute.room.InheritedHandles;
import mailchute.room.Member;
import mailchute.room.Participant;
import mailchute.room.Receiver;
import mailchute.room.Roster;
import mailchute.room.Sender;
import mailchute.room.transfer.FilePlaces;
import mailchute.settings.LiveSettings;
import mailchute.settings.Settings;
import mailchute.settings.SettingsFile;
import mailchute.settings.StateFile;
import mailchute.settings.ThemeChoice;
import mailchute.window.part.Theme;
import mailchute.window.part.Words;
import mailchute.window.place.WindowPlaces;
import mailchute.window.transcript.TranscriptRow;
import mailchute.window.transcript.TranscriptView;
import mailchute.wire.Frame;
import mailchute.wire.FrameWriter;
import org.assertj.swing.core.Robot;
import org.assertj.swing.edt.FailOnThreadViolationRepaintManager;
import org.assertj.swing.edt.GuiActionRunner;
import org.assertj.swing.finder.WindowFinder;
import org.assertj.swing.fixture.FrameFixture;
import org.assertj.swing.fixture.JButtonFixture;
import org.assertj.swing.fixture.JComboBoxFixture;

/**
 * A window of this process with a robot in front of it, in a room of its own, and other participants around it that are real
 * processes. This process can be one participant at a time, because its pipe bears its pid.
 */
final class Stage implements AutoCloseable {

    /** Longer than anything here takes, the start of a JVM under Wine on a busy machine included. */
    static final Duration LONG = Duration.ofSeconds(45);

    /** The column with the pid, of the participants and of the targets. */
    static final int PID = 2;

    /** Until the room's threads of a window that was closed are done, their farewells included. */
    private static final Duration CLOSING = Duration.ofSeconds(20);

    /** Nothing comes up that a test did not ask for. */
    static final Settings QUIET = Settings.DEFAULT.withDoNotDisturb(true);

    private static final AtomicInteger ROOMS = new AtomicInteger();

    /** A pid comes again, and with it what a participant of the same name was about to send. */
    private static final String RUN = Long.toString(System.currentTimeMillis() % 1_000_000_000, 36);

    static {
        // A theme that the system decides would make the tests different from machine to machine.
        if (System.getProperty(Theme.PROPERTY) == null) {
            System.setProperty(Theme.PROPERTY, "light");
        }
    }

    private final String room;
    private final Path historyFolder;
    private final Path historyFile;
    private final Robot robot = SettledRobot.create();
    private final Deque<AutoCloseable> toClose = new ArrayDeque<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Path folder;
    private final boolean folderIsKept;
    private final LiveSettings settings;
    private Roster roster;
    private Participant participant;
    private Path files;

    Stage() throws Exception {
        this(roomOfItsOwn());
    }

    Stage(String room) throws Exception {
        this(room, QUIET);
    }

    Stage(String room, Settings chosen) throws Exception {
        this(room, chosen, Files.createTempDirectory("mailchute-stage"), false);
    }

    /** @param folder where the settings and the places of windows are kept, which may have been used before */
    Stage(String room, Settings chosen, Path folder) throws Exception {
        this(room, chosen, folder, true);
    }

    private Stage(String room, Settings chosen, Path folder, boolean folderIsKept) throws Exception {
        this.room = room;
        this.folder = folder;
        this.folderIsKept = folderIsKept;
        settings = new LiveSettings(new SettingsFile(folder.resolve("settings.conf")));
        settings.change(settings.current(), chosen);
        historyFolder = Files.createTempDirectory("mailchute-history");
        historyFile = historyFolder.resolve("history.db");
        FailOnThreadViolationRepaintManager.install();
        Windows.prepare(new Desk(settings, new WindowPlaces(new StateFile(folder.resolve("windows.conf")))));
    }

    static String roomOfItsOwn() throws Exception {
        return "test-" + OsProcess.current().pid() + "-" + RUN + "-" + ROOMS.incrementAndGet();
    }

    LiveSettings settings() {
        return settings;
    }

    Path settingsFile() {
        return folder.resolve("settings.conf");
    }

    Robot robot() {
        return robot;
    }

    String room() {
        return room;
    }

    /** Where receivers of this stage keep what they hear. */
    Path historyFile() {
        return historyFile;
    }

    static long self() throws Exception {
        return OsProcess.current().pid();
    }

    /** Another participant of the room; it may not be ready yet. */
    Other other(String role, String nickname, String... more) throws Exception {
        Other other = Other.start(role, nickname, room, more);
        toClose.push(other);
        return other;
    }

    /** Another participant of the room that is no child of this process, and is there. */
    Other stranger(String role, String nickname) throws Exception {
        Other other = Other.startApart(role, nickname, room);
        toClose.push(other);
        return other;
    }

    /** A process that something else started; ended with the stage. */
    void endLater(ProcessIdentity identity) throws Exception {
        OsProcess process = OsProcess.open(identity);
        toClose.push(() -> {
            process.terminate(1);
            process.waitFor(CLOSING);
            process.close();
        });
    }

    FrameFixture openReceiver(String nickname) throws Exception {
        roster = opened(new Roster());
        History history = opened(History.open(historyFile));
        Receiver receiver = opened(Receiver.open(nickname, room));
        receiver.keepIn(history);
        keepFiles(receiver.participant());
        Windows.openReceiver(receiver, roster, history, closed::countDown);
        receiver.start();
        return settled("receiver");
    }

    FrameFixture openSender(String nickname) throws Exception {
        roster = opened(new Roster());
        Sender sender = opened(Sender.open(nickname, room, roster));
        keepFiles(sender.participant());
        Windows.openSender(sender, closed::countDown);
        sender.start();
        return settled("sender");
    }

    /** A child sender that was handed the write handles of these receivers, and a handle of the other as its parent. */
    FrameFixture openChild(String nickname, boolean stay, Other parent, Other... receivers) throws Exception {
        roster = opened(new Roster());
        List<Long> handles = new ArrayList<>();
        for (Other receiver : receivers) {
            String address = receiver.awaitLine("^mailslot (.*)").group(1);
            // Adopted from here on: whose value it is need not close it.
            handles.add(MailslotWriter.open(address, Inheritance.INHERITABLE).value());
        }
        // Left open here: its child's end is the child's to close, and closing a line closes both.
        OrderLine line = OrderLine.create();
        long parentHandle = OsProcess.open(parent.process().identity()).value();
        ChildSender child = opened(ChildSender.adopt(
                nickname,
                room,
                new InheritedHandles(
                        handles,
                        OptionalLong.of(parentHandle),
                        OptionalLong.of(line.childEnd().value()),
                        HandlesBy.ARGV)));
        child.join(nickname, room);
        Windows.Opening window = Windows.openChild(child, roster, stay, closed::countDown);
        child.followOrders();
        window.await();
        child.start(roster);
        for (int i = 0; i < receivers.length; i++) {
            Frame whose =
                    new Frame.UseHandle(OptionalLong.of(handles.get(i)), receivers[i].pid(), receivers[i].nickname());
            line.send(FrameWriter.write(whose), CLOSING);
        }
        return settled("child");
    }

    /** This process's participant. */
    Participant participant() {
        return participant;
    }

    /** Where this process's files go: a folder of this stage alone. */
    Path files() {
        return files;
    }

    private void keepFiles(Participant here) throws IOException {
        participant = here;
        files = Files.createTempDirectory("mailchute-files");
        Path folder = files;
        here.keepFilesIn(new FilePlaces(() -> folder, Optional.empty()));
    }

    private <T extends AutoCloseable> T opened(T resource) {
        toClose.push(resource);
        return resource;
    }

    private FrameFixture settled(String name) {
        FrameFixture frame = frame(name);
        awaitSettled(frame);
        return frame;
    }

    private void awaitSettled(FrameFixture frame) {
        until("the window is where it was put", () -> SettledRobot.isInPlace(robot, (JFrame) frame.target()));
    }

    /**
     * Clicks on something, as somebody does who turns to that window, and waits until it has the focus. Whether a window that
     * opens gets it by itself is up to the window manager, and on a busy machine it may come late or not at all.
     */
    void turnTo(JFrame frame, Component target) {
        until("it is where it was put", () -> {
            robot.moveMouse(target);
            robot.waitForIdle();
            return edt(() -> target.getMousePosition() != null);
        });
        robot.click(target);
        until("it has the focus", () -> edt(target::isFocusOwner), () -> edt(Stage::focus));
    }

    /** Which window has the focus, and what in it: for who wonders why it is not another. */
    private static String focus() {
        KeyboardFocusManager manager = KeyboardFocusManager.getCurrentKeyboardFocusManager();
        return "active: " + manager.getActiveWindow() + ", owner: " + manager.getFocusOwner();
    }

    /** Presses a button through its model: one that comes up or moves while a mouse is on its way is missed by the mouse. */
    static void press(JButtonFixture button) {
        press(button.target());
    }

    /** The same. */
    static void press(AbstractButton button) {
        until("the button can be pressed", () -> edt(() -> button.isShowing() && button.isEnabled()));
        // Later, because a dialog that it opens lets go of the event thread only once it is closed.
        EventQueue.invokeLater(button::doClick);
    }

    /**
     * Chooses in a combo box what its list shows as this text. Through the model: the list is a window of its own, and on a
     * slow machine a click comes before it.
     */
    static void choose(JComboBoxFixture box, String shown) {
        String[] contents = box.contents();
        int index = List.of(contents).indexOf(shown);
        if (index < 0) {
            fail(shown + " is not among " + List.of(contents));
        }
        edt(() -> box.target().setSelectedIndex(index));
    }

    /** Waits for a window. */
    FrameFixture frame(String name) {
        FrameFixture frame =
                WindowFinder.findFrame(name).withTimeout(LONG.toMillis()).using(robot);
        until(name + " is shown", () -> edt(() -> frame.target().isShowing()));
        robot.waitForIdle();
        return frame;
    }

    /** Puts a text into the window's box at once, where typing it would take its time, and sends it. */
    static void say(FrameFixture window, String text) {
        if (!edt(() -> window.target().isActive())) {
            window.textBox("message").click();
        }
        window.textBox("message").setText(text);
        window.textBox("message").pressAndReleaseKeys(KeyEvent.VK_ENTER);
    }

    FrameFixture conversation(Other other) {
        return frame("conversation-" + other.pid());
    }

    boolean isShown(String name) {
        return edt(() -> List.of(JFrame.getFrames()).stream()
                .anyMatch(frame -> frame.isShowing() && name.equals(frame.getName())));
    }

    /** Out of the other windows' way, because a click does not raise a window. */
    void place(FrameFixture frame, int x, int y) {
        edt(() -> frame.target().setLocation(x, y));
        edt(() -> frame.target().toFront());
        awaitSettled(frame);
    }

    /** Whether the window was closed and has said so. */
    boolean awaitClosed() throws InterruptedException {
        return closed.await(LONG.toSeconds(), TimeUnit.SECONDS);
    }

    /** Waits until the process is here and answers. */
    Member awaitMember(String what, Predicate<Member> wanted) throws InterruptedException {
        return roster
                .await(members -> members.stream().anyMatch(wanted), LONG)
                .orElseGet(() -> fail("not here: " + what + "; here are " + roster.members()))
                .stream()
                .filter(wanted)
                .findFirst()
                .orElseThrow();
    }

    static List<TranscriptRow> transcript(FrameFixture frame, Robot robot) {
        TranscriptView view = robot.finder().findByName(frame.target(), "transcript", TranscriptView.class);
        return edt(view.content()::rows);
    }

    /** Waits for a row of the window's transcript. */
    TranscriptRow row(FrameFixture frame, Predicate<TranscriptRow> wanted) {
        until(
                "a row of the transcript",
                () -> transcript(frame, robot).stream().anyMatch(wanted),
                () -> transcript(frame, robot).stream()
                        .map(row -> "%.40s [%s]".formatted(row.text(), row.state()))
                        .collect(Collectors.joining(", ")));
        return transcript(frame, robot).stream().filter(wanted).findFirst().orElseThrow();
    }

    TranscriptRow rowWith(FrameFixture frame, String text) {
        return row(frame, row -> row.text().contains(text));
    }

    static String status(FrameFixture frame) {
        return frame.label("status").text();
    }

    void awaitStatus(FrameFixture frame, String part) {
        until("the status line says " + part, () -> status(frame).contains(part), () -> status(frame));
    }

    /** The row of a table in which a column has this value; -1 where none has. */
    static int rowOf(JTable table, int column, Object value) {
        return edt(() -> {
            for (int row = 0; row < table.getRowCount(); row++) {
                if (String.valueOf(table.getValueAt(row, column)).equals(String.valueOf(value))) {
                    return row;
                }
            }
            return -1;
        });
    }

    int awaitRow(JTable table, int column, Object value) {
        until(value + " is in the table", () -> rowOf(table, column, value) >= 0);
        return rowOf(table, column, value);
    }

    /**
     * Double-clicks on somebody in a window's participants, as who has turned to that window before: a click that brings the
     * window to the front need not count for a double one.
     *
     * @return the conversation's window
     */
    FrameFixture converse(FrameFixture window, Other with) {
        awaitRow(window.table("participants-table").target(), PID, with.pid());
        turnTo((JFrame) window.target(), window.textBox("search").target());
        window.table("participants-table")
                .cell(Pattern.compile(Long.toString(with.pid())))
                .doubleClick();
        return conversation(with);
    }

    void awaitNoRow(JTable table, int column, Object value) {
        until(value + " is not in the table", () -> rowOf(table, column, value) < 0);
    }

    /** The transcript of a window. */
    TranscriptView transcript(FrameFixture window) {
        return robot.finder().findByName(window.target(), "transcript", TranscriptView.class);
    }

    /** The texts that a window's transcript lets be seen. */
    List<String> shown(FrameFixture window) {
        TranscriptView transcript = transcript(window);
        return edt(() -> transcript.content().rows().stream()
                .filter(transcript.content()::shows)
                .map(TranscriptRow::text)
                .toList());
    }

    static void until(String what, Callable<Boolean> holds) {
        until(what, holds, () -> "");
    }

    static void until(String what, Callable<Boolean> holds, Callable<String> instead) {
        Deadline deadline = Deadline.after(LONG);
        try {
            while (!holds.call()) {
                if (deadline.passed()) {
                    fail("did not happen: " + what + "; " + instead.call());
                }
                LockSupport.parkNanos(20_000_000);
            }
        } catch (AssertionError | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The text on the clipboard; nothing where there is none, as before the first copy. */
    static Optional<String> clipboard() throws IOException {
        Clipboard clipboard = Toolkit.getDefaultToolkit().getSystemClipboard();
        try {
            return Optional.of((String) clipboard.getData(DataFlavor.stringFlavor));
        } catch (UnsupportedFlavorException e) {
            return Optional.empty();
        }
    }

    static <T> T edt(Callable<T> query) {
        return GuiActionRunner.execute(query);
    }

    static void edt(Runnable action) {
        GuiActionRunner.execute(action::run);
    }

    @Override
    public void close() {
        edt(() -> {
            for (Window window : Window.getWindows()) {
                if (window instanceof JFrame || window.isShowing()) {
                    window.dispose();
                }
            }
        });
        robot.cleanUp();
        settings.close();
        edt(() -> {
            Words.speak(Locale.ENGLISH);
            Theme.choose(ThemeChoice.SYSTEM);
            Theme.scale(Settings.DEFAULT.scale());
        });
        RuntimeException problem = new IllegalStateException("could not be closed");
        while (!toClose.isEmpty()) {
            try {
                toClose.pop().close();
            } catch (Exception e) {
                problem.addSuppressed(e);
            }
        }
        // A window's reader lets go on a thread of its own.
        until(
                "the history is closed",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().equals("mailchute-history-read")));
        delete(historyFolder, problem);
        if (files != null) {
            delete(files, problem);
        }
        if (!folderIsKept) {
            delete(folder, problem);
        }
        if (problem.getSuppressed().length > 0) {
            throw problem;
        }
    }

    private static void delete(Path folder, RuntimeException problem) {
        try {
            TestFolders.delete(folder);
        } catch (IOException e) {
            problem.addSuppressed(e);
        }
    }
}
