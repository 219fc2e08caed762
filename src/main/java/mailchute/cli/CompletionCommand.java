package mailchute.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mailchute completion}. */
@Command(
        name = "completion",
        description = "Print a script that has a shell complete the commands and options of mailchute.",
        footer = {
            "",
            "Example: source <(mailchute completion bash)",
            "Example: mailchute completion powershell | Out-String | Invoke-Expression"
        },
        mixinStandardHelpOptions = true)
final class CompletionCommand implements Callable<Integer> {

    private static final String NAME = "mailchute";

    /** The shells, for the completion itself. */
    static final class Shells extends ArrayList<String> {

        private static final long serialVersionUID = 1L;

        Shells() {
            super(List.of("bash", "zsh", "powershell"));
        }
    }

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "bash|zsh|powershell",
            completionCandidates = Shells.class,
            description = "The shell; each sources what is printed.")
    private String shell;

    @Override
    public Integer call() {
        CommandLine line = Commands.all();
        Console console = new Console();
        switch (shell) {
            // Picocli's script is one for both: in zsh it begins with bashcompinit.
            case "bash", "zsh" -> console.printLines(AutoComplete.bash(NAME, line));
            case "powershell" -> console.printLines(PowerShellCompletion.script(NAME, line));
            default ->
                throw new ParameterException(
                        spec.commandLine(), "no such shell: " + shell + "; bash, zsh or powershell");
        }
        return ExitStatus.OK;
    }
}
