package mailchute.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The system itself. */
record LinuxMachine(Launched launched) implements Machine {

    private static final AtomicInteger NEXT = new AtomicInteger();

    @Override
    public String prefix() {
        return "";
    }

    @Override
    public String reference(String linux, String windows) {
        return "C, " + linux;
    }

    @Override
    public List<String> java(Class<?> main, String... arguments) {
        return launched.test(main, arguments);
    }

    @Override
    public List<String> c(String program, String... arguments) {
        List<String> command = new ArrayList<>(List.of("target/bench/c/linux/" + program));
        command.addAll(Arrays.asList(arguments));
        return command;
    }

    @Override
    public List<String> onOneCore(List<String> command) {
        List<String> pinned = new ArrayList<>(List.of("taskset", "-c", "0"));
        pinned.addAll(command);
        return pinned;
    }

    @Override
    public String path(Path path) {
        return path.toString();
    }

    @Override
    public String pipe() {
        return address("pipe");
    }

    @Override
    public String mailslot() {
        return address("slot");
    }

    /** {@code launch/bench} has made the folder, and removes it. */
    private static String address(String kind) {
        return System.getenv("XDG_RUNTIME_DIR") + "/" + kind + "-"
                + ProcessHandle.current().pid() + "-" + NEXT.incrementAndGet();
    }
}
