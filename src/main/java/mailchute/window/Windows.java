package mailchute.window;

import java.awt.AWTError;
import java.awt.EventQueue;
import java.awt.GraphicsEnvironment;
import java.awt.HeadlessException;
import java.lang.reflect.InvocationTargetException;
import java.util.Optional;
import mailchute.history.History;
import mailchute.ipc.IpcException;
import mailchute.ipc.IpcSystem;
import mailchute.room.ChildSender;
import mailchute.room.Receiver;
import mailchute.room.Roster;
import mailchute.room.Sender;

/** Where windows are opened from; may be called on any thread. */
public final class Windows {

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
        onEventThread(() -> new ReceiverWindow(receiver, roster, history, onClosed).open());
    }

    /** Opens a sender's window, before the sender is started. */
    public static void openSender(Sender sender, Runnable onClosed) {
        onEventThread(() -> new SenderWindow(sender, onClosed).open());
    }

    /**
     * Opens a child sender's window, before the child is started.
     *
     * @param stay whether it stays when the parent ends, until the user says otherwise
     */
    public static void openChild(ChildSender child, Roster roster, boolean stay, Runnable onClosed) {
        onEventThread(() -> new ChildWindow(child, roster, stay, onClosed).open());
    }

    /** Makes a receiver's window without showing it: what a class-data archive is trained with. */
    public static void rehearseReceiver(Receiver receiver, Roster roster, History history) {
        onEventThread(() -> new ReceiverWindow(receiver, roster, history, () -> {}).rehearse());
    }

    /** The same for a sender's window. */
    public static void rehearseSender(Sender sender) {
        onEventThread(() -> new SenderWindow(sender, () -> {}).rehearse());
    }

    /** The same for a child sender's window. */
    public static void rehearseChild(ChildSender child, Roster roster) {
        onEventThread(() -> new ChildWindow(child, roster, false, () -> {}).rehearse());
    }

    private static void onEventThread(Runnable opening) {
        try {
            EventQueue.invokeAndWait(opening);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("the window cannot be opened", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a window was opened", e);
        }
    }
}
