package mailchute.ipc;

import java.io.InputStream;
import java.io.OutputStream;

/**
 * A byte stream in one direction between relatives, such as a child's standard streams. Windows: what {@code CreatePipe}
 * does ({@code CreateNamedPipe} and {@code CreateFile} with a name that nobody else knows), with the end that stays here
 * overlapped. Linux: {@code pipe2}.
 *
 * <p>The end that the child gets is opened inheritable. The parent closes its copy of the child's end after the start,
 * or no end of file ever comes.
 */
public interface AnonymousPipe extends AutoCloseable {

    /** The reading end. */
    interface ReadEnd extends Handle {
        /**
         * Its bytes; ends when every write end is closed. Closing the stream closes the handle, and a read that waits in
         * another thread fails at once with {@code CLOSED}. ({@code ReadFile}; {@code poll} and {@code read}.)
         */
        InputStream stream();
    }

    /** The writing end. */
    interface WriteEnd extends Handle {
        /**
         * Writes through to the pipe, without a buffer of its own, and waits as long as the pipe is full (64 KiB on both
         * systems unless they are told otherwise; {@code WriteFile}; {@code poll} and {@code write}). Fails with {@code OWNER_GONE} when every read end is closed, and at
         * once with {@code CLOSED} when this one is.
         */
        OutputStream stream();
    }

    /**
     * Creates a pipe.
     *
     * @param readEnd whether a child may inherit the reading end
     * @param writeEnd whether a child may inherit the writing end
     * @throws IpcException {@code OTHER} where the system has no handle left
     */
    static AnonymousPipe create(Handle.Inheritance readEnd, Handle.Inheritance writeEnd) throws IpcException {
        return IpcSystem.local().createAnonymousPipe(readEnd, writeEnd);
    }

    /** The end that bytes come out of. */
    ReadEnd readEnd();

    /** The end that bytes go into. */
    WriteEnd writeEnd();

    /** Closes both ends. */
    @Override
    void close();
}
