package mailchute.wire;

/** Bytes that claim to be a frame and are none; the message says why in one line, without quoting them. */
public final class BadFrameException extends Exception {

    private static final long serialVersionUID = 1L;

    BadFrameException(String why) {
        super(why);
    }
}
