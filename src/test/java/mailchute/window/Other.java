package mailchute.window;

import static org.assertj.core.api.Assertions.fail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mailchute.ipc.AnonymousPipe;
import mailchute.ipc.ChildCommand;
import mailchute.ipc.ChildProcess;
import mailchute.ipc.Deadline;
import mailchute.ipc.Handle.Inheritance;
import mailchute.ipc.IpcException;
import mailchute.room.Program;

/** Another participant: a real process without a window, which the test types into and reads from. */
final class Other implements AutoCloseable {

    private static final Duration END_TIMEOUT = Duration.ofSeconds(10);

    private final ChildProcess process;
    private final AnonymousPipe.WriteEnd input;
    private final AnonymousPipe.ReadEnd output;
    private final List<String> lines = new ArrayList<>();

    private Other(ChildProcess process, AnonymousPipe.WriteEnd input, AnonymousPipe.ReadEnd output) {
        this.process = process;
        this.input = input;
        this.output = output;
    }

    /** Starts it, and does not wait until it can be talked to. */
    static Other start(String role, String nickname, String room) throws IpcException {
        AnonymousPipe in = AnonymousPipe.create(Inheritance.INHERITABLE, Inheritance.PRIVATE);
        AnonymousPipe out = AnonymousPipe.create(Inheritance.PRIVATE, Inheritance.INHERITABLE);
        ChildProcess process = Program.command(false, List.of(role, "--room", room, "--name", nickname, "--headless"))
                .stream(ChildCommand.Stream.INPUT, in.readEnd())
                .stream(ChildCommand.Stream.OUTPUT, out.writeEnd())
                .stream(ChildCommand.Stream.ERROR, out.writeEnd())
                .start();
        in.readEnd().close();
        out.writeEnd().close();
        Other started = new Other(process, in.writeEnd(), out.readEnd());
        Thread reader = new Thread(started::readOutput, "output of " + nickname);
        reader.setDaemon(true);
        reader.start();
        return started;
    }

    private void readOutput() {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(output.stream(), StandardCharsets.UTF_8))) {
            String line = in.readLine();
            while (line != null) {
                add(line);
                line = in.readLine();
            }
            add("(no more output)");
        } catch (IOException e) {
            add("(no more output: " + e.getMessage() + ")");
        }
    }

    private void add(String line) {
        synchronized (lines) {
            lines.add(line);
            lines.notifyAll();
        }
    }

    long pid() {
        return process.identity().pid();
    }

    ChildProcess process() {
        return process;
    }

    Other type(String line) {
        try {
            input.stream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            input.stream().flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it has printed a line in which the pattern is found. */
    Matcher awaitLine(String pattern) throws InterruptedException {
        Pattern wanted = Pattern.compile(pattern);
        Deadline deadline = Deadline.after(Stage.LONG);
        synchronized (lines) {
            int looked = 0;
            while (true) {
                for (; looked < lines.size(); looked++) {
                    Matcher matcher = wanted.matcher(lines.get(looked));
                    if (matcher.find()) {
                        return matcher;
                    }
                }
                if (deadline.passed()) {
                    return fail("process " + pid() + " did not print " + pattern + "; it printed " + lines);
                }
                lines.wait(deadline.remainingMillis(Integer.MAX_VALUE));
            }
        }
    }

    boolean printed(String text) {
        synchronized (lines) {
            return lines.stream().anyMatch(line -> line.contains(text));
        }
    }

    boolean hasEnded() throws IpcException {
        return process.waitFor(Duration.ZERO);
    }

    void kill() throws IpcException {
        process.terminate(1);
        process.waitFor(END_TIMEOUT);
    }

    @Override
    public void close() {
        try {
            kill();
        } catch (IpcException e) {
            add(e.getMessage());
        }
        input.close();
        output.close();
        process.close();
    }
}
