package mailchute.wire;

/** How large things may be, the same on every system. */
public final class Limits {

    /** The largest message in a mailslot, in bytes of its frame. */
    public static final int MAILSLOT_MESSAGE = 60 * 1024;

    /** The largest message in a named pipe, in bytes of its frame. */
    public static final int PIPE_MESSAGE = 128 * 1024;

    /** The longest nickname and room, in characters (code points). */
    public static final int NAME = 32;

    /** The longest name of a line that can be said again, in characters (code points). */
    public static final int LINE = 64;

    private Limits() {}
}
