package mailchute.history;

import java.io.IOException;

/** The history could not be read or written; the message says why in words for people. */
public final class HistoryException extends IOException {

    private static final long serialVersionUID = 1L;

    HistoryException(String message, Throwable cause) {
        super(message, cause);
    }
}
