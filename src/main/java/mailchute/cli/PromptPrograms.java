package mailchute.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mailchute.ipc.ChildCommand;
import mailchute.ipc.ChildProcess;
import mailchute.ipc.Deadline;
import mailchute.ipc.IpcException;
import mailchute.ipc.IpcSystem;
import mailchute.room.Program;

/** The programs that the prompt runs and starts. */
final class PromptPrograms {

    /** What opens a terminal on Linux and takes a command after {@code -e}, the user's own choice first. */
    private static final List<String> TERMINALS =
            List.of("x-terminal-emulator", "xterm", "konsole", "alacritty", "kitty");

    private final Console console;

    PromptPrograms(Console console) {
        this.console = console;
    }

    /** Runs a program with this console's standard streams until it ends. */
    void run(List<String> words, Path folder) throws IpcException {
        ChildCommand command = new ChildCommand(program(words.get(0), folder))
                .arguments(words.subList(1, words.size()))
                .workingDirectory(folder);
        try (ChildProcess child = command.start()) {
            child.waitFor(Deadline.FOREVER);
            int status = child.exitCode().orElseThrow();
            if (status != 0) {
                console.complain(words.get(0) + " ended with exit status " + status);
            }
        } catch (IpcException e) {
            if (e.reason() != IpcException.Reason.NOT_FOUND) {
                throw e;
            }
            console.complain("no such command or program: " + words.get(0) + " (help lists the commands)");
        }
    }

    /** A path is meant from the prompt's folder, not from the process's. */
    private static String program(String word, Path folder) {
        boolean path = word.indexOf('/') >= 0 || windows() && word.indexOf('\\') >= 0;
        try {
            return path ? folder.resolve(word).toString() : word;
        } catch (InvalidPathException e) {
            // No file can have this name: it is not found, and that is said in the words for it.
            return word;
        }
    }

    /** Starts a program that goes on by itself. */
    void start(List<String> words, Path folder) throws IpcException {
        ChildCommand command = new ChildCommand(program(words.get(0), folder))
                .arguments(words.subList(1, words.size()))
                .workingDirectory(folder)
                .ownConsole();
        if (!windows()) {
            // Windows gives it a console for these; what is typed and shown here is the prompt's.
            for (ChildCommand.Stream stream : ChildCommand.Stream.values()) {
                command.withoutStream(stream);
            }
        }
        started(command, words.get(0));
    }

    /** Starts another console of this program in a window of its own. */
    void startConsole(Path folder) throws IpcException {
        ChildCommand another = Program.command(false, List.of("console"))
                .arguments(Program.ofTheseRooms())
                .workingDirectory(folder);
        if (windows()) {
            started(another.ownConsole(), "console");
            return;
        }
        List<String> terminals = new ArrayList<>();
        Optional.ofNullable(System.getenv("TERMINAL")).ifPresent(terminals::add);
        terminals.addAll(TERMINALS);
        for (String terminal : terminals) {
            ChildCommand command = new ChildCommand(terminal)
                    .arguments("-e", another.program())
                    .arguments(another.arguments())
                    .workingDirectory(folder)
                    .withoutStream(ChildCommand.Stream.INPUT)
                    .withoutStream(ChildCommand.Stream.OUTPUT)
                    .withoutStream(ChildCommand.Stream.ERROR)
                    .ownConsole();
            another.environment().keySet().forEach(command::withoutEnvironment);
            try {
                started(command, terminal);
                return;
            } catch (IpcException e) {
                if (e.reason() != IpcException.Reason.NOT_FOUND) {
                    throw e;
                }
            }
        }
        console.complain("no terminal to open a console in: none of " + String.join(", ", terminals) + " is here");
    }

    private void started(ChildCommand command, String name) throws IpcException {
        try (ChildProcess child = command.start()) {
            console.print("started " + name + " (" + child.identity().pid() + ")");
        }
    }

    private static boolean windows() {
        return IpcSystem.Kind.ofThisMachine().orElseThrow() == IpcSystem.Kind.WINDOWS;
    }
}
