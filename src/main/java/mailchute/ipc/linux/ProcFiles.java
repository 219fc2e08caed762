package mailchute.ipc.linux;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import mailchute.ipc.IpcException;
import mailchute.ipc.IpcException.Reason;
import mailchute.ipc.ProcessDetails;
import mailchute.ipc.ProcessEntry;
import mailchute.ipc.ProcessIdentity;
import mailchute.ipc.User;

/** What {@code /proc} says of processes. */
final class ProcFiles {

    private static final Path PROC = Path.of("/proc");
    private static final String LIST = "list processes";
    private static final String IDENTIFY = "identify process";
    private static final String DELETED = " (deleted)";

    private ProcFiles() {}

    /** When this machine started; asked once, since the kernel's answer moves with the clock. */
    private static final class Boot {
        static final Instant TIME = Instant.ofEpochSecond(time());
        static final long TICKS_PER_SECOND = LibC.sysconf(LibC.SC_CLK_TCK);

        private static long time() {
            try {
                return field(new String(Files.readAllBytes(PROC.resolve("stat")), StandardCharsets.UTF_8), "btime ")
                        .map(Long::parseLong)
                        .orElseThrow();
            } catch (IOException e) {
                throw new IllegalStateException("/proc/stat does not say when the machine started", e);
            }
        }
    }

    /** What {@code /proc/PID/stat} says, its fields numbered as in proc(5). */
    record Stat(long pid, String command, boolean ended, long parentPid, long startTicks) {

        private static final int STATE = 3;
        private static final int PARENT = 4;
        private static final int START = 22;

        /** The command is in parentheses and may hold any character, parentheses included. */
        static Stat parse(String line) {
            int open = line.indexOf('(');
            int close = line.lastIndexOf(')');
            String[] fromThird = line.substring(close + 2).split(" ");
            return new Stat(
                    Long.parseLong(line.substring(0, open).trim()),
                    line.substring(open + 1, close),
                    fromThird[STATE - 3].equals("Z") || fromThird[STATE - 3].equals("X"),
                    Long.parseLong(fromThird[PARENT - 3]),
                    Long.parseLong(fromThird[START - 3]));
        }

        ProcessIdentity identity() {
            long millis = Math.multiplyExact(startTicks, 1000) / Boot.TICKS_PER_SECOND;
            return new ProcessIdentity(pid, startTicks, Boot.TIME.plusMillis(millis));
        }
    }

    static ProcessIdentity identify(long pid) throws IpcException {
        return stat(pid)
                .orElseThrow(() -> Errno.failure(IDENTIFY, Long.toString(pid), Errno.ESRCH.code()))
                .identity();
    }

    /** The executable's name, unless the process goes by another one, as a script's interpreter does. */
    static String programOf(long pid) throws IpcException {
        Stat stat = stat(pid).orElseThrow(() -> Errno.failure(IDENTIFY, Long.toString(pid), Errno.ESRCH.code()));
        String executable = name(stat);
        return executable.startsWith(stat.command()) ? executable : stat.command();
    }

    /** The pid is looked at again afterwards: what was read in between was that process's. */
    static ProcessDetails details(ProcessIdentity identity) throws IpcException {
        long pid = identity.pid();
        ProcessDetails details = new ProcessDetails(executable(pid).map(Path::toString), memory(pid));
        Optional<Stat> stat = stat(pid);
        if (stat.isEmpty() || stat.get().ended() || !stat.get().identity().sameProcess(identity)) {
            throw Errno.failure(IDENTIFY, Long.toString(pid), Errno.ESRCH.code());
        }
        return details;
    }

    private static Optional<ProcessDetails.Memory> memory(long pid) throws IpcException {
        Optional<ProcessDetails.Memory> share = Optional.empty();
        try {
            share = read(pid, "smaps_rollup").flatMap(map -> amount(map, "Pss:", ProcessDetails.Measure.PROPORTIONAL));
        } catch (IpcException notShown) {
            // Another user's; or a kernel before 4.14, which has no such file. What follows everyone may read.
        }
        return share.isPresent()
                ? share
                : read(pid, "status").flatMap(status -> amount(status, "VmRSS:", ProcessDetails.Measure.RESIDENT));
    }

    /** A line such as {@code Pss:   41234 kB}. */
    private static Optional<ProcessDetails.Memory> amount(String text, String label, ProcessDetails.Measure measure) {
        return field(text, label)
                .map(amount -> Long.parseLong(amount.replace("kB", "").strip()) * 1024)
                .map(bytes -> new ProcessDetails.Memory(bytes, measure));
    }

