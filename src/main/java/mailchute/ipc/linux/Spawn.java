package mailchute.ipc.linux;

import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mailchute.ipc.ChildCommand;
import mailchute.ipc.ChildProcess;
import mailchute.ipc.Handle;
import mailchute.ipc.IpcException;
import mailchute.ipc.IpcException.Reason;
import mailchute.ipc.ProcessIdentity;

/**
 * Starts a child with {@code posix_spawn}: the listed handles become 3, 4, 5 and so on, and everything above is closed, for
 * the JVM itself leaves descriptors open to children.
 */
final class Spawn implements AutoCloseable {

    /** The child's value of the first listed handle. */
    static final int FIRST_HANDLE = 3;

    private static final String START = "start";

    /** What to do about it. A script whose interpreter is missing fails with the same code. */
    static final String NO_PROGRAM =
            "give its whole path, or put its folder into PATH; a script names a program as well";

    static final String NOT_EXECUTABLE = "a program is a file that may be executed (chmod +x)";

    /** More than any libc's {@code posix_spawn_file_actions_t}, {@code posix_spawnattr_t} and {@code sigset_t}. */
    private static final int ENOUGH = 1024;

    private final ChildCommand command;
    private final List<String> words;
    /** The folder of a child that ends with this process; its process has it from the start on. */
    private Optional<Descriptor> tiedBy = Optional.empty();

    private final int firstFree;
    private final Memory actions = new Memory(ENOUGH);
    private final Memory attributes = new Memory(ENOUGH);
    private final Memory signals = new Memory(ENOUGH);
    private final List<Integer> duplicates = new ArrayList<>();

    private Spawn(ChildCommand command) throws IpcException {
        this.command = command;
        this.words = command.endsOnClose() ? tied(command) : words(command);
        this.firstFree = FIRST_HANDLE + command.handles().size();
        LibC.posix_spawn_file_actions_init(actions);
        LibC.posix_spawnattr_init(attributes);
    }

    static ChildProcess start(ChildCommand command) throws IpcException {
        try (Spawn spawn = new Spawn(command)) {
            spawn.describeSignals();
            spawn.describeDescriptors();
            return command.endsOnClose() ? ParentDeath.onLastingThread(spawn::child) : spawn.child();
        }
    }

    private List<String> tied(ChildCommand command) throws IpcException {
        if (command.folder().isPresent()) {
            requireFolder(command.folder().get());
        }
        Descriptor folder = ParentDeath.openFolder(command);
        try {
            List<String> words = ParentDeath.wrap(command, folder);
            tiedBy = Optional.of(folder);
            return words;
        } finally {
            if (tiedBy.isEmpty()) {
                folder.close();
            }
        }
    }

    private static List<String> words(ChildCommand command) {
        List<String> words = new ArrayList<>();
        words.add(path(command.program()));
        words.addAll(command.arguments());
        return words;
    }

    /** As seen from here: the child looks for a relative path in the folder that it is started in. */
    static String path(String program) {
        return program.indexOf('/') > 0 ? Path.of(program).toAbsolutePath().toString() : program;
    }

    /** JVM threads run with signals blocked and some ignored, and the child would start so. */
    private void describeSignals() throws IpcException {
        LibC.sigemptyset(signals);
        check(LibC.posix_spawnattr_setsigmask(attributes, signals));
        LibC.sigfillset(signals);
        check(LibC.posix_spawnattr_setsigdefault(attributes, signals));
        int session = command.hasOwnConsole() ? LibC.POSIX_SPAWN_SETSID : 0;
        check(LibC.posix_spawnattr_setflags(
                attributes, (short) (LibC.POSIX_SPAWN_SETSIGMASK | LibC.POSIX_SPAWN_SETSIGDEF | session)));
    }

    private void describeDescriptors() throws IpcException {
        if (!NewerSpawnActions.AVAILABLE) {
            throw new IpcException(Reason.UNSUPPORTED, START, command.program(), "needs glibc 2.34 or later");
        }
        for (Map.Entry<ChildCommand.Stream, Optional<Handle>> stream :
                command.streams().entrySet()) {
            int target = stream.getKey().ordinal();
            if (stream.getValue().isPresent()) {
                give(stream.getValue().get(), target);
            } else {
                check(LibC.posix_spawn_file_actions_addopen(actions, target, CString.of("/dev/null"), LibC.O_RDWR, 0));
            }
        }
        int target = FIRST_HANDLE;
        for (Handle handle : command.handles()) {
            give(handle, target++);
        }
        check(NewerSpawnActions.posix_spawn_file_actions_addclosefrom_np(actions, firstFree));
        if (command.folder().isPresent()) {
            check(NewerSpawnActions.posix_spawn_file_actions_addchdir_np(
                    actions, CString.of(requireFolder(command.folder().get()).toString())));
        }
    }

