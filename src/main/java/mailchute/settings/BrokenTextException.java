package mailchute.settings;

/** A text that is not made of keys and values. */
final class BrokenTextException extends Exception {

    private static final long serialVersionUID = 1;

    BrokenTextException(String message) {
        super(message);
    }
}
