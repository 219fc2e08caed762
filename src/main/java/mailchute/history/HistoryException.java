package mailchute.history;

import java.io.IOException;

/** The history could not be read or written; the message says why in words for people. */
public final class HistoryException extends IOException {

    private static final long serialVersionUID = 1L;

    /** What stands in the way. */
    public enum Reason {
        /** There is no room left on the disk. */
        FULL,
        /** This user may not write there, or nothing can be. */
        NOT_WRITABLE,
        /** Another process holds the database and does not let go. */
        BUSY,
        /** The file is damaged, or no database. */
        DAMAGED,
        /** A later version wrote it, in a form that this one does not know. */
        LATER_VERSION,
        /** Something else, which the message tells in the system's own words. */
        OTHER
    }

    private final Reason reason;

    HistoryException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** What stands in the way. */
    public Reason reason() {
        return reason;
    }
}
