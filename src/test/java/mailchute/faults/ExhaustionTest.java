package mailchute.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static mailchute.room.TestRoom.PATIENCE;
import static mailchute.room.TestRoom.line;
import static mailchute.room.TestRoom.mailslot;
import static mailchute.room.TestRoom.reaches;
import static mailchute.room.TestRoom.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import mailchute.history.Channel;
import mailchute.ipc.ChildCommand;
import mailchute.ipc.Handle.Inheritance;
import mailchute.ipc.IpcException;
import mailchute.ipc.MailslotWriter;
import mailchute.ipc.NamedPipe;
import mailchute.room.Addresses;
import mailchute.room.DrivenProcess;
import mailchute.room.TestRoom;
import mailchute.wire.Limits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No handles, no memory, no room on the disk, no disk that can be written: what there is goes on, and what is not is said. */
@Tag("faults")
@Timeout(180)
class ExhaustionTest {

    private static final int EROFS = 30;
    private static final int ENOSPC = 28;
    private static final int EMFILE = 24;

    @TempDir
    private Path home;

    private Scene scene;

    @BeforeEach
    void open() {
        scene = new Scene(home);
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        scene.end();
    }

    private static int descriptorsOf(DrivenProcess process) {
        String[] names = new File("/proc/" + process.pid() + "/fd").list();
        return names == null ? 0 : names.length;
    }

    @Test
    @Tag("not-on-wine") // Windows has no such limit for a process
    void aReceiverWithoutAHandleLeftGoesOnReadingAndAnswersWhenItHasSomeAgain() throws Exception {
        int most = 70;
        ChildCommand program = scene.command("receiver", "bob");
        DrivenProcess bob = scene.start(scene.atHome(new ChildCommand("/bin/sh")
                .arguments("-c", "ulimit -n " + most + " && exec \"$@\"", "sh", program.program())
                .arguments(program.arguments())));
        mailslot(bob);
        DrivenProcess alice = scene.start("sender", "alice");
        reaches(alice, bob);
        alice.type("before");
        line(bob, "alice .*: before$");
        int usual = descriptorsOf(bob);
        List<NamedPipe> callers = new ArrayList<>();
        try {
            for (int i = 0; i < most; i++) {
                callers.add(NamedPipe.connect(Addresses.pipe(bob.pid()), Limits.PIPE_MESSAGE, PATIENCE));
            }
            until("no handle is left", () -> descriptorsOf(bob) >= most - 1);
            alice.type("meanwhile");
            line(bob, "alice .*: meanwhile$");
            // Each silent caller is hung up on, all of them in their turn.
            for (NamedPipe caller : callers) {
                assertThat(caller.read(PATIENCE)).isInstanceOf(NamedPipe.Ended.class);
            }
        } finally {
            callers.forEach(NamedPipe::close);
        }
        alice.type("/to " + bob.pid() + " and now?");
        line(bob, "conversation with alice .*: and now\\?$");
        alice.type("/bye " + bob.pid());
        line(bob, "conversation with alice .* ended");
        until("what was open is closed: " + usual, () -> descriptorsOf(bob) <= usual + 2);
        assertThat(scene.history()).extracting(stored -> stored.entry().text()).containsExactly("before", "meanwhile");
    }

