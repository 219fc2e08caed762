package mailchute.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
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

/** A participant that the demo started: the demo types into its standard input and reads what it prints. */
final class DemoProcess implements AutoCloseable {

    private final ChildProcess process;
    private final AnonymousPipe.WriteEnd input;
    private final AnonymousPipe.ReadEnd output;
    private final List<String> lines = new ArrayList<>();
    private boolean outputEnded;

    private DemoProcess(ChildProcess process, AnonymousPipe.WriteEnd input, AnonymousPipe.ReadEnd output) {
        this.process = process;
        this.input = input;
        this.output = output;
    }

    /** Starts this program with these arguments, with a window or headless. */
    static DemoProcess start(boolean window, List<String> arguments) throws IpcException {
        List<String> all = new ArrayList<>(arguments);
        all.add(window ? "--console" : "--headless");
        AnonymousPipe in = AnonymousPipe.create(Inheritance.INHERITABLE, Inheritance.PRIVATE);
        try {
            AnonymousPipe out = AnonymousPipe.create(Inheritance.PRIVATE, Inheritance.INHERITABLE);
            try {
                ChildProcess process = Program.command(window, all)
                        .stream(ChildCommand.Stream.INPUT, in.readEnd())
                        .stream(ChildCommand.Stream.OUTPUT, out.writeEnd())
                        .stream(ChildCommand.Stream.ERROR, out.writeEnd())
                        .start();
                in.readEnd().close();
                out.writeEnd().close();
                DemoProcess started = new DemoProcess(process, in.writeEnd(), out.readEnd());
                started.readOutput();
                return started;
            } catch (IpcException | RuntimeException e) {
                out.close();
                throw e;
            }
        } catch (IpcException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    private void readOutput() {
        Thread reader = new Thread(
                () -> {
                    try (BufferedReader in =
                            new BufferedReader(new InputStreamReader(output.stream(), StandardCharsets.UTF_8))) {
                        String line = in.readLine();
                        while (line != null) {
                            add(line);
                            line = in.readLine();
                        }
                    } catch (IOException e) {
                        add("(its output cannot be read any more: " + e.getMessage() + ")");
                    }
                    synchronized (lines) {
                        outputEnded = true;
                        lines.notifyAll();
                    }
                },
                "mailchute-demo-output-" + pid());
        reader.setDaemon(true);
        reader.start();
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

    /** Types a line. */
    void type(String line) throws IOException {
        input.stream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        input.stream().flush();
    }

    /**
     * Waits until it has printed a line in which the pattern is found.
     *
     * @throws DemoFailure when it has not in time, with what it printed last
     */
    Matcher awaitLine(Pattern pattern, Duration timeout) throws DemoFailure, InterruptedException {
        Deadline deadline = Deadline.after(timeout);
        synchronized (lines) {
            int looked = 0;
            while (true) {
                for (; looked < lines.size(); looked++) {
                    Matcher matcher = pattern.matcher(lines.get(looked));
                    if (matcher.find()) {
                        return matcher;
                    }
                }
                if (outputEnded || deadline.passed()) {
                    List<String> last = lines.subList(Math.max(0, lines.size() - 5), lines.size());
                    throw new DemoFailure("process " + pid() + " did not print " + pattern + "; it printed " + last);
                }
                lines.wait(deadline.remainingMillis(Integer.MAX_VALUE));
            }
        }
    }

    @Override
    public void close() {
        input.close();
        output.close();
        process.close();
    }
}
