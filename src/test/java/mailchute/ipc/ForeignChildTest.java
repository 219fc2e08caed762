package mailchute.ipc;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static mailchute.ipc.Waiting.LONG;
import static mailchute.ipc.Waiting.failure;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import mailchute.TestPrograms;
import mailchute.ipc.ChildCommand.Stream;
import mailchute.ipc.IpcException.Reason;
import mailchute.ipc.Waiting.Call;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Children that know nothing of Java: what they are told is shown byte for byte. */
@Timeout(90)
class ForeignChildTest {

    private static ChildCommand program() {
        return new ChildCommand(
                TestPrograms.path("print-arguments", TestPrograms.Build.UNICODE).toString());
    }

    /** What the program printed of one kind: {@code argument}, {@code environment} or {@code folder}. */
    private static List<String> printed(Children.Output output, String what) {
        return output.lines().stream()
                .filter(line -> line.startsWith(what + " "))
                .map(line -> HexFormat.of().parseHex(line.substring(what.length() + 1)))
                .map(bytes -> new String(bytes, TestAddresses.WINDOWS ? UTF_16BE : UTF_8))
                .toList();
    }

    private static Children.Output run(ChildCommand command) throws Exception {
        Children.Output output = Children.run(command);
        assertThat(output.exitCode()).isZero();
        return output;
    }

    @ParameterizedTest(name = "ended with its parent: {0}")
    @ValueSource(booleans = {false, true})
    void everyArgumentArrivesAsItIs(boolean killOnClose) throws Exception {
        List<String> arguments = List.of(
                "plain",
                "with space",
                "",
                " ",
                "tab\there",
                "new\nline",
                "carriage\r\nreturn",
                "\"quoted\"",
                "a\"b",
                "\"",
                "\\\"",
                "\\\\\"",
                "back\\slash",
                "trailing\\",
                "trailing with space\\\\",
                "\\",
                "\\\\server\\share\\",
                "%PATH%",
                "$HOME",
                "$(exit 1)",
                "`exit 1`",
                "*",
                "?",
                "[a-z]",
                "~",
                "'single'",
                "^caret&pipe|<>",
                ";",
                "--",
                "-c",
                "안녕하세요",
                "한글 공백",
                "ü€😀",
                "e\u0301",
                "\u00a0");
        ChildCommand command = program().arguments(arguments);
        Children.Output output = run(killOnClose ? command.killOnClose() : command);
        assertThat(printed(output, "argument")).isEqualTo(arguments);
    }

    @ParameterizedTest(name = "ended with its parent: {0}")
    @ValueSource(booleans = {false, true})
    void anEnvironmentFromNothingIsExactlyWhatWasSaid(boolean killOnClose) throws Exception {
        ChildCommand command = program()
                .emptyEnvironment()
                .environment("SystemRoot", String.valueOf(System.getenv("SystemRoot")))
                .environment("b_b", "2 = two \" \\ 😀")
                .environment("B1", "")
                .environment("한글", "값")
                .environment("gone", "never")
                .withoutEnvironment("gone");
        Children.Output output = run(killOnClose ? command.killOnClose() : command);
        // Wine 8 gives every process variables of its own and the drive of the system, whatever the block says.
        assertThat(printed(output, "environment"))
                .filteredOn(variable -> !variable.startsWith("WINE") && !variable.startsWith("SystemDrive="))
                .containsExactlyInAnyOrder(
                        "SystemRoot=" + System.getenv("SystemRoot"), "b_b=2 = two \" \\ 😀", "B1=", "한글=값");
    }

    @Test
    void aChildThatEndsWithItsParentHasTheSameEnvironmentAsOneThatDoesNot() throws Exception {
        List<String> plain = printed(run(program().environment("PWD", "not/a folder")), "environment");
        List<String> tied =
                printed(run(program().environment("PWD", "not/a folder").killOnClose()), "environment");
        assertThat(tied).containsExactlyInAnyOrderElementsOf(plain);
    }

    @Test
    void theFolderIsWhatWasSaidAndARelativeProgramIsSeenFromHere(@TempDir Path folder) throws Exception {
        Path inside = Files.createDirectory(folder.toRealPath().resolve("작업 폴더"));
        String relative = Path.of("")
                .toAbsolutePath()
                .relativize(TestPrograms.path("print-arguments", TestPrograms.Build.UNICODE))
                .toString();
        assertThat(Path.of(relative)).isRelative();
        for (boolean killOnClose : new boolean[] {false, true}) {
            ChildCommand command = new ChildCommand(relative).workingDirectory(inside);
            Children.Output output = run(killOnClose ? command.killOnClose() : command);
            assertThat(printed(output, "folder")).containsExactly(inside.toString());
        }
    }

