package mailchute.cli;

import java.util.concurrent.Callable;
import mailchute.room.ProcessNames;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code mailchute lp}. */
@Command(
        name = "lp",
        description = "List the processes of this machine.",
        footer = {"", "Example: mailchute lp java"},
        mixinStandardHelpOptions = true)
final class ProcessListCommand implements Callable<Integer> {

    @Parameters(arity = "0..1", paramLabel = "FILTER", defaultValue = "", description = "Part of a name, or a pid.")
    private String filter;

    @Mixin
    private ListOptions options;

    @Override
    public Integer call() throws Exception {
        options.print(ProcessList.listing(ProcessNames.matching(filter)));
        return ExitStatus.OK;
    }
}
