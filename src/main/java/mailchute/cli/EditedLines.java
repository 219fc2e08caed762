package mailchute.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import mailchute.ipc.IpcSystem;
import mailchute.settings.UserFolders;
import org.jline.reader.Completer;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.slf4j.LoggerFactory;

/** Lines that someone types at a terminal: with editing, history and completion. */
final class EditedLines implements PromptLines {

    private static final int HISTORY_LINES = 2_000;

    private final Terminal terminal;
    private final LineReader reader;

    private EditedLines(Terminal terminal, Completer completer) {
        this.terminal = terminal;
        // A word is completed as PromptWords takes lines apart, and a line ends where Enter was pressed.
        DefaultParser parser = new DefaultParser().eofOnUnclosedQuote(false).eofOnEscapedNewLine(false);
        if (IpcSystem.Kind.ofThisMachine().orElseThrow() == IpcSystem.Kind.WINDOWS) {
            parser.setEscapeChars(new char[0]);
        }
        this.reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .parser(parser)
                .completer(completer)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .variable(LineReader.HISTORY_SIZE, HISTORY_LINES)
                .variable(LineReader.HISTORY_FILE_SIZE, HISTORY_LINES)
                .build();
        historyFile().ifPresent(file -> reader.setVariable(LineReader.HISTORY_FILE, file));
    }

    /** Empty where standard input and output are no terminal. */
    static Optional<EditedLines> ofTerminal(Completer completer) {
        if (System.console() == null) {
            return Optional.empty();
        }
        try {
            // Ctrl-C reaches the program that runs, and this one through the line reader alone.
            Terminal terminal = TerminalBuilder.builder()
                    .system(true)
                    .dumb(false)
                    .nativeSignals(true)
                    .signalHandler(Terminal.SignalHandler.SIG_IGN)
                    .build();
            return Optional.of(new EditedLines(terminal, completer));
        } catch (IOException | IllegalStateException e) {
            LoggerFactory.getLogger(EditedLines.class).info("lines are read without editing: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /** What was typed is for this user's eyes alone; empty where there is no place for it. */
    private static Optional<Path> historyFile() {
        try {
            Path file = Files.createDirectories(UserFolders.state()).resolve("console-history");
            boolean posix =
                    FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
            FileAttribute<?>[] ours = posix
                    ? new FileAttribute<?>[] {
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                    }
                    : new FileAttribute<?>[0];
            try {
                Files.createFile(file, ours);
            } catch (FileAlreadyExistsException fromAnEarlierRun) {
                return Optional.of(file);
            }
            return Optional.of(file);
        } catch (IOException e) {
            LoggerFactory.getLogger(EditedLines.class).warn("no history is kept", e);
            return Optional.empty();
        }
    }

    @Override
    public Optional<String> next(String prompt) {
        try {
            return Optional.of(reader.readLine(prompt));
        } catch (UserInterruptException ctrlC) {
            return Optional.of("");
        } catch (EndOfFileException ctrlD) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        try {
            terminal.close();
        } catch (IOException e) {
            LoggerFactory.getLogger(EditedLines.class).warn("closing the terminal", e);
        }
    }
}
