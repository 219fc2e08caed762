package mailchute.window;

import java.awt.AWTError;
import java.awt.EventQueue;
import java.awt.GraphicsEnvironment;
import java.awt.HeadlessException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import mailchute.history.History;
import mailchute.ipc.IpcException;
import mailchute.ipc.IpcSystem;
import mailchute.room.ChildSender;
import mailchute.room.Receiver;
import mailchute.room.Roster;
import mailchute.room.Sender;
import mailchute.settings.LiveSettings;
import mailchute.settings.StateFile;
import mailchute.window.place.WindowPlaces;

/** Where windows are opened from; may be called on any thread. */
public final class Windows {

    /** How long a window may take to close that was rehearsed. */
    private static final int CLOSING_SECONDS = 15;

    private Windows() {}

    /** Why no window can be opened; empty where one can. */
    public static Optional<String> displayProblem() {
        if (GraphicsEnvironment.isHeadless()) {
            return Optional.of(System.getenv("DISPLAY") == null ? "DISPLAY is not set" : "this Java has no windows");
        }
        try {
            GraphicsEnvironment.getLocalGraphicsEnvironment().getDefaultScreenDevice();
            return Optional.empty();
        } catch (HeadlessException | AWTError | UnsatisfiedLinkError | NoClassDefFoundError e) {
            return Optional.of(
                    String.valueOf(e.getMessage()).lines().findFirst().orElse("it cannot be used"));
        }
    }

    /**
     * Makes sure that there is a display, reads what the user has chosen and sets the theme, before anything of a role is
     * opened.
     *
     * @throws NoDisplayException in one line
     */
    public static void prepare() throws NoDisplayException {
        prepare(Desk.ofUser());
    }

    /** The same for windows that are rehearsed: where they are is remembered in this folder, not among the user's. */
    public static void prepareToRehearse(Path folder) throws NoDisplayException {
        StateFile places = new StateFile(folder.resolve("windows.conf"));
        prepare(new Desk(LiveSettings.ofUser(), new WindowPlaces(places)));
    }

    /** The same with other settings than the user's. */
    static void prepare(Desk desk) throws NoDisplayException {
        Optional<String> problem = displayProblem();
        if (problem.isPresent()) {
            throw new NoDisplayException(problem.get());
        }
        // The files are read while the event thread is still busy with starting.
        EventQueue.invokeLater(() -> desk.use(Windows::prefersDark));
        desk.read();
    }

    private static Optional<Boolean> prefersDark() {
        try {
            return IpcSystem.local().prefersDark();
        } catch (IpcException e) {
            // The same failure ends the program in one line as soon as a mailslot is opened.
            return Optional.empty();
        }
    }

    /** Opens a receiver's window, before the receiver is started. */
    public static void openReceiver(Receiver receiver, Roster roster, History history, Runnable onClosed) {
        new Opening(() -> new ReceiverWindow(receiver, roster, history, onClosed).open()).await();
    }

    /** Opens a sender's window, before the sender is started. */
    public static void openSender(Sender sender, Runnable onClosed) {
        new Opening(() -> new SenderWindow(sender, onClosed).open()).await();
    }

    /** A window that is being opened. */
    public static final class Opening {

        private final FutureTask<Void> task;

        private Opening(Runnable opening) {
            task = new FutureTask<>(opening, null);
            EventQueue.invokeLater(task);
        }

        /** Waits until it is open. */
        public void await() {
            try {
                task.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("the window cannot be opened", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while a window was opened", e);
            }
        }
    }

    /**
     * Begins to open a child sender's window. The child may follow its parent's orders from here on; it is started when the
     * window is open.
     *
     * @param stay whether it stays when the parent ends, until the user says otherwise
     */
    public static Opening openChild(ChildSender child, Roster roster, boolean stay, Runnable onClosed) {
        ChildNews news = new ChildNews();
        child.listen(news);
        return new Opening(() -> {
            ChildWindow window = new ChildWindow(child, roster, stay, onClosed);
            news.goTo(window);
            window.open();
        });
    }

    /** Makes a receiver's window without showing it: what a class-data archive is trained with. */
    public static void rehearseReceiver(Receiver receiver, Roster roster, History history) {
        rehearse(closed -> new ReceiverWindow(receiver, roster, history, closed).rehearse());
    }

    /** The same for a sender's window. */
    public static void rehearseSender(Sender sender) {
        rehearse(closed -> new SenderWindow(sender, closed).rehearse());
    }

    /** The same for a child sender's window. */
    public static void rehearseChild(ChildSender child, Roster roster) {
        rehearse(closed -> new ChildWindow(child, roster, false, closed).rehearse());
    }

    /** Waits until the window is gone, and with it what it wrote. */
    private static void rehearse(Consumer<Runnable> rehearsal) {
        CountDownLatch closed = new CountDownLatch(1);
        new Opening(() -> rehearsal.accept(closed::countDown)).await();
        try {
            if (!closed.await(CLOSING_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("a window that was rehearsed does not close");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a window was closed", e);
        }
    }
}
