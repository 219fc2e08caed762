package mailchute.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;

/** What is typed: the arguments of the program, and lines of its command prompt. */
public final class CommandLineFuzz {

    private CommandLineFuzz() {}

    /** Arguments, with NUL between them: they are understood or refused. */
    public static void arguments(byte[] bytes) {
        String[] arguments = new String(bytes, StandardCharsets.UTF_8).split("\0", -1);
        CommandLine line = Commands.lineFor(arguments);
        line.setExpandAtFiles(false);
        try {
            line.parseArgs(arguments);
        } catch (CommandLine.ParameterException refused) {
            assertThat(refused.getMessage()).isNotNull();
        }
    }

    /** A line of the command prompt: words, none of them with a quote more than was typed. */
    public static void prompt(byte[] bytes) {
        String line = new String(bytes, StandardCharsets.UTF_8);
        for (boolean windows : new boolean[] {true, false}) {
            try {
                List<String> words = PromptWords.of(line, windows);
                assertThat(words.stream().mapToInt(String::length).sum()).isLessThanOrEqualTo(line.length());
            } catch (IllegalArgumentException refused) {
                assertThat(refused.getMessage()).isNotEmpty();
            }
        }
    }

    /** A process id after a slash command. */
    public static void slash(byte[] bytes) {
        String line = new String(bytes, StandardCharsets.UTF_8);
        assertThat(RoleConsole.pid(List.of(line.strip().split("\\s+", 3)))).isNotNull();
    }
}
