package mailchute.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code mailchute train}: loads the classes of a typical start, for the class-data archive made at build time. */
@Command(name = "train", description = "Load the classes of a typical start and exit.", hidden = true)
final class TrainCommand implements Callable<Integer> {

    @Override
    public Integer call() throws Exception {
        return ExitStatus.OK;
    }
}