    /** posix_spawn fails with the same code for a folder and for a program that is not there. */
    private static Path requireFolder(Path folder) throws IpcException {
        if (!Files.isDirectory(folder)) {
            throw new IpcException(Reason.NOT_FOUND, START + " in", folder.toString(), "no such folder");
        }
        return folder;
    }

    /** Every source lies above all targets, so that no target overwrites a source that is still needed. */
    private void give(Handle handle, int target) throws IpcException {
        Descriptor descriptor = DescriptorHandle.of(handle);
        int fd = descriptor.enter(START);
        int duplicate;
        try {
            duplicate = LibC.fcntl(fd, LibC.F_DUPFD_CLOEXEC, firstFree);
            if (duplicate < 0) {
                throw Errno.failure(START, command.program(), Errno.last());
            }
        } finally {
            descriptor.leave();
        }
        duplicates.add(duplicate);
        check(LibC.posix_spawn_file_actions_adddup2(actions, duplicate, target));
    }

    /** These calls return their error instead of leaving it in {@code errno}. */
    private void check(int error) throws IpcException {
        if (error != 0) {
            throw Errno.failure(START, command.program(), error);
        }
    }

    private int spawn() throws IpcException {
        List<byte[]> arguments = words.stream().map(CString::of).toList();
        try (Memory pid = new Memory(Integer.BYTES);
                Memory argv = CString.vector(arguments);
                Memory environment = CString.vector(environment())) {
            int error = LibC.posix_spawnp(pid, arguments.get(0), actions, attributes, argv, environment);
            if (error != 0) {
                throw advised(Errno.failure(START, command.program(), error));
            }
            return pid.getInt(0);
        }
    }

    private IpcException advised(IpcException failure) {
        Optional<Path> folder = command.folder();
        if (failure.reason() == Reason.ACCESS_DENIED && folder.isPresent() && !Files.isExecutable(folder.get())) {
            return Errno.failure(START + " in", folder.get().toString(), failure.code());
        }
        return switch (failure.reason()) {
            case NOT_FOUND -> failure.advised(NO_PROGRAM);
            case ACCESS_DENIED -> failure.advised(NOT_EXECUTABLE);
            default -> failure;
        };
    }

    /** This process's environment, byte for byte, or none, with the command's changes. */
    private List<byte[]> environment() {
        Map<String, Optional<String>> changes = command.environment();
        List<byte[]> result = command.startsFromEmptyEnvironment() ? new ArrayList<>() : current(changes.keySet());
        changes.forEach((name, value) -> value.ifPresent(set -> result.add(variable(name, set))));
        return result;
    }

    private static List<byte[]> current(Set<String> without) {
        List<byte[]> result = new ArrayList<>();
        Pointer environ =
                NativeLibrary.getProcess().getGlobalVariableAddress("environ").getPointer(0);
        for (Pointer variable : environ.getPointerArray(0)) {
            byte[] text = variable.getByteArray(0, (int) variable.indexOf(0, (byte) 0) + 1);
            String line = new String(text, 0, text.length - 1, StandardCharsets.UTF_8);
            int equals = line.indexOf('=');
            if (equals < 0 || !without.contains(line.substring(0, equals))) {
                result.add(text);
            }
        }
        return result;
    }

    private static byte[] variable(String name, String value) {
        if (name.isEmpty() || name.indexOf('=') >= 0) {
            throw new IllegalArgumentException("not the name of an environment variable: " + name);
        }
        return CString.of(name + "=" + value);
    }

    /** The child cannot be reaped, nor its pid used again, before the reaper knows of it. */
    private ChildProcess child() throws IpcException {
        int pid = spawn();
        Descriptor pidfd = null;
        Optional<Reaper.Exit> exit = Optional.empty();
        try {
            pidfd = LinuxProcess.pidfdOpen(pid, START);
            ProcessIdentity identity = ProcFiles.identify(pid);
            exit = Optional.of(Reaper.watch(identity, pidfd.number()));
            ChildProcess child = LinuxProcess.ofChild(pidfd, identity, exit.get(), tiedBy);
            tiedBy = Optional.empty();
            return child;
        } finally {
            if (exit.isEmpty()) {
                LibC.kill(pid, LibC.SIGKILL);
                Reaper.waitpid(pid);
                if (pidfd != null) {
                    pidfd.close();
                }
            }
        }
    }

    @Override
    public void close() {
        duplicates.forEach(Descriptor::closeNumber);
        tiedBy.ifPresent(Descriptor::close);
        LibC.posix_spawn_file_actions_destroy(actions);
        LibC.posix_spawnattr_destroy(attributes);
        actions.close();
        attributes.close();
        signals.close();
    }
}
