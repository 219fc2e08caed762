package mailchute.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mailchute.ipc.ChildProcess;
import mailchute.ipc.IpcException;
import mailchute.room.DrivenProcess;
import mailchute.room.Program;

/** A participant that the demo started and drives. */
final class DemoProcess implements AutoCloseable {

    private final DrivenProcess driven;

    private DemoProcess(DrivenProcess driven) {
        this.driven = driven;
    }

    /**
     * Starts this program with these arguments, with a window or headless.
     *
     * @param data where it keeps its history, in place of the user's
     */
    static DemoProcess start(boolean window, Path data, List<String> arguments) throws IpcException {
        List<String> all = new ArrayList<>(arguments);
        all.add(window ? "--console" : "--headless");
        return new DemoProcess(DrivenProcess.start(Program.command(window, all)
                .environment("XDG_DATA_HOME", data.toString())
                .environment("LOCALAPPDATA", data.toString())));
    }

    long pid() {
        return driven.pid();
    }

    ChildProcess process() {
        return driven.process();
    }

    /** Types a line. */
    void type(String line) throws IOException {
        driven.type(line);
    }

    /**
     * Waits until it has printed a line in which the pattern is found.
     *
     * @throws DemoFailure when it has not in time, with what it printed last
     */
    Matcher awaitLine(Pattern pattern, Duration timeout) throws DemoFailure, InterruptedException {
        return driven.awaitLine(pattern, timeout)
                .orElseThrow(() -> new DemoFailure(
                        "process " + pid() + " did not print " + pattern + "; it printed " + driven.lastLines()));
    }

    @Override
    public void close() {
        driven.close();
    }
}
