package mailchute.cli;

import java.util.concurrent.Callable;
import mailchute.window.Windows;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code mailchute demo}. */
@Command(
        name = "demo",
        description = "Run everything once, by itself, in about 20 seconds, and say what is seen.",
        footer = {"", "Example: mailchute demo --headless"},
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    @Option(names = "--headless", description = "No windows, even where there is a display.")
    private boolean headless;

    @Override
    public Integer call() throws Exception {
        boolean windows = !headless && Windows.displayProblem().isEmpty();
        return new Demo(new Console(), windows).run() ? ExitStatus.OK : ExitStatus.FAILED;
    }
}
