package mailchute.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code mailchute console}. */
@Command(
        name = "console",
        description = "The classic command prompt: lists, starts and ends processes, and runs any program by its name.",
        footer = {"", "Example: echo lp java | mailchute console"},
        mixinStandardHelpOptions = true)
final class ConsoleCommand implements Callable<Integer> {

    @Mixin
    private SharedOption shared;

    @Override
    public Integer call() throws Exception {
        return new Prompt(new Console()).run();
    }
}
