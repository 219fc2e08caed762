package mailchute.ipc;

import static mailchute.ipc.MailslotTest.bytes;
import static mailchute.ipc.Waiting.LONG;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import mailchute.TestPrograms;
import mailchute.ipc.Handle.Inheritance;
import mailchute.ipc.IpcException.Reason;
import mailchute.ipc.Waiting.Call;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Hundreds of rounds of what only sometimes goes wrong. */
@Tag("faults")
@Timeout(120)
class RaceTest {

    private static final int ROUNDS = 300;

    /** An object that a call waits on, that call, and how to close it. */
    private record Blocked(AutoCloseable object, Waiting.Failing call, AutoCloseable... others) {}

    private interface Setup {
        Blocked make() throws Exception;
    }

    private static Arguments of(String what, Setup setup) {
        return Arguments.of(what, setup);
    }

    static Stream<Arguments> blockedCalls() {
        return Stream.of(
                of("read of a mailslot", () -> {
                    Mailslot mailslot = Mailslot.create(TestAddresses.mailslot(), 1024);
                    return new Blocked(mailslot, () -> mailslot.read(Deadline.FOREVER));
                }),
                of("accept of a pipe server", () -> {
                    NamedPipeServer server = NamedPipeServer.create(TestAddresses.pipe(), 1024);
                    return new Blocked(server, () -> server.accept(Deadline.FOREVER));
                }),
                of("read of a pipe", () -> {
                    String address = TestAddresses.pipe();
                    NamedPipeServer server = NamedPipeServer.create(address, 1024);
                    NamedPipe client = NamedPipe.connect(address, 1024, LONG);
                    NamedPipe served = server.accept(LONG).orElseThrow();
                    return new Blocked(client, () -> client.read(Deadline.FOREVER), served, server);
                }),
                of("write of a full pipe", () -> {
                    String address = TestAddresses.pipe();
                    NamedPipeServer server = NamedPipeServer.create(address, 64 * 1024);
                    NamedPipe client = NamedPipe.connect(address, 64 * 1024, LONG);
                    NamedPipe served = server.accept(LONG).orElseThrow();
                    byte[] large = new byte[60_000];
                    return new Blocked(
                            client,
                            () -> {
                                while (true) {
                                    client.write(large, Deadline.FOREVER);
                                }
                            },
                            served,
                            server);
                }),
                of("wait for a process", () -> {
                    OsProcess self = OsProcess.openSelf(Inheritance.PRIVATE);
                    return new Blocked(self, () -> self.waitFor(Deadline.FOREVER));
                }));
    }

    @ParameterizedTest(name = "close ends a {0} at every moment")
    @MethodSource("blockedCalls")
    void closeEndsABlockedCallAtEveryMoment(String what, Setup setup) throws Exception {
        Rounds.of(ROUNDS, number -> {
            Blocked blocked = setup.make();
            Call<?> call = Call.start(() -> {
                blocked.call().run();
                return "returned";
            });
            Rounds.moment(number);
            blocked.object().close();
            call.failsWith(Reason.CLOSED);
            for (AutoCloseable other : blocked.others()) {
                other.close();
            }
        });
    }

    @Test
    void closeEndsABlockedStreamOfAnAnonymousPipe() throws Exception {
        Rounds.of(ROUNDS, number -> {
            AnonymousPipe pipe = AnonymousPipe.create(Inheritance.PRIVATE, Inheritance.PRIVATE);
            Call<String> read = Call.start(() -> {
                try {
                    return "read " + pipe.readEnd().stream().read();
                } catch (IOException closed) {
                    return "closed";
                }
            });
            Rounds.moment(number);
            pipe.readEnd().close();
            assertThat(read.result()).isEqualTo("closed");
            pipe.close();
        });
    }

