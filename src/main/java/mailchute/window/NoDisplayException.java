package mailchute.window;

/** There is no display to open a window on; the message is one line that says what to do. */
public final class NoDisplayException extends Exception {

    private static final long serialVersionUID = 1L;

    NoDisplayException(String problem) {
        super("no display to open a window on (" + problem + "); --headless does without");
    }
}
