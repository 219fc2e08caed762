package mailchute;

import java.nio.file.Path;
import mailchute.ipc.ChildCommand;

/** Programs that are written for a test, in a JVM of their own of the same Java. */
public final class TestJvm {

    private TestJvm() {}

    /** The path of this Java's launcher. */
    public static String java() {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        return Path.of(System.getProperty("java.home"), "bin", windows ? "java.exe" : "java")
                .toString();
    }

    /** A command that runs the main class of these tests in a small JVM; its arguments come next. */
    public static ChildCommand command(Class<?> main, String... flags) {
        return new ChildCommand(java())
                .arguments("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
                // Java 21 on Wine 8 warns on the error stream while it counts the processors, unless it is told.
                .arguments("-XX:ActiveProcessorCount=2")
                .arguments("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"))
                .arguments(flags)
                .arguments("-cp", System.getProperty("java.class.path"), main.getName());
    }
}
