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
import mailchute.ipc.IpcSystem;
import mailchute.ipc.OsProcess;
import mailchute.room.Program;

/** Another participant: a real process without a window, which the test types into and reads from. */
final class Other implements AutoCloseable {

    private static final Duration END_TIMEOUT = Duration.ofSeconds(10);

    private OsProcess process;
    private final AnonymousPipe.WriteEnd input;
    private final AnonymousPipe.ReadEnd output;
    private final List<String> lines = new ArrayList<>();

    private Other(OsProcess process, AnonymousPipe.WriteEnd input, AnonymousPipe.ReadEnd output) {
        this.process = process;
        this.input = input;
        this.output = output;
    }

    /** Starts it, and does not wait until it can be talked to. */
    static Other start(String role, String nickname, String room) throws IpcException {
        return start(program(role, nickname, room));
    }

    /**
     * Starts it from a shell that ends at once, so that it is no child of this process, and waits until it says who it is.
     */
    static Other startApart(String role, String nickname, String room) throws IpcException, InterruptedException {
        ChildCommand program = program(role, nickname, room);
        boolean windows = IpcSystem.Kind.ofThisMachine().orElseThrow() == IpcSystem.Kind.WINDOWS;
        ChildCommand shell = windows
                ? new ChildCommand(System.getenv("COMSPEC")).arguments("/c", "start", "/b", program.program())
                // A shell's background process has no standard input unless it is given one.
                : new ChildCommand("/bin/sh").arguments("-c", "exec 3<&0; \"$@\" <&3 3<&- &", "sh", program.program());
        Other other = start(shell.arguments(program.arguments()));
        long pid = Long.parseLong(other.awaitLine(nickname + " \\((\\d+)\\) in room").group(1));
        other.process.close();
        other.process = OsProcess.open(OsProcess.identify(pid));
        return other;
    }

    private static ChildCommand program(String role, String nickname, String room) {
        return Program.command(false, List.of(role, "--room", room, "--name", nickname, "--headless"));
    }

    private static Other start(ChildCommand command) throws IpcException {
        AnonymousPipe in = AnonymousPipe.create(Inheritance.INHERITABLE, Inheritance.PRIVATE);
        AnonymousPipe out = AnonymousPipe.create(Inheritance.PRIVATE, Inheritance.INHERITABLE);
        ChildProcess process = command.stream(ChildCommand.Stream.INPUT, in.readEnd())
                .stream(ChildCommand.Stream.OUTPUT, out.writeEnd())
                .stream(ChildCommand.Stream.ERROR, out.writeEnd())
                .start();
        in.readEnd().close();
        out.writeEnd().close();
        Other started = new Other(process, in.writeEnd(), out.readEnd());
        Thread reader = new Thread(started::readOutput, "output of " + process.identity().pid());
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

    /** What it calls itself. */
    String nickname() throws InterruptedException {
        return awaitLine("^\\w+ (\\S+) \\(\\d+\\) in room").group(1);
    }

    long pid() {
        return process.identity().pid();
    }

    OsProcess process() {
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
