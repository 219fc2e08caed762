package mailchute.ipc;

import static mailchute.ipc.MailslotTest.bytes;
import static mailchute.ipc.Waiting.LONG;
import static mailchute.ipc.Waiting.SHORT;
import static mailchute.ipc.Waiting.failure;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mailchute.ipc.IpcException.Reason;
import mailchute.ipc.Waiting.Call;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What two connected ends promise. The ends of most tests live in this process; the kernel does not mind. */
@Timeout(60)
class NamedPipeTest {

    private static final int LIMIT = 128 * 1024;

    private final String address = TestAddresses.pipe();
    private NamedPipeServer server;
    private NamedPipe client;
    private NamedPipe served;

    @BeforeEach
    void connect() throws Exception {
        server = NamedPipeServer.create(address, LIMIT);
        client = NamedPipe.connect(address, LIMIT, LONG);
        served = server.accept(LONG).orElseThrow();
    }

    @AfterEach
    void close() {
        client.close();
        served.close();
        server.close();
    }

    static byte[] read(NamedPipe pipe) throws IpcException {
        NamedPipe.Read read = pipe.read(LONG);
        assertThat(read).isInstanceOf(NamedPipe.Message.class);
        return ((NamedPipe.Message) read).bytes();
    }

    private static byte[] message(int size, int seed) {
        byte[] message = new byte[size];
        for (int i = 0; i < size; i++) {
            message[i] = (byte) (i * 7 + seed);
        }
        return message;
    }

    @Test
    void messagesGoBothWaysAndStayWhole() throws Exception {
        client.write(bytes("one"), LONG);
        client.write(bytes("two two"), LONG);
        served.write(bytes("answer"), LONG);
        assertThat(read(served)).isEqualTo(bytes("one"));
        assertThat(read(served)).isEqualTo(bytes("two two"));
        assertThat(read(client)).isEqualTo(bytes("answer"));
        assertThat(client.address()).isEqualTo(address);
        assertThat(served.address()).isEqualTo(address);
    }

    @Test
    void messagesOfEverySizeUpToTheLimitArriveWhole() throws Exception {
        for (int size : new int[] {1, 2, 4095, 4096, 4097, 65_535, 65_536, 65_537, LIMIT - 1, LIMIT}) {
            byte[] message = message(size, size);
            Call<String> write = Call.start(() -> {
                client.write(message, LONG);
                return "written";
            });
            assertThat(read(served)).isEqualTo(message);
            assertThat(write.result()).isEqualTo("written");
        }
    }

    @Test
    void bothSidesMayWriteAtOnceWithFullBuffers() throws Exception {
        int count = 200;
        Call<?> up = Call.start(() -> writeAll(client, count, 1));
        Call<?> down = Call.start(() -> writeAll(served, count, 2));
        Call<?> atServer = Call.start(() -> readAll(served, count, 1));
        Call<?> atClient = Call.start(() -> readAll(client, count, 2));
        assertThat(up.result()).isEqualTo(count);
        assertThat(down.result()).isEqualTo(count);
        assertThat(atServer.result()).isEqualTo(count);
        assertThat(atClient.result()).isEqualTo(count);
    }

    private static int writeAll(NamedPipe pipe, int count, int seed) throws IpcException {
        for (int i = 0; i < count; i++) {
            pipe.write(message(20_000 + i, seed + i), LONG);
        }
        return count;
    }

    private static int readAll(NamedPipe pipe, int count, int seed) throws IpcException {
        for (int i = 0; i < count; i++) {
            assertThat(read(pipe)).isEqualTo(message(20_000 + i, seed + i));
        }
        return count;
    }

    @Test
    void aCloseCanWaitUntilTheOtherEndHasReadEverything() throws Exception {
        for (int i = 0; i < 20; i++) {
            served.write(message(1024, i), LONG);
        }
        Call<Boolean> close = Call.start(() -> served.closeAfterRead(LONG)).untilItWaits();
        for (int i = 0; i < 20; i++) {
            assertThat(read(client)).isEqualTo(message(1024, i));
        }
        assertThat(close.result()).isTrue();
        assertThat(client.read(LONG)).isInstanceOf(NamedPipe.Ended.class);
        failure(Reason.CLOSED, () -> served.write(bytes("late"), LONG));
        failure(Reason.CLOSED, () -> served.closeAfterRead(LONG));
    }

