package mailchute.ipc.linux;

import com.sun.jna.Memory;
import java.util.Optional;
import mailchute.ipc.IpcException;

/** What {@code statx} says of a file: {@code stat}'s structure differs from one processor to the next, this does not. */
record FileStatus(int mode, int uid, long inode, long device) {

    private static final int S_IFMT = 0170000;
    private static final int S_IFDIR = 0040000;
    private static final int S_IFSOCK = 0140000;
    private static final int S_IFLNK = 0120000;
    private static final int S_IFREG = 0100000;
    private static final int S_ISVTX = 01000;
    private static final int WRITABLE_BY_OTHERS = 0022;

    /** Empty where nothing has the path; a symbolic link itself, not what it points to. */
    static Optional<FileStatus> ofName(byte[] path, String operation, String address) throws IpcException {
        return of(LibC.AT_FDCWD, path, LibC.AT_SYMLINK_NOFOLLOW, operation, address);
    }

    /** As {@link #ofName}, but of what a symbolic link points to. */
    static Optional<FileStatus> ofTarget(byte[] path, String operation, String address) throws IpcException {
        return of(LibC.AT_FDCWD, path, 0, operation, address);
    }

    static FileStatus ofOpen(int fd, String operation, String address) throws IpcException {
        return of(fd, new byte[1], LibC.AT_EMPTY_PATH, operation, address).orElseThrow();
    }

    private static Optional<FileStatus> of(int folder, byte[] path, int flags, String operation, String address)
            throws IpcException {
        try (Memory status = new Memory(256)) {
            if (LibC.statx(folder, path, flags, LibC.STATX_BASIC_STATS, status) < 0) {
                int code = Errno.last();
                if (Errno.ENOENT.is(code)) {
                    return Optional.empty();
                }
                throw Errno.failure(operation, address, code);
            }
            return Optional.of(new FileStatus(
                    status.getShort(28) & 0xffff,
                    status.getInt(20),
                    status.getLong(32),
                    ((long) status.getInt(136) << 32) | (status.getInt(140) & 0xffff_ffffL)));
        }
    }

    boolean sameFile(FileStatus other) {
        return inode == other.inode && device == other.device;
    }

    boolean folder() {
        return (mode & S_IFMT) == S_IFDIR;
    }

    boolean socket() {
        return (mode & S_IFMT) == S_IFSOCK;
    }

    boolean link() {
        return (mode & S_IFMT) == S_IFLNK;
    }

    boolean plainFile() {
        return (mode & S_IFMT) == S_IFREG;
    }

    boolean roots() {
        return uid == 0;
    }

    /** Whether another user could rename or replace what lies in this folder. */
    boolean othersMayReplaceEntries() {
        return (mode & WRITABLE_BY_OTHERS) != 0 && (mode & S_ISVTX) == 0;
    }
}
