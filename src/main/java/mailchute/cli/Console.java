package mailchute.cli;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.function.Consumer;
import mailchute.wire.VisibleText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Standard input and output, line by line. UTF-8, except on a Windows console, which has an encoding of its own. What is
 * printed cannot control a terminal.
 */
final class Console {

    /** Made with the first time that is printed: most children print none. */
    private static final class Time {
        static final DateTimeFormatter FORMAT =
                DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());
    }

    private static final Logger LOG = LoggerFactory.getLogger(Console.class);

    private final PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, charset());
    private final PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, charset());

    /** Prints one line; further lines of the same text are indented, so that no text can pass for a line of ours. */
    void print(String line) {
        print(out, line);
    }

    /** Prints one line with a time in front. */
    void print(Instant at, String line) {
        print(out, "[" + Time.FORMAT.format(at) + "] " + line);
    }

    /** Prints one line to standard error. */
    void complain(String line) {
        print(err, line);
    }

    private static synchronized void print(PrintStream stream, String line) {
        stream.println(VisibleText.of(line).replace("\n", System.lineSeparator() + "    "));
    }

    /** Prints lines of ours as they are. */
    void printLines(String lines) {
        out.print(lines);
        out.flush();
    }

    /** Whether nobody reads standard output any more, as far as was seen when something was printed. */
    boolean isClosed() {
        return out.checkError();
    }

    /** Reads standard input on a thread of its own. */
    void readLines(Consumer<String> onLine, Runnable onEnd) {
        Thread reader = new Thread(
                () -> {
                    try (BufferedReader in = new BufferedReader(
                            new InputStreamReader(new FileInputStream(FileDescriptor.in), charset()))) {
                        String line = in.readLine();
                        while (line != null) {
                            onLine.accept(line);
                            line = in.readLine();
                        }
                    } catch (IOException e) {
                        // A window started without a console has no standard input at all.
                        LOG.info("standard input ends: {}", e.getMessage());
                    }
                    onEnd.run();
                },
                "mailchute-standard-input");
        reader.setDaemon(true);
        reader.start();
    }

    /** How standard input and output are to be read and written. */
    static Charset charset() {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        String console = System.getProperty("stdout.encoding", System.getProperty("sun.stdout.encoding"));
        return windows && console != null && System.console() != null
                ? Charset.forName(console)
                : StandardCharsets.UTF_8;
    }
}
