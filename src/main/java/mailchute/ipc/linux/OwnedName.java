package mailchute.ipc.linux;

import com.sun.jna.Memory;
import java.util.Optional;
import mailchute.ipc.Audience;
import mailchute.ipc.IpcException;
import mailchute.ipc.IpcException.Reason;

/**
 * A socket's name in the file system, owned by this process until it is released or the process ends.
 *
 * <p>{@code bind} after {@code unlink} would steal the name of a living reader unnoticed, so a name is taken only with its
 * {@link LockFile} held, and what lies there is removed only when nobody answers behind it.
 */
final class OwnedName {

    private static final int SOCKET_FOR_THIS_USER = 0600;

    /** Set once it is bound: {@code bind} takes away what the process's umask does. */
    private static final int SOCKET_FOR_EVERYONE = 0666;

    private final SocketPath path;
    private final LockFile lock;
    private final FileStatus bound;

    private OwnedName(SocketPath path, LockFile lock, FileStatus bound) {
        this.path = path;
        this.lock = lock;
        this.bound = bound;
    }

    /** What makes a bound socket answer: a listener's {@code listen}. */
    interface Service {
        void begin() throws IpcException;
    }

    /**
     * Owns the name, binds the socket to it and has it answer; until then the name {@link #beingMade is being made}.
     *
     * @throws IpcException {@code NAME_IN_USE}, {@code ACCESS_DENIED}
     */
    static OwnedName bind(SocketPath path, int socket, int type, Audience audience, Service service, String operation)
            throws IpcException {
        path.prepareFolders(audience, operation);
        LockFile lock = LockFile.openToChange(path, operation);
        OwnedName owned = null;
        try {
            if (!lock.own(operation)) {
                throw Errno.failure(Reason.NAME_IN_USE, operation, path.address(), Errno.EAGAIN.code());
            }
            removeStale(path, type, operation);
            bindPrivately(path, socket, operation);
            if (audience == Audience.MACHINE && LibC.chmod(path.bytes(), SOCKET_FOR_EVERYONE) < 0) {
                throw Errno.failure(operation, path.address(), Errno.last());
            }
            service.begin();
            FileStatus bound = FileStatus.ofName(path.bytes(), operation, path.address())
                    .orElseThrow(() -> Errno.failure(operation, path.address(), Errno.ENOENT.code()));
            lock.changed(operation);
            owned = new OwnedName(path, lock, bound);
            return owned;
        } finally {
            if (owned == null) {
                lock.close();
            }
        }
    }

    /** Private from birth: {@code fchmod} before {@code bind}, so that there is no moment in which others may connect. */
    private static void bindPrivately(SocketPath path, int socket, String operation) throws IpcException {
        try (Memory address = path.socketAddress()) {
            if (LibC.fchmod(socket, SOCKET_FOR_THIS_USER) < 0 || LibC.bind(socket, address, (int) address.size()) < 0) {
                throw Errno.failure(operation, path.address(), Errno.last());
            }
        }
    }

    private static void removeStale(SocketPath path, int type, String operation) throws IpcException {
        Optional<FileStatus> there = FileStatus.ofName(path.bytes(), operation, path.address());
        if (there.isEmpty()) {
            return;
        }
        if (!there.get().socket() || answers(path, type, operation)) {
            throw Errno.failure(Reason.NAME_IN_USE, operation, path.address(), Errno.EADDRINUSE.code());
        }
        if (LibC.unlink(path.bytes()) < 0) {
            throw Errno.failure(operation, path.address(), Errno.last());
        }
    }

    /** Whether a socket of any kind lives behind the name: a refused connection is the proof that none does. */
    private static boolean answers(SocketPath path, int type, String operation) throws IpcException {
        int probe = LibC.socket(LibC.AF_UNIX, type | LibC.SOCK_CLOEXEC | LibC.SOCK_NONBLOCK, 0);
        if (probe < 0) {
            throw Errno.failure(operation, path.address(), Errno.last());
        }
        try (Memory address = path.socketAddress()) {
            if (LibC.connect(probe, address, (int) address.size()) == 0) {
                return true;
            }
            int code = Errno.last();
            return !Errno.ECONNREFUSED.is(code) && !Errno.ENOENT.is(code);
        } finally {
            Descriptor.closeNumber(probe);
        }
    }

    /**
     * Gives the name back. Whatever keeps the files from being removed, they are stale from here on, and the next owner
     * sweeps them.
     */
    void release() {
        String operation = "release";
        try {
            if (lock.changeAgain(operation)) {
                Optional<FileStatus> there = FileStatus.ofName(path.bytes(), operation, path.address());
                if (there.isPresent() && there.get().sameFile(bound)) {
                    LibC.unlink(path.bytes());
                }
                lock.remove();
            }
        } catch (IpcException e) {
            // A folder that was taken away or closed to us: there is no name left that could be given back.
            System.getLogger(OwnedName.class.getName()).log(System.Logger.Level.DEBUG, e.getMessage(), e);
        } finally {
            lock.close();
        }
    }

    /**
     * Whether a live process owns the name. A name whose owner ended is swept.
     *
     * @param type the kind of socket that the name stands for
     */
    static boolean hasLiveOwner(SocketPath path, int type, String operation) throws IpcException {
        Optional<LockFile> found = LockFile.openToLook(path, operation);
        if (found.isEmpty()) {
            return false;
        }
        try (LockFile lock = found.get()) {
            if (lock.owned(operation)) {
                return FileStatus.ofName(path.bytes(), operation, path.address())
                        .isPresent();
            }
        }
        sweep(path, type, operation);
        return false;
    }

    /** Whether a process is about to own the name, or to give it back: what lies there may not answer yet, or any more. */
    static boolean beingMade(SocketPath path, String operation) throws IpcException {
        Optional<LockFile> found = LockFile.openToLook(path, operation);
        if (found.isEmpty()) {
            return false;
        }
        try (LockFile lock = found.get()) {
            return lock.changing(operation);
        }
    }

    /** Owned and released, or taken by an heir, while we looked: whoever changes the files knows better. */
    private static void sweep(SocketPath path, int type, String operation) throws IpcException {
        Optional<LockFile> found = LockFile.openToSweep(path, operation);
        if (found.isEmpty()) {
            return;
        }
        try (LockFile lock = found.get()) {
            // Asked for and not taken: who looks at this moment would see an owner.
            if (lock.tryToChange(operation) && !lock.owned(operation)) {
                Optional<FileStatus> there = FileStatus.ofName(path.bytes(), operation, path.address());
                if (there.isEmpty() || there.get().socket() && !answers(path, type, operation)) {
                    LibC.unlink(path.bytes());
                    lock.remove();
                }
            }
        }
    }
}
