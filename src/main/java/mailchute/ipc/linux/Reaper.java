package mailchute.ipc.linux;

import com.sun.jna.Memory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import mailchute.ipc.HandleTable.Kind;
import mailchute.ipc.IpcException;
import mailchute.ipc.ProcessIdentity;

/**
 * Collects the exit codes of this process's children as they end, whether anyone waits or not: a child that is not waited
 * for stays in the process list as a zombie. One thread for all children, there as long as there are any.
 */
final class Reaper {

    private static final int POLLFD = 8;
    private static final Map<ProcessIdentity, Exit> RUNNING = new LinkedHashMap<>();
    private static int wake = -1;
    private static boolean threadRuns;

    private Reaper() {}

    /** How one child ended. */
    static final class Exit {

        private final int pid;
        private final int pidfd;
        private final CompletableFuture<OptionalInt> code = new CompletableFuture<>();

        private Exit(int pid, int pidfd) {
            this.pid = pid;
            this.pidfd = pidfd;
        }

        /** Waits for the child to be reaped; empty where a SIGCHLD that this JVM ignores lost the code. */
        OptionalInt code() {
            return code.join();
        }
    }

    /** Watches a child. The pidfd is the caller's; the reaper has its own. */
    static synchronized Exit watch(ProcessIdentity child, int pidfd) throws IpcException {
        String address = Long.toString(child.pid());
        if (wake < 0) {
            wake = Descriptor.opened(
                            LibC.eventfd(0, LibC.EFD_CLOEXEC | LibC.EFD_NONBLOCK), Kind.EVENT, "watch child", address)
                    .number();
        }
        int own = Descriptor.opened(LibC.fcntl(pidfd, LibC.F_DUPFD_CLOEXEC, 0), Kind.PROCESS, "watch child", address)
                .number();
        Exit exit = new Exit((int) child.pid(), own);
        RUNNING.put(child, exit);
        if (!threadRuns) {
            threadRuns = true;
            Thread thread = new Thread(Reaper::run, "mailchute reaper");
            thread.setDaemon(true);
            thread.start();
        } else {
            Descriptor.signal(wake);
        }
        return exit;
    }

    /** The exit of a process that is this one's child and not reaped yet. */
    static synchronized Optional<Exit> exitOf(ProcessIdentity process) {
        return Optional.ofNullable(RUNNING.get(process));
    }

    private static void run() {
        List<Map.Entry<ProcessIdentity, Exit>> watched = watched();
        while (!watched.isEmpty()) {
            try (Memory set = new Memory((watched.size() + 1L) * POLLFD)) {
                set.clear();
                set.setInt(0, wake);
                set.setShort(4, LibC.POLLIN);
                for (int i = 0; i < watched.size(); i++) {
                    set.setInt((i + 1L) * POLLFD, watched.get(i).getValue().pidfd);
                    set.setShort((i + 1L) * POLLFD + 4, LibC.POLLIN);
                }
                if (LibC.poll(set, watched.size() + 1L, -1) > 0) {
                    drainWake();
                    for (int i = 0; i < watched.size(); i++) {
                        if (set.getShort((i + 1L) * POLLFD + 6) != 0) {
                            reap(watched.get(i).getKey(), watched.get(i).getValue());
                        }
                    }
                }
            }
            watched = watched();
        }
    }

    /**
     * The children to watch. Where there are none the thread ends, and that is decided here, under the same lock under
     * which {@link #watch} decides whether to start one: of two threads each would reap the same child and close its
     * number, the second time a stranger's.
     */
    private static synchronized List<Map.Entry<ProcessIdentity, Exit>> watched() {
        List<Map.Entry<ProcessIdentity, Exit>> entries = new ArrayList<>();
        RUNNING.forEach((child, exit) -> entries.add(Map.entry(child, exit)));
        threadRuns = !entries.isEmpty();
        return entries;
    }

    /** To be read away, or poll returns at once for ever; EAGAIN says that it was not the one that was ready. */
    private static void drainWake() {
        try (Memory count = new Memory(Long.BYTES)) {
            LibC.read(wake, count, Long.BYTES);
        }
    }

    private static void reap(ProcessIdentity child, Exit exit) {
        OptionalInt code = waitpid(exit.pid);
        synchronized (Reaper.class) {
            RUNNING.remove(child);
        }
        Descriptor.closeNumber(exit.pidfd);
        exit.code.complete(code);
    }

    /** The exit code of a child that has ended: 128 and the signal's number for one that a signal ended. */
    static OptionalInt waitpid(int pid) {
        try (Memory status = new Memory(Integer.BYTES)) {
            while (LibC.waitpid(pid, status, 0) < 0) {
                // ECHILD: whoever ignores SIGCHLD has its children reaped by the kernel, codes and all.
                if (!Errno.EINTR.is(Errno.last())) {
                    return OptionalInt.empty();
                }
            }
            int ended = status.getInt(0);
            int signal = ended & 0x7f;
            return OptionalInt.of(signal == 0 ? (ended >> 8) & 0xff : 128 + signal);
        }
    }
}
