package mailchute.ipc.linux;

import com.sun.jna.Memory;
import java.util.Optional;
import mailchute.ipc.Deadline;
import mailchute.ipc.Handle.Inheritance;
import mailchute.ipc.HandleTable;
import mailchute.ipc.HandleTable.Kind;
import mailchute.ipc.IpcException;

/**
 * Waits for what happens in a folder ({@code inotify}): names that come and go, and files that are closed by whoever had them
 * open for writing, as the kernel does for a process that ends.
 */
final class FolderWatch implements AutoCloseable {

    private static final String WATCH = "watch";

    private static final int MASK = LibC.IN_CREATE
            | LibC.IN_DELETE
            | LibC.IN_MOVED_FROM
            | LibC.IN_MOVED_TO
            | LibC.IN_CLOSE_WRITE
            | LibC.IN_DELETE_SELF
            | LibC.IN_MOVE_SELF
            | LibC.IN_ONLYDIR;

    private static final int NONE = -1;

    private final String folder;
    private final byte[] path;
    private final int events;
    private final int wake;
    private final Memory set;
    private final Memory read;
    private int watched = NONE;

    private FolderWatch(String folder, byte[] path, int events, int wake, Memory set, Memory read) {
        this.folder = folder;
        this.path = path;
        this.set = set;
        this.read = read;
        this.events = events;
        this.wake = wake;
        HandleTable.opened(events, Kind.FOLDER, folder, Inheritance.PRIVATE);
        HandleTable.opened(wake, Kind.EVENT, folder, Inheritance.PRIVATE);
        set.setInt(0, wake);
        set.setInt(4, LibC.POLLIN);
        set.setInt(8, events);
        set.setInt(12, LibC.POLLIN);
    }

    /** Empty where the system has no watch left: a user may have 128, and desktops need some of them. */
    static Optional<FolderWatch> open(String folder) {
        // All memory first: what is open when there is none would stay open.
        byte[] path = CString.of(folder);
        Memory set = new Memory(16);
        Memory read = new Memory(4096);
        int events = LibC.inotify_init1(LibC.IN_CLOEXEC | LibC.IN_NONBLOCK);
        if (events < 0) {
            return Optional.empty();
        }
        int wake = LibC.eventfd(0, LibC.EFD_CLOEXEC | LibC.EFD_NONBLOCK);
        if (wake < 0) {
            LibC.close(events);
            return Optional.empty();
        }
        return Optional.of(new FolderWatch(folder, path, events, wake, set, read));
    }

    /**
     * Watches the folder that has the path now, from here on.
     *
     * @return false where that cannot be: nothing has the path, or the system has no watch left
     */
    boolean follow() {
        int now = LibC.inotify_add_watch(events, path, MASK);
        if (watched != NONE && watched != now) {
            // Fails where that folder was removed, and its watch with it.
            LibC.inotify_rm_watch(events, watched);
        }
        watched = now < 0 ? NONE : now;
        return watched != NONE;
    }

    /** Ends the wait, or the next one; on any thread. */
    void wake() {
        Descriptor.signal(wake);
    }

    /** Waits until {@link #wake} was called; false when the deadline came first. */
    boolean awaitWake(Deadline deadline) throws IpcException {
        return poll(1, deadline) && drained(wake);
    }

    /** Waits until something happened in the folder or {@link #wake} was called. */
    void await(Deadline deadline) throws IpcException {
        poll(2, deadline);
        drained(wake);
    }

    /** Whether something has happened in the folder since this was asked last. */
    boolean happened() {
        return drained(events);
    }

    private boolean poll(int descriptors, Deadline deadline) throws IpcException {
        int ready;
        while ((ready = LibC.poll(set, descriptors, deadline.remainingMillis(Integer.MAX_VALUE))) < 0) {
            int code = Errno.last();
            if (!Errno.EINTR.is(code)) {
                throw Errno.failure(WATCH, folder, code);
            }
        }
        return ready > 0;
    }

    /** Takes away what can be read there: that it was there says all. */
    private boolean drained(int descriptor) {
        boolean any = false;
        while (LibC.read(descriptor, read, read.size()) > 0) {
            any = true;
        }
        return any;
    }

    @Override
    public void close() {
        Descriptor.closeNumber(events);
        Descriptor.closeNumber(wake);
    }
}
