package mailchute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import mailchute.ipc.ChildCommand;
import mailchute.ipc.User;
import mailchute.room.DrivenProcess;
import mailchute.room.TestRoom;

/**
 * Another account of this machine, made for a test and removed after it, and the programs that run as it. Only root can make
 * one, and only on Linux is it made here; elsewhere the test is skipped.
 */
public final class Stranger implements AutoCloseable {

    private final String name = "mailchute-t" + ProcessHandle.current().pid();
    private final Path folder;
    private final Thread atTheEnd = new Thread(this::remove);

    private Stranger() throws Exception {
        // Not below the folder of the tests, which is this user's alone; and short, because a socket's path has to be.
        folder = Files.createDirectory(
                Path.of("/tmp/mct" + ProcessHandle.current().pid()));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Makes the account. */
    public static Stranger create() throws Exception {
        assumeTrue(!TestRoom.WINDOWS, "another account is made on Linux only");
        assumeTrue(User.current().id().equals("0"), "only root can make another account");
        Stranger stranger = new Stranger();
        Runtime.getRuntime().addShutdownHook(stranger.atTheEnd);
        Ran made = ran(new ChildCommand("useradd").arguments("--no-create-home", "--shell", "/bin/sh", stranger.name));
        assertThat(made.status()).as("useradd: %s", made).isZero();
        return stranger;
    }

    /** How a program ended, and what it printed, errors last. */
    public record Ran(int status, List<String> lines) {}

    /** The account's name. */
    public String name() {
        return name;
    }

    /** The account's number. */
    public String id() throws Exception {
        return run("id", "-u").lines().get(0);
    }

    /** A folder that everyone may read, and that ends with the account. */
    public Path folder() {
        return folder;
    }

    /** A command that runs as this account, without any right of root. */
    public ChildCommand command(String program, List<String> arguments) {
        return new ChildCommand("setpriv")
                .arguments(
                        "--reuid",
                        name,
                        "--regid",
                        name,
                        "--clear-groups",
                        "--no-new-privs",
                        "--inh-caps=-all",
                        program)
                .arguments(arguments)
                .environment("HOME", folder.toString())
                .workingDirectory(folder)
                .withoutEnvironment("XDG_RUNTIME_DIR")
                .withoutEnvironment("XDG_STATE_HOME")
                .withoutEnvironment("XDG_DATA_HOME")
                .withoutEnvironment("XDG_CONFIG_HOME");
    }

    /** Runs a program as this account until it ends. */
    public Ran run(String program, String... arguments) throws Exception {
        return ran(command(program, List.of(arguments)));
    }

    /** Runs a script of the shell as this account until it ends. */
    public Ran shell(String script) throws Exception {
        return run("sh", "-c", script);
    }

    /** Runs one of the C programs as this account until it ends. */
    public Ran runProgram(String name, String... arguments) throws Exception {
        Path copy = folder.resolve(name);
        if (!Files.exists(copy)) {
            Files.copy(TestPrograms.path(name), copy, StandardCopyOption.COPY_ATTRIBUTES);
        }
        return run(copy.toString(), arguments);
    }

    /** Runs a command until it ends. */
    public static Ran ran(ChildCommand command) throws Exception {
        try (DrivenProcess process = DrivenProcess.start(command)) {
            process.endInput();
            int status = TestRoom.exit(process);
            List<String> lines = new ArrayList<>(process.output());
            lines.addAll(process.errors());
            lines.removeIf(String::isBlank);
            return new Ran(status, lines);
        }
    }

    /** Mailchute itself as this account, which may not be able to read the build's own folder. */
    public ChildCommand mailchute(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx64m"));
        all.addAll(List.of("-Duser.home=" + home(), "-Djna.tmpdir=" + home(), "-cp", classPath(), "mailchute.Main"));
        all.addAll(List.of(arguments));
        return command(Path.of(System.getProperty("java.home"), "bin", "java").toString(), all);
    }

    /** A folder that this account may write to. */
    public Path home() throws IOException {
        Path home = folder.resolve("home");
        if (!Files.exists(home)) {
            Files.createDirectory(home);
            Files.setAttribute(home, "unix:uid", uid());
        }
        return home;
    }

    private int uid() throws IOException {
        try {
            return Integer.parseInt(id());
        } catch (Exception e) {
            throw new IOException("the number of " + name, e);
        }
    }

    private String classPath() throws IOException {
        Path libraries = folder.resolve("libraries");
        if (!Files.exists(libraries)) {
            for (String entry : System.getProperty("java.class.path").split(":")) {
                copyOfTheProgram(Path.of(entry), libraries);
            }
        }
        return libraries + "/classes:" + libraries + "/*";
    }

    private static void copyOfTheProgram(Path entry, Path libraries) throws IOException {
        Files.createDirectories(libraries);
        if (entry.endsWith("classes")) {
            try (Stream<Path> files = Files.walk(entry)) {
                for (Path file : files.toList()) {
                    Files.copy(
                            file,
                            libraries
                                    .resolve("classes")
                                    .resolve(entry.relativize(file).toString()));
                }
            }
        } else if (entry.toString()
                .matches(
                        ".*/(jna|jna-platform|jackson-core|picocli|java-uuid-generator|sqlite-jdbc|slf4j)-[^/]*\\.jar")) {
            Files.copy(entry, libraries.resolve(entry.getFileName()));
        }
    }

    /** Ends what runs as the account, and removes it. */
    @Override
    public void close() {
        remove();
        Runtime.getRuntime().removeShutdownHook(atTheEnd);
    }

    private void remove() {
        try {
            Ran removed = ran(new ChildCommand("userdel").arguments(name));
            assertThat(removed.status()).as("userdel: %s", removed).isZero();
            TestFolders.delete(folder);
        } catch (Exception e) {
            throw new IllegalStateException("the account " + name + " is left behind", e);
        }
    }
}