    static Stream<Fault> stepsOfAStartWithoutHandles() {
        return Stream.of(
                Fault.failing("receiver", "socket", 1, 99, EMFILE),
                Fault.failing("receiver", "open .lock", 1, 1, EMFILE),
                Fault.failing("receiver", "open .lock", 2, 2, EMFILE),
                Fault.failing("receiver", "mkdir mailslot", 1, 1, ENOSPC),
                Fault.failing("receiver", "bind", 1, 1, EROFS));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stepsOfAStartWithoutHandles")
    @Tag("not-on-wine") // the calls of the C library are those of Linux
    void aStartThatFailsAtAnyStepSaysWhyAndLeavesNothing(Fault fault) throws Exception {
        DrivenProcess bob = scene.start(fault.in(scene.command("receiver", "bob")));
        assertThat(TestRoom.exit(bob)).isEqualTo(1);
        assertThat(bob.errors()).hasSize(1);
        assertThat(bob.errors().get(0)).startsWith("mailchute: create ").matches(".*\\(" + fault.what() + "\\)]?");
        scene.nothingIsLeftOf(bob.pid());
    }

    static Stream<Fault> stepsThatWork() {
        return Stream.of(
                Fault.failing("receiver", "accept4", 1, 8, EMFILE),
                Fault.failing("receiver", "accept4", 2, 3, 12),
                Fault.failing("receiver", "recvmsg", 2, 4, 12));
    }

    /** Whatever fails for lack of something is tried again. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("stepsThatWork")
    @Tag("not-on-wine") // the calls of the C library are those of Linux
    void aReceiverThatLackedSomethingForAWhileIsThere(Fault fault) throws Exception {
        DrivenProcess bob = scene.start(fault.in(scene.command("receiver", "bob")));
        mailslot(bob);
        DrivenProcess alice = scene.start("sender", "alice");
        reaches(alice, bob);
        alice.type("one");
        alice.type("two");
        line(bob, "alice .*: one$");
        line(bob, "alice .*: two$");
        alice.type("/to " + bob.pid() + " three");
        line(alice, "conversation with bob .*: received$");
        assertThat(bob.errors()).isEmpty();
    }

    @Test
    @Tag("not-on-wine") // a heap so full is not the same twice there
    void messagesThatThereIsNoMemoryForAreToldOfAndTheNextOnesShown() throws Exception {
        Path signs = Files.createDirectory(home.resolve("signs"));
        DrivenProcess bob = scene.start(scene.atHome(new ChildCommand(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString())
                .arguments(
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx24m",
                        "-cp",
                        System.getProperty("java.class.path"))
                .arguments(HungryProgram.class.getName(), signs.toString())
                .arguments("receiver", "--headless", "--room", scene.name(), "--name", "bob")));
        String slot = mailslot(bob);
        line(bob, "^pipe ");
        try (MailslotWriter writer = MailslotWriter.open(slot, Inheritance.PRIVATE)) {
            byte[] much = "m".repeat(Limits.MAILSLOT_MESSAGE).getBytes(UTF_8);
            // A class that is needed for the first time when there is no memory for it can never be used: all at once
            // here.
            writer.write("{\"mailchute\":1,\"kind\":\"message\"}".getBytes(UTF_8), PATIENCE);
            writer.write(much, PATIENCE);
            writer.write("before".getBytes(UTF_8), PATIENCE);
            line(bob, "unknown .*: before$");
            TestRoom.member(scene.roster(), bob.pid());
            NamedPipe.connect(Addresses.pipe(bob.pid()), Limits.PIPE_MESSAGE, PATIENCE)
                    .close();
            Files.createFile(signs.resolve("full"));
            until("its memory is full", () -> Files.exists(signs.resolve("is-full")));
            int taken = 1;
            for (int i = 0; i < 10; i++) {
                try {
                    writer.write(much, PATIENCE);
                    taken++;
                    NamedPipe.connect(Addresses.pipe(bob.pid()), Limits.PIPE_MESSAGE, Duration.ofSeconds(1))
                            .close();
                } catch (IpcException e) {
                    assertThat(e.reason()).isIn(IpcException.Reason.OWNER_NOT_READING, IpcException.Reason.TIMED_OUT);
                }
            }
            Files.createFile(signs.resolve("free"));
            until("it has memory again", () -> Files.exists(signs.resolve("is-free")));
            writer.write("after".getBytes(UTF_8), PATIENCE);
            line(bob, "unknown .*: after$");
            assertThat(unheard(bob)).as("messages without memory").isPositive();
            int shown = (int)
                    bob.output().stream().filter(line -> line.contains(": mmm")).count();
            assertThat(shown + unheard(bob))
                    .as("of %d; %s", taken, bob.lastLines())
                    .isEqualTo(taken);
        }
        // Its pipe answers, and its history takes down what there is.
        TestRoom.member(scene.roster(), bob.pid());
        until(
                "it is on disk",
                () -> scene.history(new Channel.Room(scene.name())).stream()
                        .anyMatch(stored -> stored.entry().text().equals("after")));
    }

    private static int unheard(DrivenProcess receiver) {
        int sum = 0;
        for (String line : receiver.output()) {
            int at = line.indexOf(" that there was no memory for");
            if (at >= 0) {
                String what = line.substring(line.lastIndexOf(": ", at) + 2, at);
                sum += what.equals("a message") ? 1 : Integer.parseInt(what.split(" ")[0]);
            }
        }
        return sum;
    }

    @Test
    @Tag("not-on-wine") // the calls of the C library are those of Linux
    void onAFullDiskMessagesAreShownAndAFileWaitsForRoom() throws Exception {
        Path folder = home.resolve("received");
        Path file = Files.write(home.resolve("report.bin"), new byte[2_000_000]);
        DrivenProcess alice = scene.start("sender", "alice");
        DrivenProcess bob = scene.start(Fault.failing("receiver", "write .part", 3, 3, ENOSPC)
                .in(scene.command("receiver", "bob", "--files", folder.toString())));
        mailslot(bob);
        reaches(alice, bob);
        alice.type("/file " + bob.pid() + " " + file);
        line(bob, "file 1 from alice, report.bin: offered");
        bob.type("/accept");
        line(bob, "file 1 from alice, report.bin: .*(not enough space|cannot be written)");
        bob.type("/resume 1");
        bob.type("/accept 1");
        line(bob, "file 1 from alice, report.bin: received as");
        assertThat(folder.resolve("report.bin")).hasSameBinaryContentAs(file);

        DrivenProcess carol = scene.start(Fault.failing("receiver", "pwrite64 history.db", 1, 1_000_000, ENOSPC)
                .in(scene.command("receiver", "carol")));
        mailslot(carol);
        reaches(alice, carol);
        alice.type("not kept by Carol");
        line(carol, "alice .*: not kept by Carol$");
        line(bob, "alice .*: not kept by Carol$");
        scene.historyIsWhole();
    }

    @Test
    @Tag("not-on-wine") // needs a file system of its own
    void withAHomeThatCannotBeWrittenEveryRoleWorks() throws Exception {
        assumeTrue(canMount(), "this system lets nobody have a file system of his own (user namespaces)");
        DrivenProcess bob = scene.start(onReadOnlyHome(scene.command("receiver", "bob")));
        mailslot(bob);
        DrivenProcess alice = scene.start(onReadOnlyHome(scene.command("sender", "alice")));
        reaches(alice, bob);
        long child = TestRoom.child(alice, "argv");
        alice.type("hello");
        line(bob, "alice .*: hello$");
        alice.type("/tell " + child + " hello too");
        line(bob, "alice-1 .*: hello too$");
        alice.type("/to " + bob.pid() + " between us");
        line(alice, "conversation with bob .*: received$");
        alice.endInput();
        assertThat(TestRoom.exit(alice)).isZero();
        try (Stream<Path> files = Files.walk(home)) {
            assertThat(files).containsExactly(home);
        }
    }

    private ChildCommand onReadOnlyHome(ChildCommand program) {
        return scene.atHome(new ChildCommand("/usr/bin/unshare")
                .arguments(
                        "-rm",
                        "sh",
                        "-c",
                        "mount -t tmpfs -o ro none \"$0\" && exec \"$@\"",
                        home.toString(),
                        program.program())
                .arguments(program.arguments()));
    }

    private boolean canMount() throws Exception {
        if (!Files.isExecutable(Path.of("/usr/bin/unshare"))) {
            return false;
        }
        DrivenProcess tried = scene.start(
                new ChildCommand("/usr/bin/unshare").arguments("-rm", "mount", "-t", "tmpfs", "none", home.toString()));
        return TestRoom.exit(tried) == 0;
    }
}
