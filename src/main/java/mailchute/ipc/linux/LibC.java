package mailchute.ipc.linux;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.lang.ref.Reference;

/**
 * The calls of libc and the constants of the kernel's headers that this package uses, as the manual pages name them.
 *
 * <p>Directly mapped, because it is the fastest way through JNA; the 64-bit layout ({@code size_t} and {@code ssize_t}
 * are {@code long}) with the numbers of x86-64 and AArch64. Strings are bytes that end with NUL.
 */
final class LibC {

    static final int AF_UNIX = 1;
    static final int SOCK_DGRAM = 2;
    static final int SOCK_SEQPACKET = 5;
    static final int SOCK_NONBLOCK = 0x800;
    static final int SOCK_CLOEXEC = 0x80000;

    static final int SOL_SOCKET = 1;
    static final int SO_TYPE = 3;
    static final int SO_ERROR = 4;
    static final int SO_PASSCRED = 16;
    static final int SO_PEERCRED = 17;
    static final int SO_SNDTIMEO = 21;
    static final int SO_ACCEPTCONN = 30;
    static final int SO_DOMAIN = 39;
    static final int SCM_RIGHTS = 1;
    static final int SCM_CREDENTIALS = 2;

    static final int SHUT_RD = 0;

    static final int MSG_PEEK = 0x2;
    static final int MSG_CTRUNC = 0x8;
    static final int MSG_TRUNC = 0x20;
    static final int MSG_DONTWAIT = 0x40;
    static final int MSG_NOSIGNAL = 0x4000;
    static final int MSG_CMSG_CLOEXEC = 0x40000000;

    /** {@code ioctl}: bytes that were sent and that the other end has not read ({@code TIOCOUTQ}). */
    static final long SIOCOUTQ = 0x5411;

    static final short POLLIN = 1;
    static final short POLLOUT = 4;

    static final int O_RDONLY = 0;
    static final int O_RDWR = 2;
    static final int O_CREAT = 0x40;
    static final int O_NONBLOCK = 0x800;
    static final int O_CLOEXEC = 0x80000;
    static final int O_PATH = 0x200000;
    /** x86-64; AArch64 has {@code 0x8000}: see {@link #oNoFollow}. */
    private static final int O_NOFOLLOW_X86 = 0x20000;

    private static final int O_NOFOLLOW_ARM = 0x8000;

    static final int F_GETFD = 1;
    static final int F_SETFD = 2;
    static final int F_GETFL = 3;
    static final int F_SETFL = 4;
    static final int F_DUPFD_CLOEXEC = 1030;
    static final int F_OFD_GETLK = 36;
    static final int F_OFD_SETLK = 37;
    static final int F_OFD_SETLKW = 38;
    static final int FD_CLOEXEC = 1;
    static final short F_WRLCK = 1;
    static final short F_UNLCK = 2;

    static final int EFD_CLOEXEC = 0x80000;
    static final int EFD_NONBLOCK = 0x800;

    static final int IN_CLOEXEC = 0x80000;
    static final int IN_NONBLOCK = 0x800;
    static final int IN_CLOSE_WRITE = 0x8;
    static final int IN_MOVED_FROM = 0x40;
    static final int IN_MOVED_TO = 0x80;
    static final int IN_CREATE = 0x100;
    static final int IN_DELETE = 0x200;
    static final int IN_DELETE_SELF = 0x400;
    static final int IN_MOVE_SELF = 0x800;
    static final int IN_ONLYDIR = 0x1000000;

    static final int AT_FDCWD = -100;
    static final int AT_SYMLINK_NOFOLLOW = 0x100;
    static final int AT_EMPTY_PATH = 0x1000;
    static final int STATX_BASIC_STATS = 0x7ff;

    static final long SYS_PIDFD_SEND_SIGNAL = 424;
    static final long SYS_PIDFD_OPEN = 434;
    static final int SIGKILL = 9;
    static final int WNOHANG = 1;

    static final short POSIX_SPAWN_SETSIGDEF = 0x04;
    static final short POSIX_SPAWN_SETSIGMASK = 0x08;
    static final short POSIX_SPAWN_SETSID = 0x80;

    /** {@code sysconf(_SC_CLK_TCK)}: the unit of times in {@code /proc}. */
    static final int SC_CLK_TCK = 2;

    static {
        Native.register(LibC.class, NativeLibrary.getProcess());
    }

