package mailchute.window;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mailchute.ipc.ChildCommand;
import mailchute.ipc.IpcException;
import mailchute.ipc.IpcSystem;
import mailchute.ipc.OsProcess;
import mailchute.room.DrivenProcess;
import mailchute.room.Program;

/** Another participant: a real process without a window, which the test types into and reads from. */
final class Other implements AutoCloseable {

    private static final Duration END_TIMEOUT = Duration.ofSeconds(10);

    /** What the test started: the participant, or the shell that started it. */
    private final DrivenProcess driven;

    private OsProcess process;

    private Other(DrivenProcess driven) {
        this.driven = driven;
        this.process = driven.process();
    }

    /** Starts it, and does not wait until it can be talked to. */
    static Other start(String role, String nickname, String room, String... more) throws IpcException {
        return new Other(DrivenProcess.start(program(role, nickname, room).arguments(more)));
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
        Other other = new Other(DrivenProcess.start(shell.arguments(program.arguments())));
        long pid = Long.parseLong(
                other.awaitLine(nickname + " \\((\\d+)\\) in room").group(1));
        other.process = OsProcess.open(OsProcess.identify(pid));
        return other;
    }

    private static ChildCommand program(String role, String nickname, String room) {
        return Program.command(false, List.of(role, "--room", room, "--name", nickname, "--headless"));
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
            driven.type(line);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it has printed a line in which the pattern is found. */
    Matcher awaitLine(String pattern) throws InterruptedException {
        return driven.awaitLine(Pattern.compile(pattern), Stage.LONG)
                .orElseThrow(() -> new AssertionError(
                        "process " + pid() + " did not print " + pattern + "; it printed " + driven.lastLines()));
    }

    /** What it printed last, for the words of a failure. */
    List<String> lastLines() {
        return driven.lastLines();
    }

    boolean printed(String text) {
        return driven.output().stream().anyMatch(line -> line.contains(text));
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
        try (driven) {
            kill();
        } catch (IpcException e) {
            throw new UncheckedIOException(e);
        } finally {
            process.close();
        }
    }
}
