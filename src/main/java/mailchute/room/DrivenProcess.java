package mailchute.room;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mailchute.ipc.AnonymousPipe;
import mailchute.ipc.ChildCommand;
import mailchute.ipc.ChildProcess;
import mailchute.ipc.Deadline;
import mailchute.ipc.Handle.Inheritance;
import mailchute.ipc.IpcException;

/** A process that this one drives: it types into its standard input and reads what it prints. */
public final class DrivenProcess implements AutoCloseable {

    private final ChildProcess process;
    private final AnonymousPipe.WriteEnd input;
    private final AnonymousPipe.ReadEnd output;
    private final AnonymousPipe.ReadEnd error;
    private final List<String> lines = new ArrayList<>();
    private final List<String> errorLines = new ArrayList<>();
    private int openStreams = 2;

    private DrivenProcess(
            ChildProcess process,
            AnonymousPipe.WriteEnd input,
            AnonymousPipe.ReadEnd output,
            AnonymousPipe.ReadEnd error) {
        this.process = process;
        this.input = input;
        this.output = output;
        this.error = error;
    }

    /** Starts the command with its three standard streams tied to this process. */
    public static DrivenProcess start(ChildCommand command) throws IpcException {
        List<AnonymousPipe> pipes = new ArrayList<>();
        try {
            pipes.add(AnonymousPipe.create(Inheritance.INHERITABLE, Inheritance.PRIVATE));
            pipes.add(AnonymousPipe.create(Inheritance.PRIVATE, Inheritance.INHERITABLE));
            pipes.add(AnonymousPipe.create(Inheritance.PRIVATE, Inheritance.INHERITABLE));
            AnonymousPipe in = pipes.get(0);
            AnonymousPipe out = pipes.get(1);
            AnonymousPipe err = pipes.get(2);
            ChildProcess process = command.stream(ChildCommand.Stream.INPUT, in.readEnd()).stream(
                            ChildCommand.Stream.OUTPUT, out.writeEnd())
                    .stream(ChildCommand.Stream.ERROR, err.writeEnd())
                    .start();
            in.readEnd().close();
            out.writeEnd().close();
            err.writeEnd().close();
            DrivenProcess started = new DrivenProcess(process, in.writeEnd(), out.readEnd(), err.readEnd());
            Threads.start("mailchute-output-" + started.pid(), () -> started.read(started.output, started.lines));
            Threads.start("mailchute-error-" + started.pid(), () -> started.read(started.error, started.errorLines));
            return started;
        } catch (IpcException | RuntimeException e) {
            pipes.forEach(AnonymousPipe::close);
            throw e;
        }
    }

    private void read(AnonymousPipe.ReadEnd stream, List<String> into) {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(stream.stream(), StandardCharsets.UTF_8))) {
            String line = in.readLine();
            while (line != null) {
                add(into, line);
                line = in.readLine();
            }
        } catch (IOException e) {
            add(into, "(this stream cannot be read any more: " + e.getMessage() + ")");
        }
        synchronized (lines) {
            openStreams--;
            lines.notifyAll();
        }
    }

    private void add(List<String> into, String line) {
        synchronized (lines) {
            into.add(line);
            lines.notifyAll();
        }
    }

    /** Its process id. */
    public long pid() {
        return process.identity().pid();
    }

    /** The process itself. */
    public ChildProcess process() {
        return process;
    }

    /** Types a line. */
    public void type(String line) throws IOException {
        type((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Types these bytes as they are. */
    public void type(byte[] bytes) throws IOException {
        input.stream().write(bytes);
        input.stream().flush();
    }

    /** Ends its standard input. */
    public void endInput() {
        input.close();
    }

    /** What it has printed to standard output so far. */
    public List<String> output() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    /** What it has printed to standard error so far. */
    public List<String> errors() {
        synchronized (lines) {
            return List.copyOf(errorLines);
        }
    }

    /**
     * Waits until it has printed a line, to either stream and at any time since its start, in which the pattern is found.
     *
     * @return empty when it has not in time, or has closed both streams without
     */
    public Optional<Matcher> awaitLine(Pattern pattern, Duration timeout) throws InterruptedException {
        int[] looked = new int[2];
        return await(
                timeout, ignored -> find(pattern, lines, looked, 0).or(() -> find(pattern, errorLines, looked, 1)));
    }

    private static Optional<Matcher> find(Pattern pattern, List<String> in, int[] looked, int which) {
        while (looked[which] < in.size()) {
            Matcher matcher = pattern.matcher(in.get(looked[which]++));
            if (matcher.find()) {
                return Optional.of(matcher);
            }
        }
        return Optional.empty();
    }

    /**
     * Waits until what it has printed to standard output holds what is looked for.
     *
     * @return empty when it does not in time, or has closed both streams without
     */
    public <T> Optional<T> await(Duration timeout, Function<List<String>, Optional<T>> lookFor)
            throws InterruptedException {
        Deadline deadline = Deadline.after(timeout);
        synchronized (lines) {
            while (true) {
                Optional<T> found = lookFor.apply(lines);
                if (found.isPresent() || openStreams == 0 || deadline.passed()) {
                    return found;
                }
                lines.wait(deadline.remainingMillis(Integer.MAX_VALUE));
            }
        }
    }

    /** Waits until it has closed both streams, which a process does at its end. Returns false when it has not in time. */
    public boolean awaitEndOfOutput(Duration timeout) throws InterruptedException {
        Deadline deadline = Deadline.after(timeout);
        synchronized (lines) {
            while (openStreams > 0 && !deadline.passed()) {
                lines.wait(deadline.remainingMillis(Integer.MAX_VALUE));
            }
            return openStreams == 0;
        }
    }

    /** What it printed last, for the words of a failure. */
    public List<String> lastLines() {
        synchronized (lines) {
            List<String> last = new ArrayList<>(lines.subList(Math.max(0, lines.size() - 5), lines.size()));
            last.addAll(errorLines.subList(Math.max(0, errorLines.size() - 5), errorLines.size()));
            return last;
        }
    }

    /** Lets go of the process, which is not ended by that, and of its standard streams. */
    @Override
    public void close() {
        input.close();
        output.close();
        error.close();
        process.close();
    }
}
