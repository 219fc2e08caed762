package mailchute.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import mailchute.settings.UserFolders;
import mailchute.wire.VisibleText;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.Reporter;
import org.slf4j.jul.JULServiceProvider;

/**
 * The log: a file in the user's state directory, never the console. The processes that run at one time share the files
 * {@code mailchute-0.log}, {@code mailchute-1.log} and so on, each its own, and use them again.
 */
final class Logging {

    private static final int MOST_BYTES = 1_000_000;

    private Logging() {}

    /** Sends what is logged from here on to the file. */
    static void toFile() {
        // SLF4J need not look through every jar for what logs, nor say where it was told to look.
        System.setProperty(Reporter.SLF4J_INTERNAL_VERBOSITY_KEY, "WARN");
        System.setProperty(LoggerFactory.PROVIDER_PROPERTY_KEY, JULServiceProvider.class.getName());
        System.setProperty(
                "java.util.logging.SimpleFormatter.format",
                "%1$tFT%1$tT.%1$tL " + ProcessHandle.current().pid() + " %4$s %3$s: %5$s%6$s%n");
        LogManager.getLogManager().reset();
        Logger root = Logger.getLogger("");
        root.setLevel(Level.INFO);
        root.addHandler(new FileWhenNeeded());
    }

    /** Opens its file with the first record: most processes have nothing to log, and start faster so. */
    private static final class FileWhenNeeded extends Handler {

        private Handler file;
        private boolean impossible;

        @Override
        public synchronized void publish(LogRecord record) {
            if (file == null && !impossible) {
                open();
            }
            if (file != null) {
                file.publish(record);
            }
        }

        private void open() {
            try {
                Path folder = Files.createDirectories(UserFolders.state());
                file = new FileHandler(folder.resolve("mailchute-%u.log").toString(), MOST_BYTES, 1, true);
                file.setFormatter(new SimpleFormatter());
                file.setEncoding("UTF-8");
            } catch (IOException e) {
                // The program works all the same, and says once that it keeps no log.
                impossible = true;
                System.err.println("mailchute: no log: " + VisibleText.line(String.valueOf(e.getMessage())));
            }
        }

        @Override
        public synchronized void flush() {
            if (file != null) {
                file.flush();
            }
        }

        @Override
        public synchronized void close() {
            if (file != null) {
                file.close();
                file = null;
            }
        }
    }
}