    @Test
    @EnabledOnOs(OS.WINDOWS)
    void anAnsiProgramGetsItsAsciiArgumentsAsTheyAre() throws Exception {
        List<String> arguments = List.of("with space", "", "a\"b", "trailing with space\\\\", "*", "\\\\\"");
        Children.Output output =
                run(new ChildCommand(TestPrograms.path("print-arguments").toString()).arguments(arguments));
        assertThat(output.lines().stream().filter(line -> line.startsWith("argument ")))
                .containsExactlyElementsOf(arguments.stream()
                        .map(text -> "argument " + HexFormat.of().formatHex(text.getBytes(UTF_8)))
                        .toList());
    }

    @Test
    @Tag("not-on-wine") // Wine 8 fails with ERROR_INVALID_HANDLE (6) where Windows denies access (5)
    void aFolderIsNoProgram(@TempDir Path folder) throws Exception {
        String program = Files.createDirectory(folder.resolve("folder.exe")).toString();
        failure(Reason.ACCESS_DENIED, () -> new ChildCommand(program).start().close());
        failure(
                Reason.ACCESS_DENIED,
                () -> new ChildCommand(program).killOnClose().start().close());
    }

    @Test
    void aFileThatIsNoProgramIsNotStarted(@TempDir Path folder) throws Exception {
        String program =
                Files.writeString(folder.resolve("text.exe"), "no program").toString();
        IpcException e = failure(
                Reason.ACCESS_DENIED, () -> new ChildCommand(program).start().close());
        assertThat(e.getMessage()).contains(program);
        failure(
                Reason.ACCESS_DENIED,
                () -> new ChildCommand(program).killOnClose().start().close());
    }

    @Test
    @EnabledOnOs(OS.WINDOWS)
    void aBatchFileRunsButIsGivenNoArguments(@TempDir Path folder) throws Exception {
        String program =
                Files.writeString(folder.resolve("batch.bat"), "@exit 5\r\n").toString();
        try (ChildProcess child = new ChildCommand(program)
                .withoutStream(Stream.INPUT)
                .withoutStream(Stream.OUTPUT)
                .withoutStream(Stream.ERROR)
                .start()) {
            assertThat(child.waitFor(LONG)).isTrue();
            assertThat(child.exitCode()).hasValue(5);
        }
        // The last two are the same file to the system, which leaves dots and blanks behind a name away.
        for (String name : List.of(program, program.toUpperCase(Locale.ROOT), program + ".", program + ". . ")) {
            failure(
                    Reason.UNSUPPORTED,
                    () -> new ChildCommand(name).arguments("&calc").start().close());
        }
    }

    @Test
    @EnabledOnOs(OS.WINDOWS)
    void aPathThatNoFileCanHaveIsNotFound() throws Exception {
        for (String program : List.of("folder\\a?b.exe", "C:\\a:b\\c.exe", "folder\\blank \\x.exe")) {
            IpcException e = failure(
                    Reason.NOT_FOUND, () -> new ChildCommand(program).start().close());
            assertThat(e.getMessage()).contains(program);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {256, 259, 70_000, -1, Integer.MIN_VALUE})
    @EnabledOnOs(OS.WINDOWS)
    void anExitCodeOfWindowsHas32Bits(int code) throws Exception {
        try (ChildProcess child =
                Children.command().arguments("exit", Integer.toString(code)).start()) {
            assertThat(child.waitFor(LONG)).isTrue();
            assertThat(child.exitCode()).hasValue(code);
        }
    }

    @Test
    @Timeout(300) // Wine takes half a second for each where other work goes on
    void twoHundredChildrenInARowAndTwentyAtOnceLeaveNothingBehind() throws Exception {
        List<Long> pids = new ArrayList<>();
        startAndWait(pids);
        int descriptors = count("fd");
        int threads = count("task");
        for (int i = 0; i < 200; i++) {
            startAndWait(pids);
        }
        List<Call<List<Long>>> atOnce = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            atOnce.add(Call.start(() -> {
                List<Long> own = new ArrayList<>();
                startAndWait(own);
                return own;
            }));
        }
        for (Call<List<Long>> one : atOnce) {
            pids.addAll(one.result());
        }
        assertThat(pids).hasSize(221);
        Waiting.until("nothing of the children is left", () -> {
            // A few come and go by themselves: the JVM's compiler threads, the reaper's own.
            boolean asBefore = count("fd") - descriptors < 10 && count("task") - threads < 10;
            return asBefore && OsProcess.list().stream().noneMatch(entry -> isOurs(entry, pids));
        });
    }

    private static boolean isOurs(ProcessEntry entry, List<Long> pids) {
        return pids.contains(entry.identity().pid()) && entry.name().startsWith("print-arguments");
    }

    private static void startAndWait(List<Long> pids) throws Exception {
        try (ChildProcess child = program().withoutStream(Stream.OUTPUT).start()) {
            pids.add(child.identity().pid());
            assertThat(child.waitFor(LONG)).isTrue();
            assertThat(child.exitCode()).hasValue(0);
        }
    }

    /** Where the system lists them; for Windows see {@code HandleLeakTest}. */
    private static int count(String what) {
        String[] names = new File("/proc/self/" + what).list();
        return names == null || TestAddresses.WINDOWS ? 0 : names.length;
    }
}
