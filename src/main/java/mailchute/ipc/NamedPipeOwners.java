package mailchute.ipc;

import java.time.Duration;

/**
 * Who has a pipe named {@code prefix + pid}, for whoever looks again and again: a look at what has not changed costs next to
 * nothing. One thread looks, waits and closes.
 *
 * <p>Windows: the names in {@code \\.\pipe\} ({@code FindFirstFile}), and where they cannot be listed (Wine 8), {@code
 * WaitNamedPipe} for each pid of the process list. Linux: the prefix's folder and the locks of the owners, read again when
 * {@code inotify} tells that something has happened there, or where it does not tell, as before the first wait.
 */
public interface NamedPipeOwners extends AutoCloseable {

    /**
     * The owners of this user's pipes.
     *
     * @param prefix {@code \\.\pipe\…}, or a path and the beginning of a name
     * @throws IpcException {@code UNSUPPORTED} for a name of another machine
     */
    static NamedPipeOwners of(String prefix) throws IpcException {
        return of(prefix, User.current());
    }

    /**
     * As {@link #of(String)}, for the pipes of a user who lets others connect to them.
     *
     * @param owner whose they are: on Linux of the folder and of the processes. What another user's killed processes left is
     *     for that user to sweep. Windows does not compare
     */
    static NamedPipeOwners of(String prefix, User owner) throws IpcException {
        return IpcSystem.local().namedPipeOwners(prefix, owner);
    }

    /**
     * The pids for which such a pipe exists now, without opening any of them. Whoever came or went before the call is seen
     * by it; the names of killed owners are swept on Linux.
     *
     * @return in ascending order; each may have ended since
     * @throws IpcException {@code ACCESS_DENIED} where the folder is not the owner's, or another user could put something
     *     there
     */
    long[] look() throws IpcException;

    /**
     * Waits until a look may find something new, or {@link #wake} was called, or the timeout is over. It may return without
     * any of these.
     *
     * <p>Linux tells that something happened in the folder ({@code inotify}). Where it does not, such as to the 129th who wants
     * to be told, and for another user's pipes, and on Windows, this returns after 300 ms.
     *
     * @throws IpcException {@code EXHAUSTED}
     */
    void await(Duration timeout) throws IpcException, InterruptedException;

    /** Ends the wait, or the next one. On any thread, but not after closing. */
    void wake();

    /** Gives back what was kept open between the looks. */
    @Override
    void close();
}