    @Test
    void aCloseOfTheServersEndWaitsForTheReaderNoLongerThanItIsTold() throws Exception {
        served.write(bytes("nobody reads this"), LONG);
        assertThat(served.closeAfterRead(SHORT)).isFalse();
        failure(Reason.CLOSED, () -> served.read(SHORT));
    }

    @Test
    void aCloseOfTheClientsEndWaitsForTheReaderNoLongerThanItIsTold() throws Exception {
        client.write(bytes("nobody reads this"), LONG);
        assertThat(client.closeAfterRead(SHORT)).isFalse();
        failure(Reason.CLOSED, () -> client.read(SHORT));
    }

    @Test
    void aCloseThatWaitsSeesAReaderThatLeaves() throws Exception {
        served.write(bytes("never read"), LONG);
        Call<Boolean> close = Call.start(() -> served.closeAfterRead(LONG)).untilItWaits();
        client.close();
        assertThat(close.result()).isFalse();
    }

    @Test
    void closeFromAnotherThreadEndsACloseThatWaits() throws Exception {
        client.write(bytes("nobody reads this"), LONG);
        Call<Boolean> close = Call.start(() -> client.closeAfterRead(LONG)).untilItWaits();
        client.close();
        close.failsWith(Reason.CLOSED);
    }

    @Test
    void aWaitingReaderDoesNotHoldUpTheWriterOfTheSameEnd() throws Exception {
        Call<NamedPipe.Read> read = Call.start(() -> client.read(LONG)).untilItWaits();
        client.write(bytes("meanwhile"), LONG);
        assertThat(read(served)).isEqualTo(bytes("meanwhile"));
        served.write(bytes("and back"), LONG);
        assertThat(((NamedPipe.Message) read.result()).bytes()).isEqualTo(bytes("and back"));
    }

    @Test
    void aReadGivesUpWhenItsTimeIsOver() throws Exception {
        assertThat(client.read(Duration.ZERO)).isEqualTo(new NamedPipe.TimedOut());
        long before = System.nanoTime();
        assertThat(client.read(SHORT)).isEqualTo(new NamedPipe.TimedOut());
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isBetween(SHORT, LONG);
        served.write(bytes("after the wait"), LONG);
        assertThat(read(client)).isEqualTo(bytes("after the wait"));
    }

    @Test
    void aReaderThatDoesNotReadIsToldToTheWriterAndNothingIsHalfWritten() throws Exception {
        int taken = 0;
        boolean full = false;
        while (!full) {
            assertThat(taken).as("messages that an unread pipe took").isLessThan(10_000);
            long before = System.nanoTime();
            try {
                client.write(message(10_000, taken), SHORT);
                taken++;
            } catch (IpcException e) {
                assertThat(e.reason()).isEqualTo(Reason.OWNER_NOT_READING);
                assertThat(Duration.ofNanos(System.nanoTime() - before)).isBetween(SHORT, LONG);
                full = true;
            }
        }
        for (int i = 0; i < taken; i++) {
            assertThat(read(served)).isEqualTo(message(10_000, i));
        }
        assertThat(served.read(SHORT)).isEqualTo(new NamedPipe.TimedOut());
        client.write(bytes("room again"), LONG);
        assertThat(read(served)).isEqualTo(bytes("room again"));
    }