    @Test
    void twoClosesAtOnceAreOne() throws Exception {
        Rounds.of(ROUNDS, number -> {
            String slot = TestAddresses.mailslot();
            String name = TestAddresses.pipe();
            Mailslot mailslot = Mailslot.create(slot, 1024);
            MailslotWriter writer = MailslotWriter.open(slot, Inheritance.PRIVATE);
            NamedPipeServer server = NamedPipeServer.create(name, 1024);
            NamedPipe client = NamedPipe.connect(name, 1024, LONG);
            OsProcess self = OsProcess.openSelf(Inheritance.PRIVATE);
            for (AutoCloseable object : List.of(writer, mailslot, client, server, self)) {
                Call<?> other = Call.start(() -> {
                    object.close();
                    return "closed";
                });
                Rounds.moment(number);
                object.close();
                other.result();
                object.close();
            }
            Mailslot.create(slot, 1024).close();
            NamedPipeServer.create(name, 1024).close();
        });
    }

    @Test
    void everyUseAfterCloseSaysSo() throws Exception {
        String slot = TestAddresses.mailslot();
        String name = TestAddresses.pipe();
        try (Mailslot owner = Mailslot.create(slot, 1024);
                NamedPipeServer listening = NamedPipeServer.create(name, 1024)) {
            MailslotWriter writer = MailslotWriter.open(slot, Inheritance.PRIVATE);
            NamedPipe client = NamedPipe.connect(name, 1024, LONG);
            NamedPipe served = listening.accept(LONG).orElseThrow();
            OsProcess self = OsProcess.openSelf(Inheritance.PRIVATE);
            OrderLine line = OrderLine.create();
            for (AutoCloseable object : List.of(owner, writer, client, served, listening, self, line)) {
                object.close();
            }
            List<Waiting.Failing> uses = List.of(
                    () -> owner.read(Duration.ZERO),
                    owner::waiting,
                    () -> writer.write(bytes("x"), Duration.ZERO),
                    () -> client.read(Duration.ZERO),
                    () -> client.write(bytes("x"), Duration.ZERO),
                    () -> client.closeAfterRead(Duration.ZERO),
                    () -> served.read(Duration.ZERO),
                    () -> listening.accept(Duration.ZERO),
                    () -> self.waitFor(Duration.ZERO),
                    () -> self.terminate(1),
                    () -> line.send(bytes("x"), Duration.ZERO));
            for (Waiting.Failing use : uses) {
                Waiting.failure(Reason.CLOSED, use);
            }
        }
    }

    /** What a killed owner left is swept by whoever wants the name; of two who do so at once one gets it. */
    @Test
    void ofTwoWhoWantTheNameOfAKilledOwnerOneHasIt() throws Exception {
        Rounds.of(100, number -> {
            String slot = TestAddresses.mailslot();
            TestAddresses.prepareFolderOf(slot);
            killAnOwnerOf(slot);
            Call<Mailslot> one = Call.start(() -> Mailslot.create(slot, 1024));
            Rounds.moment(number);
            Call<Mailslot> other = Call.start(() -> Mailslot.create(slot, 1024));
            Mailslot owner = null;
            for (Call<Mailslot> call : List.of(one, other)) {
                try {
                    Mailslot got = call.result();
                    assertThat(owner).as("a first owner beside the second").isNull();
                    owner = got;
                } catch (ExecutionException e) {
                    assertThat(((IpcException) e.getCause()).reason()).isEqualTo(Reason.NAME_IN_USE);
                }
            }
            try (MailslotWriter writer = MailslotWriter.open(slot, Inheritance.PRIVATE)) {
                writer.write(bytes("to the heir"), LONG);
                assertThat(MailslotTest.text(owner.read(LONG))).isEqualTo("to the heir");
            }
            owner.close();
        });
    }

    private static void killAnOwnerOf(String slot) throws Exception {
        try (AnonymousPipe output = AnonymousPipe.create(Inheritance.PRIVATE, Inheritance.INHERITABLE);
                ChildProcess owner = new ChildCommand(
                                TestPrograms.path("mail-receiver").toString())
                        .arguments(slot).stream(ChildCommand.Stream.OUTPUT, output.writeEnd())
                                .start()) {
            output.writeEnd().close();
            assertThat(output.readEnd().stream().read())
                    .as("its word that it is ready")
                    .isPositive();
            Children.end(owner);
        }
    }

