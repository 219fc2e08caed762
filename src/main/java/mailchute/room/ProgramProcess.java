package mailchute.room;

import java.io.OutputStream;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.OptionalInt;
import mailchute.ipc.ChildCommand;
import mailchute.ipc.ChildProcess;
import mailchute.ipc.Deadline;
import mailchute.ipc.IpcException;

/**
 * Any program as a child whose end is told: how long it ran, what it ended with, and the last line of its standard error,
 * which is passed on as it comes. Standard input and output are this process's.
 */
public final class ProgramProcess implements AutoCloseable {

    /** How long a program has to end by itself: Ctrl-C reaches it as well as this process. */
    private static final Duration OWN_END = Duration.ofSeconds(1);

    /** How long it has after it was asked. */
    private static final Duration ASKED_END = Duration.ofSeconds(2);

    /** How long the rest of its standard error may take, which what it started may hold open for ever. */
    private static final Duration LAST_ERRORS = Duration.ofSeconds(1);

    private final StandardError errors;
    private final ChildProcess process;
    private final long startedAt = System.nanoTime();

    private ProgramProcess(StandardError errors, ChildCommand command) throws IpcException {
        this.errors = errors;
        errors.giveTo(command);
        this.process = command.start();
    }

    /**
     * Starts a program that is handed nothing.
     *
     * @param standardError where its standard error goes
     * @throws IpcException {@code NOT_FOUND} where there is no such program; {@code ACCESS_DENIED} and others where it cannot
     *     be run
     */
    public static ProgramProcess start(ProgramCommand program, OutputStream standardError) throws IpcException {
        return start(program.command(), standardError);
    }

    static ProgramProcess start(ChildCommand command, OutputStream standardError) throws IpcException {
        StandardError errors = StandardError.create();
        try {
            ProgramProcess started = new ProgramProcess(errors, command);
            errors.read("mailchute-program-errors", standardError);
            return started;
        } catch (IpcException | RuntimeException e) {
            errors.close();
            throw e;
        }
    }

    /** Its process id. */
    public long pid() {
        return process.identity().pid();
    }

    /**
     * Waits for the program's end.
     *
     * @return how long it ran
     */
    public Duration await() throws IpcException {
        process.waitFor(Deadline.FOREVER);
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    /**
     * How the program ended, once it has; waits for the rest of its standard error, for a second at most.
     *
     * @param name what to call it
     * @param codePage what ANSI text of the program is in
     */
    public ProgramEnd end(String name, Duration ran, Charset codePage) throws IpcException, InterruptedException {
        int status = process.exitCode().orElseThrow();
        return new ProgramEnd(name, OptionalInt.of(status), ran, errors.lastLine(LAST_ERRORS, codePage));
    }

    /**
     * Ends the program: it may do so by itself, is asked to where the system has a way ({@code SIGTERM}), and is ended at
     * last. Blocks for three seconds at most.
     */
    public void end() throws IpcException {
        try {
            endProcess();
        } catch (IpcException e) {
            // It ended before, and was let go.
            if (e.reason() != IpcException.Reason.CLOSED) {
                throw e;
            }
        }
    }

    private void endProcess() throws IpcException {
        if (process.waitFor(OWN_END)) {
            return;
        }
        // Java compares the start time, so that another process with this pid is left alone.
        ProcessHandle.of(process.identity().pid())
                .filter(ProcessHandle::supportsNormalTermination)
                .ifPresent(ProcessHandle::destroy);
        if (!process.waitFor(ASKED_END)) {
            process.terminate(ProcessControl.KILLED);
        }
    }

    /** Gives back what was opened for the program, which lives on where it still runs. */
    @Override
    public void close() {
        errors.close();
        process.close();
    }
}
