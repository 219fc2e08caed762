package mailchute.ipc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static mailchute.ipc.MailslotTest.bytes;
import static mailchute.ipc.MailslotTest.text;
import static mailchute.ipc.Waiting.LONG;
import static mailchute.ipc.Waiting.SHORT;
import static mailchute.ipc.Waiting.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import mailchute.TestJvm;
import mailchute.ipc.ChildCommand.Stream;
import mailchute.ipc.Handle.Inheritance;
import mailchute.ipc.IpcException.Reason;
import mailchute.ipc.Waiting.Call;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ChildCommandTest {

    @Test
    void everyArgumentArrivesAsItIs() throws Exception {
        List<String> arguments = List.of(
                "plain",
                "with space",
                "",
                "tab\there",
                "\"quoted\"",
                "a\"b",
                "back\\slash",
                "trailing\\",
                "trailing with space\\\\",
                "\\\"both\\\"",
                "\\\\\"",
                "%PATH%",
                "$HOME",
                "*",
                "안녕하세요",
                "ü€😀",
                " ",
                "'single'",
                "new\nline",
                "^caret&pipe|",
                "--handles");
        Children.Output output =
                Children.run(Children.command().arguments("arguments").arguments(arguments));
        assertThat(output.lines())
                .isEqualTo(arguments.stream().map(ChildProgram::hex).toList());
        assertThat(output.exitCode()).isZero();
    }

    @Test
    void theEnvironmentIsThisOneWithTheNamedChanges() throws Exception {
        String kept = TestAddresses.WINDOWS ? "SystemRoot" : "PATH";
        assertThat(System.getenv(kept)).isNotNull();
        Children.Output output = Children.run(Children.command()
                .environment("MAILCHUTE_ADDED", "한글 = \"값\"")
                .environment("MAILCHUTE_EMPTY", "")
                .environment("MAILCHUTE_TWICE", "first")
                .environment("MAILCHUTE_TWICE", "second")
                .environment("MAILCHUTE_TAKEN", "never seen")
                .withoutEnvironment("MAILCHUTE_TAKEN")
                .arguments("environment", "MAILCHUTE_ADDED", "MAILCHUTE_TWICE", "MAILCHUTE_TAKEN", kept));
        assertThat(output.lines())
                .containsExactly(
                        ChildProgram.hex("한글 = \"값\""),
                        ChildProgram.hex("second"),
                        ChildProgram.hex(null),
                        ChildProgram.hex(System.getenv(kept)));
    }

    @Test
    void aVariableOfThisProcessIsReplacedOrTakenAway() throws Exception {
        // Whatever this process has: the home folder is set on both systems, and the child does not need it.
        String name = TestAddresses.WINDOWS ? "TEMP" : "HOME";
        assertThat(System.getenv(name)).isNotNull();
        assertThat(Children.run(Children.command()
                                .environment(name, "/replaced")
                                .arguments("environment", name))
                        .lines())
                .containsExactly(ChildProgram.hex("/replaced"));
        assertThat(Children.run(Children.command().withoutEnvironment(name).arguments("environment", name))
                        .lines())
                .containsExactly(ChildProgram.hex(null));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 42, 255})
    void theExitCodeIsKnown(int code) throws Exception {
        try (ChildProcess child =
                Children.command().arguments("exit", Integer.toString(code)).start()) {
            assertThat(child.waitFor(LONG)).isTrue();
            assertThat(child.exitCode()).hasValue(code);
            assertThat(child.exitCode()).hasValue(code);
        }
    }

    @Test
    void aRunningChildHasNoExitCodeYet() throws Exception {
        try (ChildProcess child = Children.command().arguments("sleep").start()) {
            assertThat(child.exitCode()).isEmpty();
            assertThat(child.waitFor(Duration.ZERO)).isFalse();
            child.terminate(5);
            assertThat(child.waitFor(LONG)).isTrue();
            assertThat(child.exitCode()).hasValue(TestAddresses.WINDOWS ? 5 : 128 + 9);
        }
    }

    @Test
    void aProgramThatIsNotThereIsNotFound() throws Exception {
        String program = TestJvm.java() + "-that-is-not-there";
        IpcException e = failure(
                Reason.NOT_FOUND, () -> new ChildCommand(program).start().close());
        assertThat(e.getMessage())
                .startsWith("start " + program)
                .endsWith("; give its whole path, or put its folder into PATH"
                        + (TestAddresses.WINDOWS ? "" : "; a script names a program as well"))
                .doesNotContain("\n");
        assertThat(e.code()).as("ENOENT, ERROR_FILE_NOT_FOUND").isEqualTo(2);
        assertThat(e.words()).isEqualTo("nothing there has this name");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFileThatIsNoProgramIsDenied() throws Exception {
        failure(
                Reason.ACCESS_DENIED,
                () -> new ChildCommand("/etc/passwd").start().close());
    }

    @Test
    void aChildStartsInTheFolderThatItIsTold(@TempDir Path folder) throws Exception {
        Path inside = Files.createDirectory(folder.resolve("작업 폴더"));
        Children.Output output =
                Children.run(Children.command().workingDirectory(inside).arguments("folder"));
        assertThat(output.lines())
                .containsExactly(ChildProgram.hex(inside.toRealPath().toString()));
    }

    @Test
    void aFolderThatIsNotThereIsNotFoundAndNamed(@TempDir Path folder) throws Exception {
        Path missing = folder.resolve("missing");
        IpcException e = failure(
                Reason.NOT_FOUND,
                () -> Children.command()
                        .workingDirectory(missing)
                        .arguments("exit", "0")
                        .start()
                        .close());
        assertThat(e.getMessage()).contains(missing.toString()).doesNotContain("[code (");
    }

    @Test
    void aBareNameIsLookedForWhereTheSystemKeepsPrograms() throws Exception {
        ChildCommand command = TestAddresses.WINDOWS
                ? new ChildCommand("cmd").arguments("/c", "exit", "7")
                : new ChildCommand("sh").arguments("-c", "exit 7");
        try (ChildProcess child = command.start()) {
            assertThat(child.waitFor(LONG)).isTrue();
            assertThat(child.exitCode()).hasValue(7);
        }
    }

    @Test
    void anEnvironmentCanStartFromNothing() throws Exception {
        ChildCommand command = Children.command().emptyEnvironment().environment("MAILCHUTE_ONLY", "1");
        if (TestAddresses.WINDOWS) {
            // What a JVM there cannot start without.
            command.environment("SystemRoot", System.getenv("SystemRoot"));
        }
        Children.Output output = Children.run(command.arguments("whole-environment"));
        assertThat(output.lines()).contains("MAILCHUTE_ONLY").doesNotContain("PATH", "Path", "HOME", "USERPROFILE");
    }

    @Test
    void closingEndsAChildOnlyWhereThatWasAskedFor() throws Exception {
        for (boolean asked : new boolean[] {true, false}) {
            ChildCommand command = Children.command().arguments("sleep");
            ChildProcess child = (asked ? command.killOnClose() : command).start();
            try (OsProcess watched = OsProcess.open(child.identity())) {
                child.close();
                assertThat(watched.waitFor(asked ? LONG : SHORT))
                        .as("ended, asked for: " + asked)
                        .isEqualTo(asked);
                watched.terminate(1);
            }
        }
    }

    @Test
    void aKilledParentTakesAChildWithItOnlyWhereThatWasAskedFor() throws Exception {
        for (boolean asked : new boolean[] {true, false}) {
            try (AnonymousPipe output = AnonymousPipe.create(Inheritance.PRIVATE, Inheritance.INHERITABLE);
                    ChildProcess parent = Children.command().arguments("start-sleeper", Boolean.toString(asked)).stream(
                                    Stream.OUTPUT, output.writeEnd())
                            .start()) {
                output.writeEnd().close();
                long pid = Long.parseLong(
                        new BufferedReader(new InputStreamReader(output.readEnd().stream(), UTF_8)).readLine());
                try (OsProcess grandchild = OsProcess.open(OsProcess.identify(pid))) {
                    assertThat(grandchild.waitFor(SHORT))
                            .as("ended before its parent")
                            .isFalse();
                    Children.end(parent);
                    assertThat(grandchild.waitFor(asked ? LONG : SHORT))
                            .as("asked for: " + asked)
                            .isEqualTo(asked);
                    grandchild.terminate(1);
                }
            }
        }
    }

    @Test
    void aChildThatEndsWithItsParentOutlivesTheThreadThatStartedIt() throws Exception {
        Call<ChildProcess> start = Call.start(() ->
                Children.command().killOnClose().arguments("say-and-sleep").start());
        try (ChildProcess child = start.result()) {
            start.untilItsThreadHasEnded();
            assertThat(child.waitFor(SHORT)).isFalse();
        }
    }

    @Test
    void whatAChildThatEndsWithItsParentIsToldArrivesAsItIs() throws Exception {
        List<String> arguments = List.of("with space", "", "\"$0\"", "$(exit)", "한글", "--");
        Children.Output output = Children.run(
                Children.command().killOnClose().arguments("arguments").arguments(arguments));
        assertThat(output.lines())
                .isEqualTo(arguments.stream().map(ChildProgram::hex).toList());
        failure(
                Reason.NOT_FOUND,
                () -> new ChildCommand("mailchute-no-such-program")
                        .killOnClose()
                        .start()
                        .close());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aChildWithItsOwnConsoleIsTheFirstOfASession() throws Exception {
        Children.Output output = Children.run(
                new ChildCommand("/bin/sh").ownConsole().arguments("-c", "cut -d ' ' -f 1,6 /proc/$$/stat; exit 0"));
        String[] pidAndSession = output.lines().get(0).split(" ");
        assertThat(pidAndSession[1]).isEqualTo(pidAndSession[0]);
    }

    @Test
    @EnabledOnOs(OS.WINDOWS)
    void aChildWithItsOwnConsoleRunsWithoutOurStreams() throws Exception {
        try (ChildProcess child = new ChildCommand("cmd")
                .ownConsole()
                .arguments("/c", "exit", "3")
                .start()) {
            assertThat(child.waitFor(LONG)).isTrue();
            assertThat(child.exitCode()).hasValue(3);
        }
    }

    @Test
    void standardStreamsAreWhatTheCommandSays() throws Exception {
        try (AnonymousPipe input = AnonymousPipe.create(Inheritance.INHERITABLE, Inheritance.PRIVATE);
                AnonymousPipe output = AnonymousPipe.create(Inheritance.PRIVATE, Inheritance.INHERITABLE);
                AnonymousPipe errors = AnonymousPipe.create(Inheritance.PRIVATE, Inheritance.INHERITABLE)) {
            ChildCommand command =
                    Children.command().stream(Stream.INPUT, input.readEnd()).stream(Stream.OUTPUT, output.writeEnd())
                            .stream(Stream.ERROR, errors.writeEnd())
                            .arguments("streams");
            try (ChildProcess child = command.start()) {
                input.readEnd().close();
                output.writeEnd().close();
                errors.writeEnd().close();
                byte[] much = "0123456789".repeat(50_000).getBytes(UTF_8);
                Call<String> write = Call.start(() -> {
                    input.writeEnd().stream().write(much);
                    input.writeEnd().close();
                    return "written";
                });
                assertThat(output.readEnd().stream().readAllBytes()).isEqualTo(much);
                assertThat(write.result()).isEqualTo("written");
                assertThat(new String(errors.readEnd().stream().readAllBytes(), UTF_8))
                        .isEqualTo("errors of 500000");
                assertThat(child.waitFor(LONG)).isTrue();
                assertThat(child.exitCode()).hasValue(0);
            }
        }
    }

    @Test
    void aStreamCanBeTheNullDevice() throws Exception {
        try (AnonymousPipe errors = AnonymousPipe.create(Inheritance.PRIVATE, Inheritance.INHERITABLE)) {
            ChildCommand command = Children.command().withoutStream(Stream.INPUT).withoutStream(Stream.OUTPUT).stream(
                            Stream.ERROR, errors.writeEnd())
                    .arguments("streams");
            try (ChildProcess child = command.start()) {
                errors.writeEnd().close();
                assertThat(new String(errors.readEnd().stream().readAllBytes(), UTF_8))
                        .isEqualTo("errors of 0");
                assertThat(child.waitFor(LONG)).isTrue();
                assertThat(child.exitCode()).hasValue(0);
            }
        }
    }

    @Test
    @SuppressWarnings("try") // closed early on purpose
    void aChildPostsThroughTheHandleItInheritedWithoutTheName() throws Exception {
        String address = TestAddresses.mailslot();
        try (Mailslot mailslot = Mailslot.create(address, 1024);
                MailslotWriter writer = MailslotWriter.open(address, Inheritance.INHERITABLE)) {
            ChildCommand command = Children.command();
            long value = command.inherit(writer);
            command.arguments("post", Long.toString(value), "2", "from the child");
            assertThat(command.arguments()).doesNotContain(address);
            try (ChildProcess child = command.start()) {
                writer.close();
                assertThat(text(mailslot.read(LONG))).isEqualTo("from the child 0");
                assertThat(text(mailslot.read(LONG))).isEqualTo("from the child 1");
                assertThat(child.waitFor(LONG)).isTrue();
                assertThat(child.exitCode()).hasValue(0);
            }
        }
    }

    @Test
    void aChildGetsTheListedHandlesAndNoOthers() throws Exception {
        String invited = TestAddresses.mailslot();
        String other = TestAddresses.mailslot();
        List<MailslotWriter> unlisted = new ArrayList<>();
        try (Mailslot heard = Mailslot.create(invited, 1024);
                Mailslot unheard = Mailslot.create(other, 1024);
                MailslotWriter first = MailslotWriter.open(invited, Inheritance.INHERITABLE)) {
            for (int i = 0; i < 5; i++) {
                unlisted.add(MailslotWriter.open(other, Inheritance.INHERITABLE));
            }
            try (MailslotWriter second = MailslotWriter.open(invited, Inheritance.INHERITABLE)) {
                ChildCommand command = Children.command();
                Set<String> listed = new HashSet<>();
                // The later one first: on Linux its target number may be another source's number.
                listed.add(Long.toString(command.inherit(second)));
                listed.add(Long.toString(command.inherit(first)));
                assertThat(listed).hasSize(2);
                Children.Output output = Children.run(command.arguments("adoptable"));
                assertThat(output.lines()).containsExactlyInAnyOrderElementsOf(listed);
                assertThat(Set.of(text(heard.read(LONG)), text(heard.read(LONG))))
                        .isEqualTo(listed);
                assertThat(unheard.read(Duration.ZERO)).isEmpty();
            }
        } finally {
            unlisted.forEach(MailslotWriter::close);
        }
    }

    @Test
    void twoChildrenStartedAtOnceGetEachTheirOwnHandle() throws Exception {
        String address = TestAddresses.mailslot();
        try (Mailslot mailslot = Mailslot.create(address, 1024)) {
            List<Call<List<String>>> runs = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                runs.add(Call.start(() -> {
                    try (MailslotWriter writer = MailslotWriter.open(address, Inheritance.INHERITABLE)) {
                        ChildCommand command = Children.command();
                        long value = command.inherit(writer);
                        List<String> seen =
                                Children.run(command.arguments("adoptable")).lines();
                        assertThat(seen).containsExactly(Long.toString(value));
                        return seen;
                    }
                }));
            }
            for (Call<List<String>> run : runs) {
                assertThat(run.result()).hasSize(1);
                assertThat(mailslot.read(LONG)).isPresent();
            }
        }
    }

    @Test
    void aPrivateHandleIsNotListed() throws Exception {
        String address = TestAddresses.mailslot();
        try (Mailslot mailslot = Mailslot.create(address, 1024);
                MailslotWriter writer = MailslotWriter.open(address, Inheritance.PRIVATE)) {
            ChildCommand command = Children.command();
            assertThatThrownBy(() -> command.inherit(writer)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> command.stream(Stream.OUTPUT, writer))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(command.handles()).isEmpty();
            writer.write(bytes("usable as before"), LONG);
            assertThat(text(mailslot.read(LONG))).isEqualTo("usable as before");
        }
    }

    @Test
    void aHandleThatWasClosedMeanwhileStopsTheStart() throws Exception {
        String address = TestAddresses.mailslot();
        try (Mailslot mailslot = Mailslot.create(address, 1024)) {
            ChildCommand command = Children.command();
            MailslotWriter writer = MailslotWriter.open(address, Inheritance.INHERITABLE);
            command.inherit(writer);
            writer.close();
            failure(Reason.CLOSED, () -> command.arguments("exit", "0").start().close());
            assertThat(mailslot.read(Duration.ZERO)).isEmpty();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void notOneDescriptorOfTheJvmReachesTheChild() throws Exception {
        // ls itself opens the folder, as the lowest number that is free.
        Children.Output output = Children.run(new ChildCommand("/bin/ls").arguments("/proc/self/fd"));
        assertThat(output.lines()).containsExactly("0", "1", "2", "3");
    }

    private static long signals(Children.Output status, String which) {
        String line = status.lines().stream()
                .filter(text -> text.startsWith(which + ":"))
                .findFirst()
                .orElseThrow();
        return Long.parseUnsignedLong(line.substring(line.indexOf('\t') + 1), 16);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aChildStartsWithTheSignalsOfAFreshProcess() throws Exception {
        Children.Output output = Children.run(new ChildCommand("/bin/cat").arguments("/proc/self/status"));
        assertThat(signals(output, "SigBlk")).isZero();
        // 32 and 33 are glibc's own, which its posix_spawn ignores in every child.
        assertThat(signals(output, "SigIgn") & ~(3L << 31)).isZero();
    }
}