    @Test
    void aMessageOverTheLimitIsToldWithItsSizeAndTheNextOneArrives() throws Exception {
        String small = TestAddresses.pipe();
        try (NamedPipeServer narrow = NamedPipeServer.create(small, 1000);
                NamedPipe wide = NamedPipe.connect(small, LIMIT, LONG);
                NamedPipe end = narrow.accept(LONG).orElseThrow()) {
            Call<String> writes = Call.start(() -> {
                wide.write(message(5_000, 1), LONG);
                wide.write(message(1_000, 2), LONG);
                return "written";
            });
            assertThat(end.read(LONG))
                    .isInstanceOfSatisfying(
                            NamedPipe.TooLarge.class,
                            tooLarge -> assertThat(tooLarge.size()).isBetween(1_001L, 5_000L));
            assertThat(read(end)).isEqualTo(message(1_000, 2));
            assertThat(writes.result()).isEqualTo("written");
        }
    }

    @Test
    void aMessageOverTheWritersOwnLimitIsNotWritten() throws Exception {
        IpcException e = failure(Reason.TOO_LARGE, () -> client.write(new byte[LIMIT + 1], LONG));
        assertThat(e.getMessage()).contains(address);
        client.write(bytes("next"), LONG);
        assertThat(read(served)).isEqualTo(bytes("next"));
    }

    @Test
    void theEndComesAfterEverythingThatWasWritten() throws Exception {
        // The client closes with something unread, where Linux reports ECONNRESET before the data.
        served.write(bytes("never read"), LONG);
        client.write(bytes("first"), LONG);
        client.write(bytes("last"), LONG);
        if (TestAddresses.WINDOWS) {
            // A Windows end takes unread data with it: it is read before the other side closes.
            assertThat(read(served)).isEqualTo(bytes("first"));
            assertThat(read(served)).isEqualTo(bytes("last"));
            client.close();
        } else {
            client.close();
            assertThat(read(served)).isEqualTo(bytes("first"));
            assertThat(read(served)).isEqualTo(bytes("last"));
        }
        assertThat(served.read(LONG)).isEqualTo(new NamedPipe.Ended());
        assertThat(served.read(LONG)).isEqualTo(new NamedPipe.Ended());
        failure(Reason.OWNER_GONE, () -> served.write(bytes("x"), LONG));
    }

    @Test
    void theOtherEndsCloseWakesAReader() throws Exception {
        Call<NamedPipe.Read> read =
                Call.start(() -> served.read(Deadline.FOREVER)).untilItWaits();
        client.close();
        assertThat(read.result()).isEqualTo(new NamedPipe.Ended());
    }

    @Test
    void theOtherEndsCloseWakesAWriter() throws Exception {
        Call<?> write = blockedWriter(served);
        client.close();
        write.failsWith(Reason.OWNER_GONE);
    }

    @Test
    void closeWakesTheReader() throws Exception {
        Call<?> read = Call.start(() -> client.read(Deadline.FOREVER)).untilItWaits();
        client.close();
        read.failsWith(Reason.CLOSED);
        assertThat(served.read(LONG)).isEqualTo(new NamedPipe.Ended());
    }

    @Test
    void closeWakesTheWriter() throws Exception {
        Call<?> write = blockedWriter(client);
        client.close();
        write.failsWith(Reason.CLOSED);
    }

    private static Call<?> blockedWriter(NamedPipe pipe) throws Exception {
        return Call.start(() -> {
                    for (int i = 0; i < 10_000; i++) {
                        pipe.write(message(10_000, i), Deadline.FOREVER);
                    }
                    return "a pipe without an end";
                })
                .untilItWaits();
    }

    @Test
    void closeAtAnyMomentIsSeenByReadersAndWriters() throws Exception {
        for (int i = 0; i < 50; i++) {
            try (NamedPipe caller = NamedPipe.connect(address, LIMIT, LONG)) {
                NamedPipe end = server.accept(LONG).orElseThrow();
                Call<?> read = Call.start(() -> end.read(Deadline.FOREVER));
                Call<?> write = Call.start(() -> {
                    for (int n = 0; n < 10_000; n++) {
                        end.write(message(5_000, n), Deadline.FOREVER);
                    }
                    return caller;
                });
                end.close();
                read.failsWith(Reason.CLOSED);
                write.failsWith(Reason.CLOSED);
            }
        }
    }

