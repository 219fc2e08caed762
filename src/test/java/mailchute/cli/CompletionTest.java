package mailchute.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mailchute.ipc.ChildCommand;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The scripts that have a shell complete, and the help of each command. */
@Timeout(120)
class CompletionTest {

    @TempDir
    private Path folder;

    private static List<CommandSpec> commands() {
        return Commands.all().getSubcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .filter(command -> !command.usageMessage().hidden())
                .toList();
    }

    private Path script(String shell) throws Exception {
        Run run = Run.of(List.of("completion", shell));
        assertThat(run.errors()).isEmpty();
        assertThat(run.status()).isEqualTo(ExitStatus.OK);
        return Files.write(folder.resolve(shell), run.output());
    }

    private static Run run(String... words) throws Exception {
        Run run = Run.of(new ChildCommand(words[0]).arguments(List.of(words).subList(1, words.length)));
        assertThat(run.errors()).isEmpty();
        return run;
    }

    @Test
    @EnabledOnOs(OS.LINUX) // where bash is at hand
    void bashCompletesCommandsOptionsAndShells() throws Exception {
        Path script = script("bash");
        assertThat(run("bash", "-n", script.toString()).status()).isZero();
        String complete = """
                source "$1"
                compopt() { :; } # a real completion has it
                line=$2
                COMP_WORDS=($line) COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) COMP_LINE=$line COMP_POINT=${#line}
                [[ $line == *' ' ]] && COMP_WORDS+=('') && ((++COMP_CWORD))
                "$(complete -p mailchute | sed 's/.*-F \\([^ ]*\\).*/\\1/')"
                printf '%s\\n' "${COMPREPLY[@]}"
                """;
        assertThat(bash(script, complete, "mailchute sa")).containsExactly("say");
        assertThat(bash(script, complete, "mailchute "))
                .contains("say", "tail", "wait", "ps", "kill")
                .doesNotContain("train");
        assertThat(bash(script, complete, "mailchute tail --f")).containsExactly("--follow");
        assertThat(bash(script, complete, "mailchute say --")).contains("--to", "--id", "--room", "--json");
        assertThat(bash(script, complete, "mailchute completion p")).containsExactly("powershell");
    }

    private static List<String> bash(Path script, String complete, String line) throws Exception {
        return run("bash", "--norc", "-c", complete, "bash", script.toString(), line).output().stream()
                .map(String::strip)
                .toList();
    }

    @Test
    @EnabledOnOs(OS.LINUX) // where zsh may be at hand
    void zshTakesTheScript() throws Exception {
        Assumptions.assumeTrue(
                Stream.of("/bin/zsh", "/usr/bin/zsh").map(Path::of).anyMatch(Files::exists), "zsh is not installed");
        Path script = script("zsh");
        assertThat(run("zsh", "-n", script.toString()).status()).isZero();
        Run taken = run(
                "zsh",
                "-f",
                "-c",
                "autoload -U compinit; compinit -u -D; source $1; print $_comps[mailchute]",
                "zsh",
                script.toString());
        assertThat(taken.output()).hasSize(1).first().asString().contains("mailchute");
    }

    @Test
    void powerShellsScriptHasEveryCommandAndOptionOnce() throws Exception {
        String script = PowerShellCompletion.script("mailchute", Commands.all());
        assertThat(script)
                .startsWith("# Completion of mailchute")
                .contains("-CommandName 'mailchute', 'mailchute.cmd'");
        Matcher table = Pattern.compile("(?m)^        '(\\S*)' = \\[ordered\\]@\\{\n((?: {12}'.*'\n)*) {8}\\}$")
                .matcher(script);
        List<String> tables = new ArrayList<>();
        while (table.find()) {
            String command = table.group(1);
            tables.add(command);
            List<String> words = table.group(2)
                    .lines()
                    .map(line -> line.replaceAll("^ *'([^']*)' = '.*'$", "$1"))
                    .toList();
            List<String> expected = new ArrayList<>();
            CommandLine all = Commands.all();
            CommandLine its = command.isEmpty() ? all : all.getSubcommands().get(command);
            its.getCommandSpec().options().forEach(option -> expected.addAll(List.of(option.names())));
            if (command.isEmpty()) {
                commands().forEach(each -> expected.add(each.name()));
            }
            if (command.equals("completion")) {
                expected.addAll(List.of("bash", "zsh", "powershell"));
            }
            assertThat(words).as(command).containsExactlyInAnyOrderElementsOf(expected);
            // A table of PowerShell takes two keys that differ in case for one.
            assertThat(words).extracting(word -> word.toLowerCase(Locale.ROOT)).doesNotHaveDuplicates();
        }
        List<String> expected =
                new ArrayList<>(commands().stream().map(CommandSpec::name).toList());
        expected.add("");
        assertThat(tables).containsExactlyInAnyOrderElementsOf(expected);
        // Quotes are closed on their line, and nothing of ours is left to be filled in.
        assertThat(script.lines().filter(line -> line.startsWith("            '")))
                .allSatisfy(line -> assertThat(line.replace("''", "")
                                .chars()
                                .filter(c -> c == '\'')
                                .count())
                        .isEqualTo(4));
        assertThat(script).doesNotContain("${DEFAULT").doesNotContain("%1$s");
    }

    @Test
    void theScriptIsPrintedAndAnotherShellIsRefused() throws Exception {
        String expected = PowerShellCompletion.script("mailchute", Commands.all());
        assertThat(Run.of(List.of("completion", "powershell")).output())
                .isEqualTo(expected.lines().toList());
        Run.of(List.of("completion", "fish"))
                .failedWith(ExitStatus.USAGE, "mailchute: no such shell: fish; bash, zsh or powershell.*");
    }

    @Test
    void everyCommandHasHelpWithAnExample() {
        assertThat(commands()).hasSizeGreaterThan(10).allSatisfy(command -> {
            String help = command.commandLine().getUsageMessage(CommandLine.Help.Ansi.OFF);
            assertThat(help)
                    .startsWith("Usage: mailchute " + command.name())
                    .contains("--help")
                    .doesNotContain("${");
            assertThat(help.lines()
                            .filter(line ->
                                    line.startsWith("Example: ") && line.contains("mailchute " + command.name())))
                    .as(command.name())
                    .isNotEmpty();
        });
    }
}
