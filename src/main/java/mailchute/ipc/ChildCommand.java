package mailchute.ipc;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A program to be started as a child process, and exactly what it gets: arguments, environment, standard streams and the
 * listed handles, no others.
 *
 * <p>Windows: {@code CreateProcess} with {@code STARTUPINFOEX} and {@code PROC_THREAD_ATTRIBUTE_HANDLE_LIST}; a command
 * line has at most 32,766 characters there. Linux: {@code posix_spawn} with file actions (glibc 2.34 or later).
 */
public final class ChildCommand {

    /** One of the three standard streams. */
    public enum Stream {
        INPUT,
        OUTPUT,
        ERROR
    }

    private final String program;
    private final List<String> arguments = new ArrayList<>();
    private final Map<String, Optional<String>> environment = new LinkedHashMap<>();
    private final List<Handle> handles = new ArrayList<>();
    private final Map<Stream, Optional<Handle>> streams = new LinkedHashMap<>();
    private Optional<Path> workingDirectory = Optional.empty();
    private boolean emptyEnvironment;
    private boolean ownConsole;
    private boolean killOnClose;

    /**
     * A command without arguments, with this process's environment and standard streams.
     *
     * @param program the executable's path, from this process's working directory where it is relative; a bare name is
     *     looked for as the system does ({@code PATH} on Linux). Windows adds {@code .exe} to a name without an extension
     */
    public ChildCommand(String program) {
        this.program = program;
    }

    /** Adds arguments; each arrives as it is, whatever it holds. */
    public ChildCommand arguments(List<String> more) {
        arguments.addAll(more);
        return this;
    }

    /** Adds arguments; each arrives as it is, whatever it holds. */
    public ChildCommand arguments(String... more) {
        return arguments(List.of(more));
    }

    /**
     * Adds or replaces one environment variable. A name of Windows is the same whatever its case, and name and value
     * together have at most 32,767 characters there; on Linux 128 KiB.
     *
     * <p>{@link #start} throws {@link IllegalArgumentException} for a name that is empty or holds {@code =}, and for a NUL.
     */
    public ChildCommand environment(String name, String value) {
        environment.put(name, Optional.of(value));
        return this;
    }

    /** Takes one environment variable away. */
    public ChildCommand withoutEnvironment(String name) {
        environment.put(name, Optional.empty());
        return this;
    }

    /**
     * Starts from no environment at all instead of this process's. Most programs of Windows need {@code SystemRoot}.
     */
    public ChildCommand emptyEnvironment() {
        emptyEnvironment = true;
        return this;
    }

    /**
     * Starts the child in this folder instead of this process's ({@code lpCurrentDirectory}, at most 258 characters;
     * {@code posix_spawn_file_actions_addchdir_np}). A relative folder is seen from this process's, and so is a relative
     * program.
     */
    public ChildCommand workingDirectory(Path folder) {
        workingDirectory = Optional.of(folder);
        return this;
    }

    /**
     * Unties the child from this process's console, so that Ctrl-C there does not reach it. Windows gives it a console
     * window of its own ({@code CREATE_NEW_CONSOLE}), with its standard streams unless others are given here; Linux a
     * session of its own without a terminal ({@code POSIX_SPAWN_SETSID}).
     */
    public ChildCommand ownConsole() {
        ownConsole = true;
        return this;
    }

    /**
     * Ends the child when its {@link ChildProcess} is closed here, and when this process ends, in whatever way.
     *
     * <p>Windows: a job object with {@code JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE}, which ends the child's own children
     * too. Linux: {@code PR_SET_PDEATHSIG}, set by {@code setpriv} of util-linux (2.33 or later), and {@code SIGKILL}
     * through the pidfd; the child's own children live on, and a program that is set-user-ID takes itself out. The child's
     * {@code argv[0]} is the whole path there, and it costs this process one more descriptor until it is closed.
     */
    public ChildCommand killOnClose() {
        killOnClose = true;
        return this;
    }

    /**
     * Lists a handle for the child.
     *
     * @return the value that the handle will have in the child: the same on Windows, the next free descriptor from 3 on
     *     Linux
     * @throws IllegalArgumentException if the handle is not {@link Handle.Inheritance#INHERITABLE}
     */
    public long inherit(Handle handle) throws IpcException {
        requireInheritable(handle);
        handles.add(handle);
        return IpcSystem.local().valueInChild(handle, handles.size() - 1);
    }

    /**
     * Gives the child this handle as a standard stream.
     *
     * @throws IllegalArgumentException if the handle is not {@link Handle.Inheritance#INHERITABLE}
     */
    public ChildCommand stream(Stream stream, Handle handle) {
        requireInheritable(handle);
        streams.put(stream, Optional.of(handle));
        return this;
    }

    /** Gives the child the null device as a standard stream. */
    public ChildCommand withoutStream(Stream stream) {
        streams.put(stream, Optional.empty());
        return this;
    }

    private static void requireInheritable(Handle handle) {
        if (handle.inheritance() != Handle.Inheritance.INHERITABLE) {
            throw new IllegalArgumentException("handle " + handle.value() + " is private to this process");
        }
    }

    /**
     * Starts the child ({@code CreateProcess}; {@code posix_spawnp}).
     *
     * @throws IpcException {@code NOT_FOUND} where there is no such program or working directory; {@code ACCESS_DENIED}
     *     where it may not be run; {@code TOO_LARGE} for more arguments or environment than the system takes;
     *     {@code UNSUPPORTED} for a batch file with arguments, which cannot be quoted safely, and where what was asked
     *     for needs a later system; {@code CLOSED} where a listed handle was closed meanwhile
     */
    public ChildProcess start() throws IpcException {
        return IpcSystem.local().start(this);
    }

    /** The executable's path. */
    public String program() {
        return program;
    }

    /** The arguments, without the program. */
    public List<String> arguments() {
        return Collections.unmodifiableList(arguments);
    }

    /** What differs from this process's environment: a value, or empty for a variable that is taken away. */
    public Map<String, Optional<String>> environment() {
        return Collections.unmodifiableMap(environment);
    }

    /** Whether the environment is made of the changes alone. */
    public boolean startsFromEmptyEnvironment() {
        return emptyEnvironment;
    }

    /** The folder to start in; empty for this process's. */
    public Optional<Path> folder() {
        return workingDirectory;
    }

    /** Whether the child is untied from this process's console. */
    public boolean hasOwnConsole() {
        return ownConsole;
    }

    /** Whether the child ends with its handle here. */
    public boolean endsOnClose() {
        return killOnClose;
    }

    /** The listed handles, in the order in which they were listed. */
    public List<Handle> handles() {
        return Collections.unmodifiableList(handles);
    }

    /** The standard streams that differ from this process's: a handle, or empty for the null device. */
    public Map<Stream, Optional<Handle>> streams() {
        return Collections.unmodifiableMap(streams);
    }
}
