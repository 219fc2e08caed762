package mailchute.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
        Path classes = Path.of("target/bench", main.getSimpleName() + ".classes");
        try (Worker trained = Worker.start(java(launched, "-XX:DumpLoadedClassList=" + classes, flags, program))) {
            trained.tell("enough");
        }
        Path archive = Path.of("target/bench", main.getSimpleName() + ".jsa");
        // As the launcher does: this collector alone archives objects.
        List<String> dumping = new ArrayList<>(flags);
        dumping.replaceAll(flag -> flag.replace("UseSerialGC", "UseG1GC"));
        dumping.addAll(List.of("-Xshare:dump", "-XX:SharedClassListFile=" + classes));
        int status = new ProcessBuilder(java(launched, "-XX:SharedArchiveFile=" + archive, dumping, program))
                .inheritIO()
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException("no archive for " + main.getSimpleName() + ": " + status);
        }
        List<String> arguments = new ArrayList<>(List.of("-XX:SharedArchiveFile=" + archive));
        arguments.addAll(flags);
        arguments.addAll(program);
        return new Reference(launched.java(), arguments);
    }

    private static List<String> java(Launched launched, String flag, List<String> flags, List<String> program) {
        return Stream.of(List.of(launched.java().toString(), flag), flags, program)
                .flatMap(List::stream)
                .toList();
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