    /** A number that is free is given out again at once: a call that comes late must not hit whoever has it now. */
    @Test
    void aLateCallNeverReachesTheNextOwnerOfAHandle() throws Exception {
        Rounds.of(ROUNDS, number -> {
            String slot = TestAddresses.mailslot();
            Mailslot old = Mailslot.create(slot, 1024);
            Call<?> late = Call.start(() -> old.read(Deadline.FOREVER));
            Rounds.moment(number);
            old.close();
            try (Mailslot next = Mailslot.create(slot, 1024);
                    MailslotWriter writer = MailslotWriter.open(slot, Inheritance.PRIVATE)) {
                writer.write(bytes("for the next"), LONG);
                late.failsWith(Reason.CLOSED);
                assertThat(MailslotTest.text(next.read(LONG))).isEqualTo("for the next");
            }
        });
    }

    @Test
    void aWriterThatIsKilledLeavesWholeMessagesAlone() throws Exception {
        String slot = TestAddresses.mailslot();
        try (Mailslot mailslot = Mailslot.create(slot, 1024)) {
            Rounds.of(200, number -> {
                try (ChildProcess writer = new ChildCommand(
                                TestPrograms.path("mail-flood").toString())
                        .arguments(slot)
                        .start()) {
                    assertWhole(mailslot.read(LONG));
                    for (int i = 0; i < number % 50; i++) {
                        assertWhole(mailslot.read(LONG));
                    }
                    writer.terminate(1);
                    // What it wrote before is there, whole, and then nothing.
                    Call<Boolean> ended = Call.start(() -> writer.waitFor(LONG));
                    Optional<Mailslot.Message> message = mailslot.read(Duration.ofMillis(50));
                    while (message.isPresent() || !ended.done()) {
                        assertWhole(message);
                        message = mailslot.read(Duration.ofMillis(50));
                    }
                    assertThat(ended.result()).isTrue();
                }
            });
        }
    }

    private static void assertWhole(Optional<Mailslot.Message> message) {
        if (message.isPresent()) {
            byte[] content = message.get().bytes();
            assertThat(content).hasSize(500);
            for (byte one : content) {
                assertThat(one).isEqualTo(content[0]);
            }
        }
    }

    @Test
    void aPipesServerThatIsKilledIsTheEndForItsClientAndNoPartOfAMessage() throws Exception {
        Rounds.of(200, number -> {
            String address = TestAddresses.pipe();
            TestAddresses.prepareFolderOf(address);
            try (ChildProcess server = new ChildCommand(
                            TestPrograms.path("pipe-flood").toString())
                    .arguments(address)
                    .start()) {
                try (NamedPipe client = connectOnceItIsThere(address)) {
                    for (int i = 0; i < number % 50; i++) {
                        assertThat(NamedPipeTest.read(client)).hasSize(100_000);
                    }
                    server.terminate(1);
                    NamedPipe.Read read = client.read(LONG);
                    while (read instanceof NamedPipe.Message message) {
                        assertThat(message.bytes()).hasSize(100_000);
                        read = client.read(LONG);
                    }
                    assertThat(read).isInstanceOf(NamedPipe.Ended.class);
                }
                assertThat(server.waitFor(LONG)).isTrue();
            }
        });
    }

    private static NamedPipe connectOnceItIsThere(String address) throws Exception {
        NamedPipe[] connected = new NamedPipe[1];
        Waiting.until("the server listens", () -> {
            try {
                connected[0] = NamedPipe.connect(address, 128 * 1024, LONG);
                return true;
            } catch (IpcException e) {
                assertThat(e.reason()).isEqualTo(Reason.NOT_FOUND);
                return false;
            }
        });
        return connected[0];
    }
}
