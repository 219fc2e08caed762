package mailchute.ipc.linux;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.Optional;
import mailchute.ipc.Handle.Inheritance;
import mailchute.ipc.HandleTable;
import mailchute.ipc.HandleTable.Kind;
import mailchute.ipc.IpcException;
import mailchute.ipc.IpcException.Reason;

/**
 * The file {@code NAME.lock} beside a socket. The kernel drops its locks when the owner ends, however it ends, so they say
 * whether a name is owned; a socket's file says nothing, it stays behind.
 *
 * <p>Byte 0 is locked by the name's owner for as long as it owns the name. Byte 1 is locked for the moment in which files
 * are created or removed. Locks of the open file ({@code F_OFD_SETLK}) rather than {@code flock}: these can be asked for
 * without being taken, so that who only looks never stands in an owner's way.
 */
final class LockFile implements AutoCloseable {

    /** What the side file's name has behind the socket's. */
    static final String SUFFIX = ".lock";

    private static final ThreadLocal<Memory> FLOCK = ThreadLocal.withInitial(() -> new Memory(32));
    private static final long OWNERSHIP = 0;
    private static final long CHANGE = 1;
    private static final int PRIVATE_FILE = 0600;

    private final SocketPath path;
    private final byte[] name;
    private final int fd;

    private LockFile(SocketPath path, byte[] name, int fd) {
        this.path = path;
        this.name = name;
        this.fd = fd;
        HandleTable.opened(fd, Kind.LOCK_FILE, path.address(), Inheritance.PRIVATE);
    }

    /** Opens the lock file, created where it is missing, with the right to change the files. */
    static LockFile openToChange(SocketPath path, String operation) throws IpcException {
        while (true) {
            LockFile lock = open(path, LibC.O_RDWR | LibC.O_CREAT, operation).orElseThrow();
            boolean current = false;
            try {
                lock.requirePlainAndOurs(operation);
                lock.setLock(LibC.F_OFD_SETLKW, LibC.F_WRLCK, CHANGE, operation);
                current = lock.current(operation);
                if (current) {
                    return lock;
                }
            } finally {
                if (!current) {
                    lock.close();
                }
            }
        }
    }

    /** Opens the lock file where there is one, to ask for its {@link #owned owner} and no more: nobody is told of that. */
    static Optional<LockFile> openToLook(SocketPath path, String operation) throws IpcException {
        return open(path, LibC.O_RDONLY, operation);
    }

    /** Opens the lock file where there is one, to take what may be free. */
    static Optional<LockFile> openToSweep(SocketPath path, String operation) throws IpcException {
        return open(path, LibC.O_RDWR, operation);
    }

    private static Optional<LockFile> open(SocketPath path, int how, String operation) throws IpcException {
        byte[] name = path.withSuffix(SUFFIX);
        int fd = LibC.open(name, LibC.O_CLOEXEC | LibC.oNoFollow() | how, PRIVATE_FILE);
        if (fd < 0) {
            int code = Errno.last();
            if ((how & LibC.O_CREAT) == 0 && Errno.ENOENT.is(code)) {
                return Optional.empty();
            }
            throw Errno.failure(operation, path.address(), code);
        }
        return Optional.of(new LockFile(path, name, fd));
    }

    private void requirePlainAndOurs(String operation) throws IpcException {
        FileStatus status = FileStatus.ofOpen(fd, operation, path.address());
        if (status.uid() != LibC.getuid()) {
            String detail = "its lock file belongs to user " + Users.label(status.uid());
            throw new IpcException(Reason.ACCESS_DENIED, operation, path.address(), detail);
        }
        if (!status.plainFile()) {
            throw new IpcException(Reason.ACCESS_DENIED, operation, path.address(), "its lock file is no plain file");
        }
    }

    /** Whether the name still leads to this file: whoever gives a name back removes its lock file. */
    private boolean current(String operation) throws IpcException {
        FileStatus held = FileStatus.ofOpen(fd, operation, path.address());
        return FileStatus.ofName(name, operation, path.address())
                .map(held::sameFile)
                .orElse(false);
    }

    /** Takes the ownership; false where another process has it. */
    boolean own(String operation) throws IpcException {
        return setLock(LibC.F_OFD_SETLK, LibC.F_WRLCK, OWNERSHIP, operation);
    }

    /** Whether a live process has the ownership. */
    boolean owned(String operation) throws IpcException {
        return locked(OWNERSHIP, operation);
    }

    /** Whether a live process has the right to change the files. */
    boolean changing(String operation) throws IpcException {
        return locked(CHANGE, operation);
    }

    private boolean locked(long at, String operation) throws IpcException {
        Memory lock = lock(LibC.F_WRLCK, at);
        if (LibC.fcntl(fd, LibC.F_OFD_GETLK, Pointer.nativeValue(lock)) < 0) {
            throw Errno.failure(operation, path.address(), Errno.last());
        }
        return lock.getShort(0) != LibC.F_UNLCK;
    }

    /** Takes the right to change the files, if nobody has it now and the file is the current one. */
    boolean tryToChange(String operation) throws IpcException {
        return setLock(LibC.F_OFD_SETLK, LibC.F_WRLCK, CHANGE, operation) && current(operation);
    }

    /** Waits for the right to change the files. */
    boolean changeAgain(String operation) throws IpcException {
        return setLock(LibC.F_OFD_SETLKW, LibC.F_WRLCK, CHANGE, operation) && current(operation);
    }

    void changed(String operation) throws IpcException {
        setLock(LibC.F_OFD_SETLK, LibC.F_UNLCK, CHANGE, operation);
    }

    private boolean setLock(int command, short type, long at, String operation) throws IpcException {
        Memory lock = lock(type, at);
        while (LibC.fcntl(fd, command, Pointer.nativeValue(lock)) < 0) {
            int code = Errno.last();
            if (Errno.EAGAIN.is(code) || Errno.EACCES.is(code)) {
                return false;
            }
            if (!Errno.EINTR.is(code)) {
                throw Errno.failure(operation, path.address(), code);
            }
        }
        return true;
    }

    /** This thread's {@code struct flock}, over one byte. */
    private static Memory lock(short type, long at) {
        Memory lock = FLOCK.get();
        lock.clear();
        lock.setShort(0, type);
        lock.setLong(8, at);
        lock.setLong(16, 1);
        return lock;
    }

    /** Removes the file; only with the right to change. */
    void remove() {
        LibC.unlink(name);
    }

    /** Drops the locks with the file. */
    @Override
    public void close() {
        Descriptor.closeNumber(fd);
    }
}
