package mailchute.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mailchute.ipc.ChildCommand;

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
        for (String line : Files.readAllLines(launched.flags())) {
            String flag = line.substring(1, line.length() - 1);
            if (!flag.startsWith("-XX:SharedArchiveFile=") && !flag.startsWith("-Dmailchute.")) {
                flags.add(flag);
            }
        }
        List<String> program = new ArrayList<>(List.of("-cp", JAR + ":" + launched.jar(), main.getName()));
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
}
