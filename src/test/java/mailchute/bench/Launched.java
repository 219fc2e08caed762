package mailchute.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The program as {@code launch/mailchute} starts it.
 *
 * @param java the Java that it found
 * @param flags the file with the flags it prepared for that
 * @param jar the program
 */
record Launched(Path java, Path flags, Path jar) {

    /** Has the launcher start a participant and looks what became of that; builds and prepares what is missing. */
    static Launched look(Map<String, String> environment) throws IOException, InterruptedException {
        List<String> command =
                List.of("launch/mailchute", "receiver", "--headless", "--room", "bench", "--name", "probe");
        try (Worker probe = Worker.open(command, environment)) {
            probe.awaitLine("mailslot");
            ProcessHandle.Info info = probe.handle().info();
            String[] arguments = info.arguments().orElseThrow();
            return new Launched(
                    Path.of(info.command().orElseThrow()), Path.of(arguments[0].substring(1)), Path.of(arguments[2]));
        }
    }

    /** A command of the program. */
    List<String> program(String... arguments) {
        List<String> command = new ArrayList<>(List.of(java.toString(), "@" + flags, "-jar", jar.toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** A program among the tests, with the program's own flags. */
    List<String> test(Class<?> main, String... arguments) {
        String path = jar + ":" + System.getProperty("java.class.path");
        List<String> command = new ArrayList<>(List.of(java.toString(), "@" + flags, "-cp", path, main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** What stands in the file with the flags, one by one. */
    List<String> eachFlag() throws IOException {
        return Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|(\\S+)")
                .matcher(Files.readString(flags))
                .results()
                .map(flag ->
                        flag.group(1) == null ? flag.group(2) : flag.group(1).replaceAll("\\\\(.)", "$1"))
                .toList();
    }
}
