package mailchute.ipc;

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
 * <p>Windows: {@code CreateProcess} with {@code STARTUPINFOEX} and {@code PROC_THREAD_ATTRIBUTE_HANDLE_LIST}. Linux:
 * {@code posix_spawn} with file actions.
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

    /**
     * A command without arguments, with this process's environment and standard streams.
     *
     * @param program the executable's path
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

    /** Adds or replaces one environment variable. */
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
     * Starts the child.
     *
     * @throws IpcException {@code NOT_FOUND} where there is no such program; {@code ACCESS_DENIED} where it may not be run
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

    /** The listed handles, in the order in which they were listed. */
    public List<Handle> handles() {
        return Collections.unmodifiableList(handles);
    }

    /** The standard streams that differ from this process's: a handle, or empty for the null device. */
    public Map<Stream, Optional<Handle>> streams() {
        return Collections.unmodifiableMap(streams);
    }
}
