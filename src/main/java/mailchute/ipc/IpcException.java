package mailchute.ipc;

import java.io.IOException;

/**
 * A system call that failed: what was tried, on which address, what the system said, and what to do about it where we
 * know.
 *
 * <p>The message is one line fit for a status line, for example
 * {@code connect \\.\pipe\mailchute.4711: ERROR_PIPE_BUSY (231)}.
 */
public final class IpcException extends IOException {

    private static final long serialVersionUID = 1L;

    /** What to do about a process that may not be ended; for the implementations of this package's types. */
    public static final String OWN_PROCESSES = "its own user can end it, or an administrator";

    /** What a caller can tell apart and act on, the same on every system. */
    public enum Reason {
        /** Another process owns the name. */
        NAME_IN_USE("the name is taken by another process"),
        /** Nobody owns the name, or no such process. */
        NOT_FOUND("nothing there has this name"),
        /** The system refuses this user. */
        ACCESS_DENIED("this user is not allowed to"),
        /** All instances of a named pipe are connected. */
        BUSY("all its instances are taken; try again"),
        /** The deadline passed; nothing was written or read. */
        TIMED_OUT("not done in time"),
        /** The owner of the mailslot or the other end of the pipe is gone. */
        OWNER_GONE("its owner has ended"),
        /** The owner of the mailslot or the other end of the pipe does not read, and its queue is full. */
        OWNER_NOT_READING("its owner does not read, and the queue is full"),
        /** The message is larger than the limit; nothing was written. */
        TOO_LARGE("the message is over the limit"),
        /** The object was closed in this process, before the call or while it waited. */
        CLOSED("it is closed here"),
        /** The value is not a handle of the kind that was expected. */
        WRONG_HANDLE("the value is not an open handle of this kind"),
        /** This process, or the system, has no handle or no memory left for it; later it may have. */
        EXHAUSTED("there are no handles or there is no memory left for it"),
        /** The system cannot do this at all. */
        UNSUPPORTED("this system cannot do it"),
        /** Anything else: the code says what. */
        OTHER("");

        private final String words;

        Reason(String words) {
            this.words = words;
        }
    }

    private final Reason reason;
    private final String operation;
    private final String address;
    private final int code;
    private final String words;
    private final String detail;

    /**
     * A failure that the system reported.
     *
     * @param operation what was tried, in lower case: {@code create mailslot}
     * @param address the object's address or handle value; may be empty
     * @param code the system's error code ({@code GetLastError}, {@code errno})
     * @param symbol the code's name in the system's headers, or empty where it is not known
     */
    public IpcException(Reason reason, String operation, String address, int code, String symbol) {
        this(reason, operation, address, code, reason.words, (symbol.isEmpty() ? "code" : symbol) + " (" + code + ")");
    }

    /** A failure that was found without a system call: a limit, a closed object, a deadline. */
    public IpcException(Reason reason, String operation, String address, String detail) {
        this(reason, operation, address, 0, reason.words, detail);
    }

    private IpcException(Reason reason, String operation, String address, int code, String words, String detail) {
        this(reason, operation, address, code, words, detail, line(reason, operation, address, detail));
    }

    private IpcException(
            Reason reason, String operation, String address, int code, String words, String detail, String message) {
        super(message);
        this.detail = detail;
        this.reason = reason;
        this.operation = operation;
        this.address = address;
        this.code = code;
        this.words = words;
    }

    /**
     * A failure whose own words say more than its reason's, and say all: they are the whole message.
     *
     * @param words what went wrong, in lower case: {@code no receivers in room lobby}
     */
    public static IpcException inWords(Reason reason, String operation, String words) {
        return new IpcException(reason, operation, "", 0, words, "", words);
    }

    /** The same failure with what to do about it at the end of its message. */
    public IpcException advised(String advice) {
        IpcException advised =
                new IpcException(reason, operation, address, code, words, detail, getMessage() + "; " + advice);
        advised.setStackTrace(getStackTrace());
        return advised;
    }

    private static String line(Reason reason, String operation, String address, String detail) {
        StringBuilder line = new StringBuilder(operation);
        if (!address.isEmpty()) {
            line.append(' ').append(address);
        }
        line.append(": ");
        if (reason.words.isEmpty()) {
            line.append(detail);
        } else {
            line.append(reason.words);
            if (!detail.isEmpty()) {
                line.append(" [").append(detail).append(']');
            }
        }
        return line.toString();
    }

    /** What went wrong, in terms that hold on every system. */
    public Reason reason() {
        return reason;
    }

    /** What was tried. */
    public String operation() {
        return operation;
    }

    /** The object's address or handle value, or empty. */
    public String address() {
        return address;
    }

    /** The system's error code, or 0 where no system call failed. */
    public int code() {
        return code;
    }

    /** What the system said, such as {@code ECONNREFUSED (111)}, or what was found; may be empty. */
    public String detail() {
        return detail;
    }

    /** What went wrong in a few words, without the operation and the address. */
    public String words() {
        return words.isEmpty() ? getMessage() : words;
    }
}
