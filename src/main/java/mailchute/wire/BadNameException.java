package mailchute.wire;

/** A nickname or room outside the limits; the message is one line that says which and why. */
public final class BadNameException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    BadNameException(String line) {
        super(line);
    }
}
