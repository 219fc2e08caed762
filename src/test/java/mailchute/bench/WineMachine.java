package mailchute.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Windows by way of Wine.
 *
 * @param jre Windows' own Java
 */
record WineMachine(Path jre) implements Machine {

    private static final AtomicInteger NEXT = new AtomicInteger();

    private static final Path LAUNCHER = Path.of("launch/mailchute.cmd");

    @Override
    public String prefix() {
        return "Wine: ";
    }

    @Override
    public String reference(String linux, String windows) {
        return "C, " + windows;
    }

    @Override
    public List<String> java(Class<?> main, String... arguments) {
        String classes = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> path(Path.of(entry)))
                .collect(Collectors.joining(";"));
        List<String> command =
                new ArrayList<>(List.of("wine", jre.resolve("bin/java.exe").toString()));
        command.addAll(flags());
        command.addAll(List.of("-cp", classes, main.getName()));
        command.addAll(Arrays.asList(arguments));
        return command;
    }

    /** The program as its launcher for Windows starts it, with what that prepares; it has to be built. */
    Launched launched() throws IOException, InterruptedException {
        ProcessBuilder start =
                new ProcessBuilder("wine", "cmd", "/c", LAUNCHER.toString().replace('/', '\\'), "--version");
        start.environment().put("JAVA_HOME", path(jre));
        int status = start.inheritIO().start().waitFor();
        if (status != 0) {
            throw new IOException(LAUNCHER + " ended with " + status);
        }
        Path app = Path.of("target/app");
        Path build = app.resolve(Files.readString(app.resolve("current")).strip());
        // Named after the Java, as the launcher does.
        String suffix = "_" + path(jre).replaceAll("[\\\\/: ]", "_");
        try (Stream<Path> runtimes = Files.list(build.resolve("runtime"))) {
            Path home = runtimes.filter(runtime -> runtime.toString().endsWith(suffix))
                    .findAny()
                    .orElseThrow(() -> new IOException(LAUNCHER + " prepared nothing for " + jre));
            return new Launched(
                    Path.of(path(jre.resolve("bin/java.exe"))),
                    Path.of(path(home.resolve("jvm.args"))),
                    Path.of(path(build.resolve("mailchute.jar"))));
        }
    }

    /** Those that the launcher writes as they are, the ones for Wine among them. */
    private static List<String> flags() {
        try (Stream<String> lines = Files.lines(LAUNCHER)) {
            return lines.filter(line -> line.contains(".flags\" echo -XX:"))
                    .flatMap(line -> Stream.of(line.substring(line.indexOf(" echo ") + " echo ".length())
                            .split(" ")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<String> c(String program, String... arguments) {
        List<String> command = new ArrayList<>(List.of("wine", "target/bench/c/windows/" + program + ".exe"));
        command.addAll(Arrays.asList(arguments));
        return command;
    }

    /** Wine's server is a third process between the two, and would not be on that core. */
    @Override
    public List<String> onOneCore(List<String> command) {
        return command;
    }

    @Override
    public String path(Path path) {
        return "Z:" + path.toAbsolutePath();
    }

    @Override
    public String pipe() {
        return "\\\\.\\pipe\\mailchute-bench." + NEXT.incrementAndGet();
    }

    @Override
    public String mailslot() {
        return "\\\\.\\mailslot\\mailchute-bench\\" + NEXT.incrementAndGet();
    }
}
