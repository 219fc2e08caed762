package mailchute.ipc.linux;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import mailchute.ipc.ChildCommand;
import mailchute.ipc.IpcException;
import mailchute.ipc.IpcException.Reason;

/**
 * Has a child end with this process: {@code PR_SET_PDEATHSIG}, which a process can only set for itself and
 * {@code posix_spawn} cannot. {@code setpriv} sets it and becomes the program.
 *
 * <p>A parent that ended before the signal was set sends none. So {@code env} enters the child's folder in between, by a
 * descriptor of the parent below {@code /proc}, which is gone with the parent. A shell that compares {@code $PPID} would
 * do as well, but loses variables whose names it does not like and sets others.
 */
final class ParentDeath {

    private static final String START = "start";

    private static final List<String> SIGNAL = List.of("--pdeathsig", "KILL", "--");

    private ParentDeath() {}

    /** The signal comes at the end of the <em>thread</em> that started the child: this one stays. */
    private static final class Lasting {
        static final ExecutorService THREAD = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "mailchute-spawn");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * The words of a command that ends with its parent and otherwise is this one.
     *
     * @param folder the folder to start in, open as long as the child lives
     */
    static List<String> wrap(ChildCommand command, Descriptor folder) throws IpcException {
        String setpriv = helper(command, "setpriv", "util-linux");
        String env = helper(command, "env", "coreutils");
        // Looked for here, because setpriv tells nobody but its error stream that it does not find it.
        String program = find(Spawn.path(command.program()))
                .orElseThrow(() -> new IpcException(Reason.NOT_FOUND, START, command.program(), "no such program")
                        .advised(Spawn.NO_PROGRAM));
        if (!Files.isExecutable(Path.of(program)) || Files.isDirectory(Path.of(program))) {
            throw new IpcException(Reason.ACCESS_DENIED, START, command.program(), "it is no program")
                    .advised(Spawn.NOT_EXECUTABLE);
        }
        List<String> words = new ArrayList<>(List.of(setpriv));
        words.addAll(SIGNAL);
        words.addAll(List.of(env, "--chdir=/proc/" + ProcessHandle.current().pid() + "/fd/" + folder.number()));
        // Once more, because env would take a program with an equals sign in its path for a variable.
        words.add(setpriv);
        words.addAll(SIGNAL);
        words.add(program);
        words.addAll(command.arguments());
        return words;
    }

    /** Opens the folder that the child starts in, to be passed through and no more. */
    static Descriptor openFolder(ChildCommand command) throws IpcException {
        String folder = command.folder().map(Path::toString).orElse(".");
        return Descriptor.opened(
                LibC.open(CString.of(folder), LibC.O_PATH | LibC.O_CLOEXEC, 0), START + " in", folder);
    }

    private static String helper(ChildCommand command, String name, String comesWith) throws IpcException {
        return find(name)
                .orElseThrow(() -> new IpcException(
                        Reason.UNSUPPORTED,
                        START,
                        command.program(),
                        "ending it with its parent needs " + name + " of " + comesWith));
    }

    /** As {@code execvp} looks for it. */
    private static Optional<String> find(String program) {
        if (program.indexOf('/') >= 0) {
            return Optional.of(program).filter(path -> Files.exists(Path.of(path)));
        }
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("/usr/local/bin:/usr/bin:/bin");
        for (String folder : path.split(":")) {
            Path candidate = Path.of(folder.isEmpty() ? "." : folder, program).toAbsolutePath();
            if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
                return Optional.of(candidate.toString());
            }
        }
        return Optional.empty();
    }

    /** Starts on the thread that never ends. */
    static <T> T onLastingThread(Callable<T> start) throws IpcException {
        Future<T> started = Lasting.THREAD.submit(start);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return started.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw unwrapped(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static IpcException unwrapped(Throwable cause) {
        if (cause instanceof IpcException failure) {
            return failure;
        }
        if (cause instanceof RuntimeException failure) {
            throw failure;
        }
        if (cause instanceof Error failure) {
            throw failure;
        }
        throw new IllegalStateException(cause);
    }
}
