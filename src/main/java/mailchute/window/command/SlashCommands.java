package mailchute.window.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import mailchute.window.part.Completion;
import mailchute.window.part.Words;

/**
 * What can be written in a composer instead of a message: a line that begins with a slash. Two slashes stand for one that
 * begins a message.
 */
public final class SlashCommands {

    /**
     * One command.
     *
     * @param arguments what follows its name, as the help shows it; may be empty
     * @param about what it does
     * @param does is given what follows the name
     * @param wordsAt what its first argument could be, given how that begins
     */
    private record Command(
            String name,
            String arguments,
            String about,
            Consumer<String> does,
            Function<String, List<String>> wordsAt) {

        String usage() {
            return arguments.isEmpty() ? name : name + " " + arguments;
        }
    }

    private final Map<String, Command> commands = new LinkedHashMap<>();
    private final Consumer<String> problem;

    /** @param problem is told in one line of a command that is none */
    public SlashCommands(Consumer<String> problem) {
        this.problem = problem;
    }

    /** Adds a command without completion of its arguments. */
    public void add(String name, String arguments, String about, Consumer<String> does) {
        add(name, arguments, about, does, begun -> List.of());
    }

    /**
     * Adds a command.
     *
     * @param name with its slash
     */
    public void add(
            String name,
            String arguments,
            String about,
            Consumer<String> does,
            Function<String, List<String>> wordsAt) {
        commands.put(name, new Command(name, arguments, about, does, wordsAt));
    }

    /** Every command with what it does, a line each. */
    public String help() {
        return commands.values().stream()
                .map(command -> command.usage() + " – " + command.about())
                .collect(Collectors.joining("\n"));
    }

    /** Whether the text is a command, or a wrong one: no message to anybody. */
    public static boolean isCommand(String text) {
        return text.startsWith("/") && !text.startsWith("//");
    }

    /** The message that a text which is no command stands for. */
    public static String message(String text) {
        return text.startsWith("//") ? text.substring(1) : text;
    }

    /** Does what the command says; returns whether there is such a command. */
    public boolean run(String text) {
        int end = 0;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        Command command = commands.get(text.substring(0, end));
        if (command == null) {
            problem.accept(Words.of("command.unknown", text.substring(0, end)));
            return false;
        }
        command.does().accept(text.substring(end).strip());
        return true;
    }

    /** How the text that is being written could go on. */
    public List<Completion> completions(String text) {
        if (!isCommand(text) || text.indexOf('\n') >= 0) {
            return List.of();
        }
        int blank = text.indexOf(' ');
        List<Completion> found = new ArrayList<>();
        if (blank < 0) {
            for (Command command : commands.values()) {
                if (command.name().startsWith(text)) {
                    String rest = command.arguments().isEmpty() ? "" : " ";
                    found.add(new Completion(command.name() + rest, command.usage(), command.about()));
                }
            }
        } else if (commands.containsKey(text.substring(0, blank))) {
            String begun = text.substring(blank + 1);
            for (String word : commands.get(text.substring(0, blank)).wordsAt().apply(begun)) {
                if (!word.equals(begun)) {
                    found.add(new Completion(text.substring(0, blank + 1) + word + " ", word, ""));
                }
            }
        }
        return found;
    }
}
