package mailchute.ipc;

import static mailchute.ipc.MailslotTest.bytes;
import static mailchute.ipc.Waiting.LONG;
import static mailchute.ipc.Waiting.failure;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.time.Duration;
import mailchute.TestJvm;
import mailchute.ipc.Handle.Inheritance;
import mailchute.ipc.IpcException.Reason;
import mailchute.ipc.Waiting.Failing;
import mailchute.ipc.win32.OpenHandles;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Opens and closes each kind ten thousand times, and in use some hundred times, failing openings included. */
@Tag("faults")
@Timeout(120)
class LeakTest {

    private static final int ROUNDS = 300;

    private static void roundsLeaveNothingOpen(int rounds, Failing round) throws Exception {
        for (int i = 0; i < 3; i++) {
            round.run();
        }
        int before = open();
        for (int i = 0; i < rounds; i++) {
            round.run();
        }
        assertThat(open() - before).as("descriptors more than before").isLessThan(rounds / 4);
    }

    /** As many as one could be an accident of the JVM's own. */
    private static final int JVMS_OWN = 20;

    private static void tenThousandLeaveNothingOpen(Failing round) throws Exception {
        for (int i = 0; i < 10; i++) {
            round.run();
        }
        int before = open();
        int listed = HandleTable.entries().size();
        for (int i = 0; i < 10_000; i++) {
            round.run();
        }
        assertThat(open() - before).as("handles more than before").isLessThan(JVMS_OWN);
        assertThat(HandleTable.entries().size() - listed)
                .as("entries more than before")
                .isLessThan(JVMS_OWN);
    }

    @Test
    void tenThousandMailslots() throws Exception {
        String address = TestAddresses.mailslot();
        tenThousandLeaveNothingOpen(() -> Mailslot.create(address, 1024).close());
    }

    @Test
    void tenThousandMailslotWriters() throws Exception {
        String address = TestAddresses.mailslot();
        try (Mailslot mailslot = Mailslot.create(address, 1024)) {
            tenThousandLeaveNothingOpen(() -> MailslotWriter.open(mailslot.address(), Inheritance.INHERITABLE)
                    .close());
        }
    }

    @Test
    void tenThousandNamedPipeServers() throws Exception {
        String address = TestAddresses.pipe();
        tenThousandLeaveNothingOpen(() -> NamedPipeServer.create(address, 1024).close());
    }

    @Test
    void tenThousandNamedPipes() throws Exception {
        String address = TestAddresses.pipe();
        try (NamedPipeServer server = NamedPipeServer.create(address, 1024)) {
            tenThousandLeaveNothingOpen(() -> {
                try (NamedPipe client = NamedPipe.connect(address, 1024, LONG);
                        NamedPipe served = server.accept(LONG).orElseThrow()) {
                    assertThat(client.peer().pid()).isEqualTo(served.peer().pid());
                }
            });
        }
    }

    @Test
    void tenThousandAnonymousPipes() throws Exception {
        tenThousandLeaveNothingOpen(() -> AnonymousPipe.create(Inheritance.PRIVATE, Inheritance.INHERITABLE)
                .close());
    }

    @Test
    void tenThousandProcessHandles() throws Exception {
        tenThousandLeaveNothingOpen(
                () -> OsProcess.openSelf(Inheritance.PRIVATE).close());
    }

    @Test
    void tenThousandOrderLines() throws Exception {
        tenThousandLeaveNothingOpen(() -> OrderLine.create().close());
    }

    @Test
    void tenThousandFailuresToOpen() throws Exception {
        String address = TestAddresses.mailslot();
        tenThousandLeaveNothingOpen(() -> {
            failure(
                    Reason.NOT_FOUND,
                    () -> MailslotWriter.open(address, Inheritance.PRIVATE).close());
            failure(Reason.WRONG_HANDLE, () -> MailslotWriter.adopt(4_000_000).close());
            failure(Reason.WRONG_HANDLE, () -> OsProcess.adopt(4_000_000).close());
        });
    }

