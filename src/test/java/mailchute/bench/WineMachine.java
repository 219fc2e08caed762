package mailchute.bench;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Windows by way of Wine.
 *
 * @param jre Windows' own Java
 */
record WineMachine(Path jre) implements Machine {

    private static final AtomicInteger NEXT = new AtomicInteger();

    /** Those of {@code launch\mailchute.cmd}. */
    private static final List<String> FLAGS = List.of(
            "-XX:+UseSerialGC",
            "-Xms8m",
            "-Xmx512m",
            "-XX:TieredStopAtLevel=1",
            "-XX:MinHeapFreeRatio=10",
            "-XX:MaxHeapFreeRatio=20",
            "-XX:-ShrinkHeapInSteps",
            "-XX:-UsePerfData",
            "-Xshare:auto",
            "-Xlog:disable",
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:AsyncDeflationInterval=10000",
            "-XX:GuaranteedSafepointInterval=0",
            "-XX:-PrintWarnings");

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
        command.addAll(FLAGS);
        command.addAll(List.of("-cp", classes, main.getName()));
        command.addAll(Arrays.asList(arguments));
        return command;
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
