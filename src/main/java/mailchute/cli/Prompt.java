package mailchute.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import mailchute.ipc.IpcException;
import mailchute.ipc.IpcSystem;
import mailchute.ipc.OsProcess;
import mailchute.room.Member;
import mailchute.room.ProcessNames;
import mailchute.wire.VisibleText;
import org.jline.reader.Completer;
import org.slf4j.LoggerFactory;

/** The classic command prompt: a few commands of its own, and every program by its name. */
final class Prompt {

    /** Does what a command says with the words behind it. */
    private interface Action {
        void run(List<String> words) throws IpcException, InterruptedException;
    }

    private record Builtin(String usage, String help, Action action) {}

    private final Console console;
    private final PromptPrograms programs;
    private final Map<String, Builtin> builtins = new LinkedHashMap<>();
    private final PromptLines lines;
    private final boolean windows = IpcSystem.Kind.ofThisMachine().orElseThrow() == IpcSystem.Kind.WINDOWS;
    private Path folder = Path.of("").toAbsolutePath();
    private Optional<Integer> exit = Optional.empty();

    Prompt(Console console) {
        this.console = console;
        this.programs = new PromptPrograms(console);
        add("start", "start [PROGRAM…]", "a program that goes on by itself; a new console without one", this::start);
        add("echo", "echo WORDS", "the words again", words -> console.print(String.join(" ", words)));
        add("lp", "lp [FILTER]", "the processes, all or by part of a name or pid", this::listProcesses);
        add("kp", "kp NAME|PID", "ends processes, after a question if there are several", this::endProcesses);
        add("ps", "ps", "the participants", words -> print(ParticipantList.participants(ParticipantList.now())));
        add("kill", "kill PID", "ends a participant", this::killParticipants);
        add(
                "slots",
                "slots",
                "the participants' mailslots",
                words -> print(ParticipantList.mailslots(ParticipantList.now())));
        add("pipes", "pipes", "the participants' pipes", words -> print(ParticipantList.pipes(ParticipantList.now())));
        add("handles", "handles PID", "what a participant has open", this::listHandles);
        add("cd", "cd [FOLDER]", "goes into a folder; says which one this is without one", this::changeFolder);
        add("help", "help", "this", words -> help());
        add("exit", "exit [STATUS]", "leaves", this::exit);
        Completer completer = new PromptCompleter(() -> folder, builtins.keySet(), this::argumentsOf);
        Optional<EditedLines> edited = EditedLines.ofTerminal(completer);
        lines = edited.isPresent() ? edited.get() : new PlainLines(Console.charset());
    }

    private void add(String name, String usage, String help, Action action) {
        builtins.put(name, new Builtin(usage, help, action));
    }

    /** Follows line after line until the input ends or one says exit; the exit status. */
    int run() throws InterruptedException {
        try (lines) {
            Optional<String> line = lines.next(prompt());
            while (line.isPresent()) {
                follow(line.get());
                if (exit.isPresent()) {
                    return exit.get();
                }
                line = lines.next(prompt());
            }
        }
        return ExitStatus.OK;
    }

    private String prompt() {
        return VisibleText.line(folder.toString()) + "> ";
    }

    private void follow(String line) throws InterruptedException {
        try {
            List<String> words = PromptWords.of(line, windows);
            if (words.isEmpty()) {
                return;
            }
            Builtin builtin = builtins.get(words.get(0));
            if (builtin != null) {
                builtin.action().run(words.subList(1, words.size()));
            } else {
                programs.run(words, folder);
            }
        } catch (IpcException | IllegalArgumentException e) {
            console.complain(e.getMessage());
        }
    }

    private void print(Listing listing) {
        listing.lines(false).forEach(console::print);
    }

    private void start(List<String> words) throws IpcException {
        if (words.isEmpty()) {
            programs.startConsole(folder);
        } else {
            programs.start(words, folder);
        }
    }

    private void listProcesses(List<String> words) throws IpcException {
        print(ProcessList.listing(ProcessNames.matching(String.join(" ", words))));
    }

    private void endProcesses(List<String> words) throws IpcException {
        new ProcessEnding(console, this::agrees).end(words);
    }

    /** The end of the input is no. */
    private boolean agrees(String question) {
        console.print(question + " [y/N]");
        return lines.next("")
                .map(String::strip)
                .filter(answer -> answer.matches("(?i)y|yes"))
                .isPresent();
    }

    private void killParticipants(List<String> words) throws IpcException, InterruptedException {
        if (words.isEmpty()) {
            console.complain("kill needs the pid of a participant (ps lists them)");
            return;
        }
        List<Long> pids = new ArrayList<>();
        for (String word : words) {
            RoleConsole.pid(List.of(word)).ifPresentOrElse(pids::add, () -> console.complain("no pid: " + word));
        }
        List<Member> members = ParticipantList.now();
        pids.forEach(pid -> KillCommand.end(pid, members).tell(console));
    }

    private void listHandles(List<String> words) throws IpcException {
        Optional<Long> pid = RoleConsole.pid(words);
        if (pid.isEmpty()) {
            console.complain("handles needs the pid of a participant (ps lists them)");
        } else {
            print(HandlesCommand.listing(pid.get()));
        }
    }

    private void changeFolder(List<String> words) {
        if (words.isEmpty()) {
            console.print(folder.toString());
            return;
        }
        try {
            Path wanted = folder.resolve(words.get(0)).toRealPath();
            if (Files.isDirectory(wanted)) {
                folder = wanted;
                return;
            }
        } catch (IOException | InvalidPathException e) {
            LoggerFactory.getLogger(Prompt.class).debug("cd", e);
        }
        console.complain("no such folder: " + words.get(0));
    }

    private void help() {
        Listing listing = new Listing("command", "what it does");
        builtins.values().forEach(builtin -> listing.row(builtin.usage(), builtin.help()));
        listing.row("PROGRAM [WORDS]", "any program, run until it ends");
        print(listing);
    }

    private void exit(List<String> words) {
        try {
            exit = Optional.of(words.isEmpty() ? ExitStatus.OK : Integer.parseInt(words.get(0)));
        } catch (NumberFormatException e) {
            console.complain("no exit status: " + words.get(0));
        }
    }

    /** For the completion. */
    private Optional<Collection<String>> argumentsOf(String command) {
        Collection<String> arguments = new TreeSet<>();
        try {
            switch (command) {
                case "kp", "lp" ->
                    OsProcess.list().forEach(entry -> {
                        arguments.add(entry.name());
                        arguments.add(Long.toString(entry.identity().pid()));
                    });
                case "kill", "handles" ->
                    ParticipantList.now().forEach(member -> arguments.add(Long.toString(member.pid())));
                default -> {
                    return Optional.empty();
                }
            }
        } catch (IpcException e) {
            LoggerFactory.getLogger(Prompt.class).info("nothing to complete with: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.of(arguments);
    }
}
