package mailchute.ipc.linux;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import mailchute.ipc.ChildProcess;
import mailchute.ipc.Deadline;
import mailchute.ipc.HandleTable.Kind;
import mailchute.ipc.IpcException;
import mailchute.ipc.IpcException.Reason;
import mailchute.ipc.OsProcess;
import mailchute.ipc.ProcessIdentity;

/** An open process: a pidfd, which polls as readable when the process has ended. */
final class LinuxProcess implements ChildProcess, DescriptorHandle {

    private static final String OPEN = "open process";
    private static final String ADOPT = "adopt process";
    private static final String WAIT = "wait for process";
    private static final String TERMINATE = "terminate process";

    private final Descriptor pidfd;
    private final ProcessIdentity identity;
    private final Inheritance inheritance;
    private final Optional<Reaper.Exit> exit;
    /** There where the child ends with this handle: {@link ParentDeath} needs it as long as the child lives. */
    private final Optional<Descriptor> tiedBy;

    private LinuxProcess(
            Descriptor pidfd, ProcessIdentity identity, Inheritance inheritance, Optional<Reaper.Exit> exit) {
        this(pidfd, identity, inheritance, exit, Optional.empty());
    }

    private LinuxProcess(
            Descriptor pidfd,
            ProcessIdentity identity,
            Inheritance inheritance,
            Optional<Reaper.Exit> exit,
            Optional<Descriptor> tiedBy) {
        this.pidfd = pidfd;
        this.identity = identity;
        this.inheritance = inheritance;
        this.exit = exit;
        this.tiedBy = tiedBy;
    }

    static Descriptor pidfdOpen(long pid, String operation) throws IpcException {
        int fd = (int) LibC.syscall(LibC.SYS_PIDFD_OPEN, pid, 0, 0, 0);
        if (fd < 0) {
            int code = Errno.last();
            // EINVAL: a thread's number, or none that a process can have.
            throw Errno.EINVAL.is(code)
                    ? Errno.failure(Reason.NOT_FOUND, operation, Long.toString(pid), code)
                    : Errno.failure(operation, Long.toString(pid), code);
        }
        return new Descriptor(fd, Kind.PROCESS, Long.toString(pid));
    }

    /** A process that ended between the two looks was still the one: its pid is free only afterwards. */
    static OsProcess open(ProcessIdentity identity) throws IpcException {
        Descriptor pidfd = pidfdOpen(identity.pid(), OPEN);
        LinuxProcess process = new LinuxProcess(pidfd, identity, Inheritance.PRIVATE, Reaper.exitOf(identity));
        boolean meant = false;
        try {
            meant = ProcFiles.identify(identity.pid()).sameProcess(identity) && !process.waitFor(Duration.ZERO);
        } finally {
            if (!meant) {
                process.close();
            }
        }
        if (!meant) {
            throw new IpcException(Reason.NOT_FOUND, OPEN, Long.toString(identity.pid()), "that process has ended");
        }
        return process;
    }

    static OsProcess openSelf(Inheritance inheritance) throws IpcException {
        ProcessIdentity self = ProcFiles.identify(ProcessHandle.current().pid());
        Descriptor pidfd = pidfdOpen(self.pid(), OPEN);
        boolean made = false;
        try {
            pidfd.setInheritance(inheritance, OPEN);
            made = true;
            return new LinuxProcess(pidfd, self, inheritance, Optional.empty());
        } finally {
            if (!made) {
                pidfd.close();
            }
        }
    }

    static OsProcess adopt(long value) throws IpcException {
        int fd = Sockets.requireNumber(value, ADOPT);
        if (LibC.fcntl(fd, LibC.F_GETFD, 0) < 0) {
            throw Errno.failure(Reason.WRONG_HANDLE, ADOPT, Sockets.handle(value), Errno.last());
        }
        OptionalLong pid = ProcFiles.pidOf(fd);
        if (pid.isEmpty()) {
            throw new IpcException(Reason.WRONG_HANDLE, ADOPT, Sockets.handle(value), "no pidfd");
        }
        String address = pid.getAsLong() > 0 ? Long.toString(pid.getAsLong()) : Sockets.handle(value);
        Descriptor pidfd = new Descriptor(fd, Kind.PROCESS, address);
        pidfd.setInheritance(Inheritance.PRIVATE, ADOPT);
        return new LinuxProcess(pidfd, identityBehind(pid.getAsLong()), Inheritance.PRIVATE, Optional.empty());
    }

    /** A process that is gone, or lies in another pid namespace, has no pid here; the handle still tells its end. */
    private static ProcessIdentity identityBehind(long pid) throws IpcException {
        if (pid > 0) {
            try {
                return ProcFiles.identify(pid);
            } catch (IpcException e) {
                if (e.reason() != Reason.NOT_FOUND) {
                    throw e;
                }
            }
        }
        return new ProcessIdentity(pid, 0, Instant.EPOCH);
    }

    /** Takes over the pidfd of a child that was started just now. */
    static ChildProcess ofChild(
            Descriptor pidfd, ProcessIdentity identity, Reaper.Exit exit, Optional<Descriptor> tiedBy) {
        return new LinuxProcess(pidfd, identity, Inheritance.PRIVATE, Optional.of(exit), tiedBy);
    }

    @Override
    public Descriptor descriptor() {
        return pidfd;
    }

    @Override
    public Inheritance inheritance() {
        return inheritance;
    }

    @Override
    public ProcessIdentity identity() {
        return identity;
    }

    @Override
    public boolean waitFor(Duration timeout) throws IpcException {
        pidfd.enter(WAIT);
        try {
            if (!pidfd.await(LibC.POLLIN, Deadline.after(timeout), WAIT)) {
                return false;
            }
            // The reaper sees the same pidfd ready: its exit code is a moment away, and then there is no zombie.
            exit.ifPresent(Reaper.Exit::code);
            return true;
        } finally {
            pidfd.leave();
        }
    }

    @Override
    public void terminate(int exitCode) throws IpcException {
        int fd = pidfd.enter(TERMINATE);
        try {
            int code = kill(fd);
            if (code != 0) {
                IpcException failure = Errno.failure(TERMINATE, pidfd.address(), code);
                throw failure.reason() == Reason.ACCESS_DENIED ? failure.advised(IpcException.OWN_PROCESSES) : failure;
            }
        } finally {
            pidfd.leave();
        }
    }

    /** 0, for a process that has ended already too, or the error code. */
    private static int kill(int fd) {
        int code = LibC.syscall(LibC.SYS_PIDFD_SEND_SIGNAL, fd, LibC.SIGKILL, 0, 0) < 0 ? Errno.last() : 0;
        return Errno.ESRCH.is(code) ? 0 : code;
    }

    @Override
    public OptionalInt exitCode() throws IpcException {
        return exit.isPresent() && waitFor(Duration.ZERO) ? exit.get().code() : OptionalInt.empty();
    }

    @Override
    public void close() {
        pidfd.close(() -> {
            int code = tiedBy.isPresent() ? kill(pidfd.number()) : 0;
            tiedBy.ifPresent(Descriptor::close);
            if (code != 0) {
                throw new IllegalStateException("end child " + identity.pid() + ": " + Errno.of(code));
            }
        });
    }
}