    @Test
    void closingTwiceIsHarmlessAndUseAfterCloseIsTold() throws Exception {
        client.close();
        client.close();
        failure(Reason.CLOSED, () -> client.read(Duration.ZERO));
        failure(Reason.CLOSED, () -> client.write(bytes("x"), LONG));
        server.close();
        server.close();
        failure(Reason.CLOSED, () -> server.accept(Duration.ZERO));
    }

    @Test
    void aPipeOutlivesItsServersClose() throws Exception {
        server.close();
        client.write(bytes("still here"), LONG);
        assertThat(read(served)).isEqualTo(bytes("still here"));
        failure(
                Reason.NOT_FOUND,
                () -> NamedPipe.connect(TestAddresses.pipe(), LIMIT, LONG).close());
    }

    @Test
    void manyClientsAreServedAtOnce() throws Exception {
        List<NamedPipe> all = new ArrayList<>();
        try {
            for (int i = 0; i < 30; i++) {
                NamedPipe caller = NamedPipe.connect(address, LIMIT, LONG);
                all.add(caller);
                caller.write(message(10 + i, i), LONG);
                all.add(server.accept(LONG).orElseThrow());
            }
            for (int i = 0; i < 30; i++) {
                assertThat(read(all.get(2 * i + 1))).isEqualTo(message(10 + i, i));
                all.get(2 * i + 1).write(message(20, i), LONG);
            }
            for (int i = 0; i < 30; i++) {
                assertThat(read(all.get(2 * i))).isEqualTo(message(20, i));
            }
        } finally {
            all.forEach(NamedPipe::close);
        }
    }

    @Test
    void bothEndsKnowWhoIsThere() throws Exception {
        assertThat(client.peer()).isEqualTo(new Peer(ProcessHandle.current().pid(), User.current()));
        try (ChildProcess child =
                Children.command().arguments("client", address).start()) {
            try (NamedPipe pipe = server.accept(LONG).orElseThrow()) {
                assertThat(pipe.peer()).isEqualTo(new Peer(child.identity().pid(), User.current()));
                assertThat(read(pipe))
                        .isEqualTo(bytes("server " + ProcessHandle.current().pid()));
            }
            assertThat(child.waitFor(LONG)).isTrue();
            assertThat(child.exitCode()).hasValue(0);
        }
    }

    @Test
    void aServerThatDiesInMidConversationIsAnEnd() throws Exception {
        String doomed = TestAddresses.pipe();
        try (AnonymousPipe output = AnonymousPipe.create(Handle.Inheritance.PRIVATE, Handle.Inheritance.INHERITABLE)) {
            ChildCommand command = Children.command().arguments("own-pipe", doomed).stream(
                    ChildCommand.Stream.OUTPUT, output.writeEnd());
            try (ChildProcess owner = command.start()) {
                output.writeEnd().close();
                InputStream stream = output.readEnd().stream();
                assertThat(stream.read()).as("the owner's word that it listens").isPositive();
                try (NamedPipe pipe = NamedPipe.connect(doomed, LIMIT, LONG)) {
                    pipe.write(bytes("hello"), LONG);
                    assertThat(read(pipe)).isEqualTo(bytes("hello"));
                    assertThat(pipe.peer().pid()).isEqualTo(owner.identity().pid());
                    Call<NamedPipe.Read> read =
                            Call.start(() -> pipe.read(Deadline.FOREVER)).untilItWaits();
                    Children.end(owner);
                    assertThat(read.result()).isEqualTo(new NamedPipe.Ended());
                    failure(Reason.OWNER_GONE, () -> pipe.write(bytes("x"), LONG));
                }
            }
            failure(
                    Reason.NOT_FOUND,
                    () -> NamedPipe.connect(doomed, LIMIT, SHORT).close());
        }
    }

    @Test
    void anArrayThatTheCallerChangesAfterwardsDoesNotChangeTheMessage() throws Exception {
        byte[] message = bytes("original");
        client.write(message, LONG);
        Arrays.fill(message, (byte) 'x');
        assertThat(read(served)).isEqualTo(bytes("original"));
    }
}
