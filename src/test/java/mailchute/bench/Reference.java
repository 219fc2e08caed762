package mailchute.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import mailchute.ipc.ChildCommand;
import mailchute.ipc.IpcException;
import mailchute.room.DrivenProcess;

/**
 * A small Java program with the very flags of the launcher and a class-data archive of its own.
 *
 * @param arguments what follows {@code java}
 */
record Reference(Path java, List<String> arguments) {

    private static final Path JAR = Path.of("target/bench/reference.jar");

    /** Trains its archive: {@code launch/bench} has put it into a jar, because an archive takes no folders. */
    static Reference train(Launched launched, Class<?> main) throws IOException, InterruptedException {
        List<String> flags = new ArrayList<>();
        for (String flag : launched.eachFlag()) {
            if (!flag.startsWith("-XX:SharedArchiveFile=") && !flag.startsWith("-Dmailchute.")) {
                flags.add(flag);
            }
        }
        List<String> program =
                new ArrayList<>(List.of("-cp", JAR + File.pathSeparator + launched.jar(), main.getName()));
        Path archive = Path.of("target/bench", main.getSimpleName() + ".jsa");
        List<String> training = new ArrayList<>(List.of(launched.java().toString()));
        training.addAll(flags);
        training.add("-XX:ArchiveClassesAtExit=" + archive);
        training.addAll(program);
        try (Worker trained = Worker.start(training)) {
            trained.tell("enough");
        }
        List<String> arguments = new ArrayList<>(List.of("-XX:SharedArchiveFile=" + archive));
        arguments.addAll(flags);
        arguments.addAll(program);
        return new Reference(launched.java(), arguments);
    }

    /** Started in the way in which participants start their children. */
    ChildCommand command() {
        return new ChildCommand(java.toString()).arguments(arguments.toArray(String[]::new));
    }

    /** Starts it and waits until it says that it is ready. */
    DrivenProcess ready() throws IpcException, InterruptedException {
        DrivenProcess process = DrivenProcess.start(command());
        if (process.awaitLine(Pattern.compile("ready"), Children.PATIENCE).isEmpty()) {
            process.close();
            throw new IllegalStateException(arguments + ": " + process.lastLines());
        }
        return process;
    }
}
