package mailchute.bench;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A process that measures, or is measured against, in any language: it says {@code ready}, and then answers each line of its
 * standard input with one line, until that ends. What it has to complain of goes to the standard error stream.
 */
final class Worker implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 180;
    private static final String END = "";

    private final List<String> command;
    private final Process process;
    private final Writer input;
    private final BlockingQueue<String> output = new LinkedBlockingQueue<>();
    private String greeting;

    private Worker(List<String> command, Process process) {
        this.command = command;
        this.process = process;
        this.input = process.outputWriter(StandardCharsets.UTF_8);
        Thread reader = new Thread(this::readAll, "output of " + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts one and waits until it is ready. */
    static Worker start(List<String> command) throws IOException, InterruptedException {
        return start(command, Map.of());
    }

    static Worker start(List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        Worker worker = open(command, environment);
        try {
            worker.greeting = worker.awaitLine("ready");
            return worker;
        } catch (IOException | InterruptedException | RuntimeException e) {
            worker.close();
            throw e;
        }
    }

    /** Starts any process that talks in lines. */
    static Worker open(List<String> command, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        return new Worker(command, builder.start());
    }

    /**
     * A worker's own standard input, without {@link System#in}, which asks how much waits: of the pipe of a Linux process Wine
     * cannot say.
     */
    static BufferedReader input() {
        return new BufferedReader(
                new InputStreamReader(new FileInputStream(FileDescriptor.in), StandardCharsets.UTF_8));
    }

    private void readAll() {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.isEmpty()) {
                    output.add(line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            output.add(END);
        }
    }

    long pid() {
        return process.pid();
    }

    /** What it said when it was ready. */
    String greeting() {
        return greeting;
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    void tell(String line) throws IOException {
        input.write(line + "\n");
        input.flush();
    }

    /** The next line that it says. */
    String answer() throws IOException, InterruptedException {
        String line = output.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (line == null || line.equals(END)) {
            throw new IOException((line == null ? "no answer in " + PATIENCE_SECONDS + " s from " : "ended: ")
                    + command.get(0) + " … "
                    + String.join(" ", command.subList(Math.max(1, command.size() - 5), command.size())));
        }
        return line;
    }

    String ask(String line) throws IOException, InterruptedException {
        tell(line);
        return answer();
    }

    /** Waits for a line that begins so, past any others. */
    String awaitLine(String beginning) throws IOException, InterruptedException {
        String line = answer();
        while (!line.startsWith(beginning)) {
            line = answer();
        }
        return line;
    }

    /** Ends it: by the end of its input, or by force. */
    @Override
    public void close() {
        try {
            input.close();
        } catch (IOException e) {
            // It has ended already, and whoever waits for its answer is told.
            process.destroyForcibly();
        }
        process.onExit()
                .orTimeout(5, TimeUnit.SECONDS)
                .exceptionally(late -> process.destroyForcibly())
                .join();
        process.onExit().join();
    }
}