    private LibC() {}

    static int oNoFollow() {
        return System.getProperty("os.arch").equals("aarch64") ? O_NOFOLLOW_ARM : O_NOFOLLOW_X86;
    }

    static native int socket(int domain, int type, int protocol);

    static native int socketpair(int domain, int type, int protocol, int[] ends);

    static native int bind(int fd, Pointer address, int length);

    static native int connect(int fd, Pointer address, int length);

    static native int listen(int fd, int backlog);

    static native int accept4(int fd, Pointer address, Pointer length, int flags);

    static native int shutdown(int fd, int how);

    static native int getpeername(int fd, Pointer address, Pointer length);

    static native int getsockopt(int fd, int level, int option, Pointer value, Pointer length);

    static native int setsockopt(int fd, int level, int option, Pointer value, int length);

    static long send(int fd, Pointer buffer, long length, int flags) {
        long sent = send(fd, Pointer.nativeValue(buffer), length, flags);
        Reference.reachabilityFence(buffer);
        return sent;
    }

    static long recv(int fd, Pointer buffer, long length, int flags) {
        long received = recv(fd, Pointer.nativeValue(buffer), length, flags);
        Reference.reachabilityFence(buffer);
        return received;
    }

    static native long sendmsg(int fd, Pointer header, int flags);

    static long recvmsg(int fd, Pointer header, int flags) {
        long received = recvmsg(fd, Pointer.nativeValue(header), flags);
        Reference.reachabilityFence(header);
        return received;
    }

    static int poll(Pointer set, long count, int timeout) {
        int ready = poll(Pointer.nativeValue(set), count, timeout);
        Reference.reachabilityFence(set);
        return ready;
    }

    // On the reading and writing paths addresses go as numbers: JNA asks each Pointer for its own through JNI.

    private static native long send(int fd, long buffer, long length, int flags);

    private static native long recv(int fd, long buffer, long length, int flags);

    private static native long recvmsg(int fd, long header, int flags);

    private static native int poll(long set, long count, int timeout);

    static native int eventfd(int initial, int flags);

    static native int inotify_init1(int flags);

    static native int inotify_add_watch(int fd, byte[] path, int mask);

    static native int inotify_rm_watch(int fd, int watch);

    static native long read(int fd, Pointer buffer, long length);

    static native long write(int fd, Pointer buffer, long length);

    static native int pipe2(int[] ends, int flags);

    static native int close(int fd);

    static native int open(byte[] path, int flags, int mode);

    static native int ioctl(int fd, long request, Pointer value);

    static native int fcntl(int fd, int command, long argument);

    static native int fchmod(int fd, int mode);

    static native int chmod(byte[] path, int mode);

    static native int statx(int folder, byte[] path, int flags, int mask, Pointer status);

    static native int mkdir(byte[] path, int mode);

    static native int unlink(byte[] path);

    static native Pointer opendir(byte[] path);

    static native Pointer readdir(Pointer folder);

    static native int closedir(Pointer folder);

    static native int getuid();

    static native int getpwuid_r(int uid, Pointer entry, Pointer buffer, long length, Pointer result);

    static native long sysconf(int name);

    static native long syscall(long number, long first, long second, long third, long fourth);

    static native int kill(int pid, int signal);

    static native int waitpid(int pid, Pointer status, int options);

    static native int sigemptyset(Pointer set);

    static native int sigfillset(Pointer set);

    static native int posix_spawnp(
            Pointer pid, byte[] program, Pointer actions, Pointer attributes, Pointer arguments, Pointer environment);

    static native int posix_spawn_file_actions_init(Pointer actions);

    static native int posix_spawn_file_actions_destroy(Pointer actions);

    static native int posix_spawn_file_actions_adddup2(Pointer actions, int fd, int target);

    static native int posix_spawn_file_actions_addopen(Pointer actions, int fd, byte[] path, int flags, int mode);

    static native int posix_spawn_file_actions_addclose(Pointer actions, int fd);

    static native int posix_spawnattr_init(Pointer attributes);

    static native int posix_spawnattr_destroy(Pointer attributes);

    static native int posix_spawnattr_setflags(Pointer attributes, short flags);

    static native int posix_spawnattr_setsigmask(Pointer attributes, Pointer set);

    static native int posix_spawnattr_setsigdefault(Pointer attributes, Pointer set);
}
