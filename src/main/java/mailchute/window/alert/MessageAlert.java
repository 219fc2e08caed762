package mailchute.window.alert;

import java.awt.Window;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.awt.event.WindowFocusListener;
import java.time.LocalTime;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.swing.JFrame;
import javax.swing.Timer;
import mailchute.settings.Settings;

/**
 * Counts the messages that nobody looked at, in the window's title and on the taskbar, and tells of them: by a
 * notification of the system where it has a tray, inside the window otherwise. It never takes the focus. One notification
 * tells of all messages of a second, and the next one comes five seconds later at the earliest. All of it is over as soon
 * as the window is looked at.
 */
public final class MessageAlert {

    /** Until what has arrived is counted: the event thread is not to be busy with it. */
    private static final int COUNTING_MILLIS = 100;

    /** Until it is told of, counted from the first message. */
    private static final int GATHERING_MILLIS = 1_000;

    /** From one notification to the next. */
    private static final int REST_MILLIS = 5_000;

    private final JFrame frame;
    private final Supplier<Settings> settings;
    private final Consumer<Integer> unreadListener;
    private final Toast toast;
    private final TrayNotice tray;
    private final TaskbarBadge badge;
    private final Timer counting = new Timer(COUNTING_MILLIS, event -> count());
    private final Timer gathering = new Timer(GATHERING_MILLIS, event -> tell());
    private final Timer rest = new Timer(REST_MILLIS, event -> rested());

    // On any thread; guarded by this object's lock.
    private Optional<String> room = Optional.empty();
    private Burst arriving = new Burst(Optional.empty());

    // On the event thread.
    private Burst untold = new Burst(Optional.empty());
    private int unread;
    private boolean closed;

    /**
     * The alert of one window.
     *
     * @param settings what the user has chosen, asked each time
     * @param unreadListener is told on the event thread how many messages nobody has looked at
     */
    public MessageAlert(JFrame frame, Supplier<Settings> settings, Consumer<Integer> unreadListener) {
        this.frame = frame;
        this.settings = settings;
        this.unreadListener = unreadListener;
        toast = new Toast(frame);
        tray = new TrayNotice(this::bringToFront);
        badge = new TaskbarBadge(frame);
        for (Timer timer : new Timer[] {counting, gathering, rest}) {
            timer.setRepeats(false);
        }
        frame.addWindowFocusListener(new WindowFocusListener() {
            @Override
            public void windowGainedFocus(WindowEvent event) {
                lookedAt();
            }

            @Override
            public void windowLostFocus(WindowEvent event) {}
        });
        frame.addWindowListener(new WindowAdapter() {
            @Override
            public void windowClosed(WindowEvent event) {
                closed = true;
                lookedAt();
            }
        });
    }

    /** What the messages are in, for the words of a notification; a conversation is in none. */
    public synchronized void setRoom(String name) {
        room = Optional.of(name);
        arriving = new Burst(room);
    }

    /** Takes note of a message of somebody else. On any thread; never waits. */
    public void arrived(String sender, String text) {
        synchronized (this) {
            arriving.add(sender, text);
        }
        counting.start();
    }

    /** Says something inside the window, which stays until the user closes it. On the event thread. */
    public void say(String title, String text) {
        toast.showUntilClosed(new Notice(title, text));
    }

    private synchronized Burst takeArrived() {
        Burst taken = arriving;
        arriving = new Burst(room);
        return taken;
    }

    private void count() {
        Burst arrived = takeArrived();
        if (arrived.count() == 0 || closed || isLookedAt()) {
            return;
        }
        unread += arrived.count();
        showUnread();
        Settings now = settings.get();
        if (!now.notifications() || now.isQuiet(LocalTime.now())) {
            return;
        }
        if (untold.count() == 0) {
            untold = arrived;
        } else {
            untold.addAll(arrived);
        }
        badge.requestAttention();
        if (!gathering.isRunning() && !rest.isRunning()) {
            gathering.start();
        }
    }

    /** Whether the window, or a dialog of it, has the focus. */
    private boolean isLookedAt() {
        for (Window owned : frame.getOwnedWindows()) {
            if (owned.isFocused()) {
                return true;
            }
        }
        return frame.isFocused();
    }

    private void tell() {
        if (untold.count() == 0) {
            return;
        }
        Notice notice = untold.notice();
        untold = new Burst(Optional.empty());
        rest.start();
        tray.show(notice, frame.getTitle(), () -> toast.show(notice));
    }

    private void rested() {
        tell();
    }

    private void lookedAt() {
        takeArrived();
        untold = new Burst(Optional.empty());
        gathering.stop();
        rest.stop();
        toast.hideNews();
        tray.remove();
        if (unread > 0) {
            unread = 0;
            showUnread();
        }
    }

    private void showUnread() {
        unreadListener.accept(unread);
        badge.show(unread);
    }

    private void bringToFront() {
        frame.setExtendedState(frame.getExtendedState() & ~JFrame.ICONIFIED);
        frame.setAutoRequestFocus(true);
        frame.toFront();
    }
}
