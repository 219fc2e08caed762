package mailchute.ipc;

/**
 * An open object of this process that a child process can inherit: a {@code HANDLE} on Windows, a file descriptor on
 * Linux.
 */
public interface Handle extends AutoCloseable {

    /** Whether a child process may inherit the handle when it is listed in its {@link ChildCommand}. */
    enum Inheritance {
        /** Never inherited ({@code bInheritHandle} FALSE; {@code FD_CLOEXEC}). */
        PRIVATE,
        /** Inherited by the children that list it, and by no others of ours. */
        INHERITABLE
    }

    /** The handle's value in this process. */
    long value();

    /** Whether the handle can be listed in a {@link ChildCommand}. */
    Inheritance inheritance();

    /**
     * Closes the handle ({@code CloseHandle}, {@code close}). A call that waits on it in another thread fails at once
     * with {@link IpcException.Reason#CLOSED}. Closing again does nothing.
     */
    @Override
    void close();
}
