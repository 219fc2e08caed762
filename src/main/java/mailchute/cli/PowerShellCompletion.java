package mailchute.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The completion of a command line for PowerShell: commands first, then the options and fixed values of each. */
final class PowerShellCompletion {

    private static final String SCRIPT = """
            # Completion of %1$s for PowerShell 5.1 and later. To have it in every session, add this to $PROFILE:
            #   %1$s completion powershell | Out-String | Invoke-Expression
            Register-ArgumentCompleter -Native -CommandName '%1$s', '%1$s.cmd' -ScriptBlock {
                param($word, $line, $cursor)
                $words = [ordered]@{
            %2$s    }
                $command = ''
                foreach ($element in $line.CommandElements | Select-Object -Skip 1) {
                    $text = $element.ToString()
                    if ($element.Extent.EndOffset -lt $cursor -and $text -ne '' -and $words.Contains($text)) {
                        $command = $text
                        break
                    }
                }
                foreach ($entry in $words[$command].GetEnumerator()) {
                    if ($entry.Key.StartsWith($word, [StringComparison]::OrdinalIgnoreCase)) {
                        $kind = if ($entry.Key.StartsWith('-')) { 'ParameterName' } else { 'ParameterValue' }
                        [System.Management.Automation.CompletionResult]::new($entry.Key, $entry.Key, $kind, $entry.Value)
                    }
                }
            }
            """;

    private PowerShellCompletion() {}

    static String script(String name, CommandLine line) {
        StringBuilder tables = new StringBuilder();
        Map<String, String> top = new LinkedHashMap<>();
        List<CommandSpec> commands = new ArrayList<>();
        line.getSubcommands().values().stream().map(CommandLine::getCommandSpec).forEach(command -> {
            if (!command.usageMessage().hidden()) {
                top.put(command.name(), describe(command.usageMessage().description(), command.name()));
                commands.add(command);
            }
        });
        top.putAll(wordsOf(line.getCommandSpec()));
        append(tables, "", top);
        commands.forEach(command -> append(tables, command.name(), wordsOf(command)));
        return SCRIPT.formatted(name, tables);
    }

    private static Map<String, String> wordsOf(CommandSpec command) {
        Map<String, String> words = new LinkedHashMap<>();
        for (ArgSpec argument : command.positionalParameters()) {
            if (argument.completionCandidates() != null) {
                argument.completionCandidates().forEach(value -> words.put(value, describe(argument, value)));
            }
        }
        for (OptionSpec option : command.options()) {
            if (!option.hidden()) {
                for (String spelling : option.names()) {
                    words.put(spelling, describe(option, spelling));
                }
            }
        }
        return words;
    }

    private static String describe(ArgSpec argument, String otherwise) {
        return describe(argument.description(), otherwise)
                .replace("${DEFAULT-VALUE}", String.valueOf(argument.defaultValue()));
    }

    /** What is said of it; a result of PowerShell needs something. */
    private static String describe(String[] description, String otherwise) {
        return description.length == 0 ? otherwise : String.join(" ", description);
    }

    private static void append(StringBuilder tables, String command, Map<String, String> words) {
        tables.append("        ").append(quoted(command)).append(" = [ordered]@{\n");
        words.forEach((word, description) -> tables.append("            ")
                .append(quoted(word))
                .append(" = ")
                .append(quoted(description))
                .append('\n'));
        tables.append("        }\n");
    }

    private static String quoted(String text) {
        // PowerShell takes the typographic quotes for quotes as well.
        return "'" + text.replaceAll("['\u2018\u2019\u201A\u201B]", "$0$0") + "'";
    }
}
