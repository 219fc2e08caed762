package mailchute.ipc.linux;

import com.sun.jna.Native;
import mailchute.ipc.IpcException;
import mailchute.ipc.IpcException.Reason;

/** The error codes that the calls of this package are known to give; the same on x86-64 and AArch64. */
enum Errno {
    EPERM(1, Reason.ACCESS_DENIED),
    ENOENT(2, Reason.NOT_FOUND),
    ESRCH(3, Reason.NOT_FOUND),
    EINTR(4, Reason.OTHER),
    EIO(5, Reason.OTHER),
    E2BIG(7, Reason.TOO_LARGE),
    ENOEXEC(8, Reason.ACCESS_DENIED),
    EBADF(9, Reason.WRONG_HANDLE),
    ECHILD(10, Reason.OTHER),
    EAGAIN(11, Reason.OTHER),
    ENOMEM(12, Reason.EXHAUSTED),
    EACCES(13, Reason.ACCESS_DENIED),
    EFAULT(14, Reason.OTHER),
    EBUSY(16, Reason.BUSY),
    EEXIST(17, Reason.NAME_IN_USE),
    ENOTDIR(20, Reason.NOT_FOUND),
    EISDIR(21, Reason.OTHER),
    EINVAL(22, Reason.OTHER),
    ENFILE(23, Reason.EXHAUSTED),
    EMFILE(24, Reason.EXHAUSTED),
    ENOSPC(28, Reason.OTHER),
    EROFS(30, Reason.ACCESS_DENIED),
    EPIPE(32, Reason.OWNER_GONE),
    ENAMETOOLONG(36, Reason.OTHER),
    ENOSYS(38, Reason.UNSUPPORTED),
    ELOOP(40, Reason.ACCESS_DENIED),
    ENOTSOCK(88, Reason.WRONG_HANDLE),
    EMSGSIZE(90, Reason.TOO_LARGE),
    EPROTOTYPE(91, Reason.OTHER),
    EOPNOTSUPP(95, Reason.UNSUPPORTED),
    EADDRINUSE(98, Reason.NAME_IN_USE),
    ECONNABORTED(103, Reason.OTHER),
    ECONNRESET(104, Reason.OWNER_GONE),
    ENOBUFS(105, Reason.EXHAUSTED),
    ENOTCONN(107, Reason.OWNER_GONE),
    ETOOMANYREFS(109, Reason.OTHER),
    ETIMEDOUT(110, Reason.TIMED_OUT),
    ECONNREFUSED(111, Reason.OWNER_GONE),
    /** Any code that is not in this table. */
    UNKNOWN(-1, Reason.OTHER);

    private final int code;
    private final Reason reason;

    Errno(int code, Reason reason) {
        this.code = code;
        this.reason = reason;
    }

    /** What the call that failed just now left; to be asked before anything else is done. */
    static int last() {
        return Native.getLastError();
    }

    static Errno of(int code) {
        for (Errno errno : values()) {
            if (errno.code == code) {
                return errno;
            }
        }
        return UNKNOWN;
    }

    boolean is(int other) {
        return code == other;
    }

    int code() {
        return code;
    }

    /** The failure of a call, for the reason that its code usually stands for. */
    static IpcException failure(String operation, String address, int code) {
        return failure(of(code).reason, operation, address, code);
    }

    /** The failure of a call whose code means something of its own there. */
    static IpcException failure(Reason reason, String operation, String address, int code) {
        Errno errno = of(code);
        return new IpcException(reason, operation, address, code, errno == UNKNOWN ? "" : errno.name());
    }
}