    private static int open() {
        if (TestAddresses.WINDOWS) {
            return OpenHandles.count();
        }
        String[] names = new File("/proc/self/fd").list();
        return names == null ? 0 : names.length;
    }

    @Test
    void mailslotsAndTheirWriters() throws Exception {
        roundsLeaveNothingOpen(ROUNDS, () -> {
            String address = TestAddresses.mailslot();
            failure(
                    Reason.NOT_FOUND,
                    () -> MailslotWriter.open(address, Inheritance.PRIVATE).close());
            try (Mailslot mailslot = Mailslot.create(address, 1024);
                    MailslotWriter writer = MailslotWriter.open(address, Inheritance.INHERITABLE)) {
                failure(Reason.NAME_IN_USE, () -> Mailslot.create(address, 1024).close());
                writer.write(bytes("x"), LONG);
                assertThat(mailslot.read(Duration.ofMillis(1))).isPresent();
                assertThat(mailslot.read(Duration.ofMillis(1))).isEmpty();
            }
        });
    }

    @Test
    void namedPipes() throws Exception {
        roundsLeaveNothingOpen(ROUNDS, () -> {
            String address = TestAddresses.pipe();
            failure(
                    Reason.NOT_FOUND,
                    () -> NamedPipe.connect(address, 1024, Duration.ZERO).close());
            try (NamedPipeServer server = NamedPipeServer.create(address, 1024)) {
                assertThat(server.accept(Duration.ofMillis(1))).isEmpty();
                try (NamedPipe client = NamedPipe.connect(address, 1024, LONG);
                        NamedPipe served = server.accept(LONG).orElseThrow()) {
                    client.write(bytes("x"), LONG);
                    assertThat(NamedPipeTest.read(served)).isEqualTo(bytes("x"));
                    assertThat(client.read(Duration.ofMillis(1))).isEqualTo(new NamedPipe.TimedOut());
                }
            }
        });
    }

    @Test
    void anonymousPipes() throws Exception {
        roundsLeaveNothingOpen(ROUNDS, () -> {
            try (AnonymousPipe pipe = AnonymousPipe.create(Inheritance.PRIVATE, Inheritance.INHERITABLE)) {
                pipe.writeEnd().stream().write(1);
                assertThat(pipe.readEnd().stream().read()).isEqualTo(1);
            }
        });
    }

    @Test
    void processes() throws Exception {
        ProcessIdentity self = OsProcess.current();
        ProcessIdentity never = new ProcessIdentity(self.pid(), self.startStamp() - 1, self.startedAt());
        roundsLeaveNothingOpen(ROUNDS, () -> {
            try (OsProcess process = OsProcess.openSelf(Inheritance.INHERITABLE)) {
                assertThat(process.waitFor(Duration.ofMillis(1))).isFalse();
            }
            failure(Reason.NOT_FOUND, () -> OsProcess.open(never).close());
        });
    }

    @Test
    void orderLines() throws Exception {
        roundsLeaveNothingOpen(ROUNDS, () -> {
            try (OrderLine line = OrderLine.create()) {
                line.send(bytes("x"), LONG);
            }
        });
    }

    @Test
    void children() throws Exception {
        roundsLeaveNothingOpen(20, () -> {
            ChildCommand command = new ChildCommand(TestJvm.java()).arguments("-no-such-flag");
            try (ChildProcess child = command.withoutStream(ChildCommand.Stream.OUTPUT)
                    .withoutStream(ChildCommand.Stream.ERROR)
                    .start()) {
                assertThat(child.waitFor(LONG)).isTrue();
                assertThat(child.exitCode()).hasValue(1);
            }
            failure(
                    Reason.NOT_FOUND,
                    () -> new ChildCommand(TestJvm.java() + "-not").start().close());
        });
    }
}
