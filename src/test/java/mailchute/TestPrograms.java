package mailchute;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The C programs below {@code src/test/c}, which know nothing of Mailchute; {@code launch/test} builds them. */
public final class TestPrograms {

    private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");

    private TestPrograms() {}

    /** How a program of Windows is built; on Linux there is one way. */
    public enum Build {
        ANSI,
        UNICODE
    }

    /** The program with this name in its ANSI build. */
    public static Path path(String name) {
        return path(name, Build.ANSI);
    }

    /** The program with this name. */
    public static Path path(String name, Build build) {
        String file =
                WINDOWS ? "windows/" + name + "-" + build.name().toLowerCase(Locale.ROOT) + ".exe" : "linux/" + name;
        Path path = Path.of("target/test/programs").resolve(file).toAbsolutePath();
        if (!Files.exists(path)) {
            throw new IllegalStateException(path + " is not built; launch/test does that");
        }
        return path;
    }
}