    /** Empty where no process has the pid. */
    private static Optional<Stat> stat(long pid) throws IpcException {
        return read(pid, "stat").map(Stat::parse);
    }

    /** A file of a process; empty where the process has ended, which a file that is open already tells with ESRCH. */
    private static Optional<String> read(long pid, String file) throws IpcException {
        Path folder = PROC.resolve(Long.toString(pid));
        try {
            return Optional.of(new String(Files.readAllBytes(folder.resolve(file)), StandardCharsets.UTF_8));
        } catch (IOException e) {
            if (!Files.exists(folder) || String.valueOf(e.getMessage()).contains("No such process")) {
                return Optional.empty();
            }
            IpcException denied = new IpcException(
                    Reason.ACCESS_DENIED, IDENTIFY, Long.toString(pid), "read " + folder.resolve(file));
            denied.initCause(e);
            throw denied;
        }
    }

    /** The words of this process's command line. */
    static List<String> commandLine() throws IpcException {
        String words = read(ProcessHandle.current().pid(), "cmdline").orElse("");
        return words.isEmpty()
                ? List.of()
                : List.of(words.substring(0, words.length() - 1).split("\0", -1));
    }

    static List<ProcessEntry> list() throws IpcException {
        List<ProcessEntry> entries = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path folder : folders) {
                long pid = Long.parseLong(folder.getFileName().toString());
                Optional<Stat> stat = stat(pid);
                // A zombie has ended, and only waits for its parent to ask how.
                if (stat.isPresent() && !stat.get().ended()) {
                    entries.add(entry(stat.get()));
                }
            }
        } catch (IpcException e) {
            throw e;
        } catch (IOException e) {
            IpcException failure = new IpcException(Reason.OTHER, LIST, PROC.toString(), e.toString());
            failure.initCause(e);
            throw failure;
        }
        return entries;
    }

    private static ProcessEntry entry(Stat stat) throws IpcException {
        return new ProcessEntry(
                stat.identity(), stat.parentPid(), name(stat), user(stat.pid()).orElse(User.UNKNOWN));
    }

    static User userOf(long pid) throws IpcException {
        return user(pid).orElseThrow(() -> Errno.failure(IDENTIFY, Long.toString(pid), Errno.ESRCH.code()));
    }

    /** Whether the pid is a live process's of this user. */
    static boolean runsAs(long pid, User user) throws IpcException {
        Optional<Stat> stat = stat(pid);
        return stat.isPresent()
                && !stat.get().ended()
                && user(pid).filter(now -> now.id().equals(user.id())).isPresent();
    }

    private static Optional<User> user(long pid) throws IpcException {
        return read(pid, "status")
                .flatMap(status -> field(status, "Uid:\t"))
                .map(ids -> Users.of(Integer.parseUnsignedInt(ids.split("\t")[0])));
    }

    /** The executable's name; the command's, cut to 15 characters, where this user may not know that. */
    private static String name(Stat stat) {
        Optional<Path> program = executable(stat.pid());
        if (program.isEmpty()) {
            return stat.command();
        }
        Path file = program.get().getFileName();
        String name = file == null ? "" : file.toString();
        return name.endsWith(DELETED) ? name.substring(0, name.length() - DELETED.length()) : name;
    }

    private static Optional<Path> executable(long pid) {
        try {
            return Optional.of(Files.readSymbolicLink(PROC.resolve(pid + "/exe")));
        } catch (IOException notShown) {
            // A kernel thread has none, a stranger's is not shown, and an ended process has none any more.
            return Optional.empty();
        }
    }

    /**
     * The pid that a descriptor of this process is a pidfd of: -1 when that process is gone and reaped, empty when it is
     * no pidfd.
     */
    static OptionalLong pidOf(int pidfd) throws IpcException {
        return read(ProcessHandle.current().pid(), "fdinfo/" + pidfd)
                .flatMap(info -> field(info, "Pid:\t"))
                .map(pid -> OptionalLong.of(Long.parseLong(pid.trim())))
                .orElse(OptionalLong.empty());
    }

    /** What follows {@code label} at the beginning of a line. */
    private static Optional<String> field(String text, String label) {
        int at = ("\n" + text).indexOf("\n" + label);
        if (at < 0) {
            return Optional.empty();
        }
        int end = text.indexOf('\n', at);
        return Optional.of(text.substring(at + label.length(), end < 0 ? text.length() : end));
    }
}
