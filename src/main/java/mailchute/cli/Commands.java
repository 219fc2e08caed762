package mailchute.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;

/**
 * Every command by its name, and the command line that knows them. One that is run is made without the others: that saves a
 * good part of its start.
 */
final class Commands {

    private static final Map<String, Supplier<Object>> MAKERS = new LinkedHashMap<>();

    /** Those whose options end where the words of the user begin: what follows is text, or a program's own. */
    private static final Set<String> WITH_WORDS = Set.of("run", "say", "wait");

    static {
        MAKERS.put("receiver", ReceiverCommand::new);
        MAKERS.put("sender", SenderCommand::new);
        MAKERS.put("child", ChildSenderCommand::new);
        MAKERS.put("say", SayCommand::new);
        MAKERS.put("tail", TailCommand::new);
        MAKERS.put("wait", WaitCommand::new);
        MAKERS.put("run", RunCommand::new);
        MAKERS.put("share", ShareCommand::new);
        MAKERS.put("fetch", FetchCommand::new);
        MAKERS.put("console", ConsoleCommand::new);
        MAKERS.put("lp", ProcessListCommand::new);
        MAKERS.put("ps", ParticipantsCommand::new);
        MAKERS.put("kill", KillCommand::new);
        MAKERS.put("handles", HandlesCommand::new);
        MAKERS.put("history", HistoryCommand::new);
        MAKERS.put("completion", CompletionCommand::new);
        MAKERS.put("demo", DemoCommand::new);
        MAKERS.put("train", TrainCommand::new);
    }

    private Commands() {}

    /** The command line with every command. */
    static CommandLine all() {
        return line(MAKERS.keySet());
    }

    /** The command line for these arguments: with the one command that they begin with, or else with all. */
    static CommandLine lineFor(String... arguments) {
        return arguments.length > 0 && MAKERS.containsKey(arguments[0]) ? line(Set.of(arguments[0])) : all();
    }

    private static CommandLine line(Set<String> names) {
        CommandLine line = new CommandLine(new MailchuteCommand());
        for (String name : names) {
            line.addSubcommand(name, MAKERS.get(name).get());
            CommandLine command = line.getSubcommands().get(name);
            command.getCommandSpec().versionProvider(new MailchuteCommand.Version());
            // An argument of theirs that begins with a dash after the first word is a word.
            command.setStopAtPositional(WITH_WORDS.contains(name));
        }
        return line;
    }
}
