package mailchute.room;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mailchute.ipc.ChildCommand;
import mailchute.ipc.IpcSystem;

/** This program as a command: how one participant starts another, with the same JVM and the flags it was started with. */
public final class Program {

    private static final String MAIN = "mailchute.Main";

    /** System properties, where they are set, that a process which was started from classes sets for the next one. */
    private static final List<String> PASSED_ON = List.of(
            "mailchute.theme",
            "java.io.tmpdir",
            "jna.nounpack",
            "jna.boot.library.path",
            "jna.tmpdir",
            "org.sqlite.lib.path");

    private Program() {}

    /**
     * A command for another process of this program. What was told to this process about inherited handles is not passed on.
     *
     * @param window whether it has a window, and so no use for a console
     */
    public static ChildCommand command(boolean window, List<String> arguments) {
        return command(window, "jvm.args").arguments(arguments);
    }

    /** A command for a child sender, without its arguments. Without a window it has an archive of its own, a smaller one. */
    public static ChildCommand child(boolean window) {
        return command(window, window ? "jvm.args" : "child.args");
    }

    private static ChildCommand command(boolean window, String flags) {
        ChildCommand command = new ChildCommand(java(window).toString()).arguments(jvmArguments(flags));
        return command.withoutEnvironment(HandlesBy.HANDLES_VARIABLE)
                .withoutEnvironment(HandlesBy.PARENT_VARIABLE)
                .withoutEnvironment(HandlesBy.LINE_VARIABLE);
    }

    /** What a command for another process needs behind its name, to be in the rooms that this one is in. */
    public static List<String> ofTheseRooms() {
        return Addresses.shared() ? List.of("--shared") : List.of();
    }

    private static Path java(boolean window) {
        Path bin = Path.of(System.getProperty("java.home"), "bin");
        if (IpcSystem.Kind.ofThisMachine().orElseThrow() == IpcSystem.Kind.LINUX) {
            return bin.resolve("java");
        }
        Path withoutConsole = bin.resolve("javaw.exe");
        return window && Files.exists(withoutConsole) ? withoutConsole : bin.resolve("java.exe");
    }

    private static List<String> jvmArguments(String flags) {
        String home = System.getProperty("mailchute.home");
        if (home != null && Files.exists(Path.of(home, flags))) {
            // What launch/mailchute prepared for this Java: flags that suit a small program, and the class-data
            // archive.
            return List.of("@" + Path.of(home, flags), "-jar", System.getProperty("mailchute.jar"));
        }
        List<String> arguments = new ArrayList<>();
        // Started from classes, by a test or an IDE: what the launcher's argument file would set is passed on.
        for (String property : PASSED_ON) {
            String value = System.getProperty(property);
            if (value != null) {
                arguments.add("-D" + property + "=" + value);
            }
        }
        arguments.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp"));
        arguments.add(System.getProperty("java.class.path"));
        arguments.add(MAIN);
        return arguments;
    }
}
