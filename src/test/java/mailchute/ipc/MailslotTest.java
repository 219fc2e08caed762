package mailchute.ipc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static mailchute.ipc.Waiting.LONG;
import static mailchute.ipc.Waiting.SHORT;
import static mailchute.ipc.Waiting.failure;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import mailchute.ipc.IpcException.Reason;
import mailchute.ipc.Waiting.Call;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Timeout(60)
class MailslotTest {

    private static final int LIMIT = 60 * 1024;

    private final String address = TestAddresses.mailslot();

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    static String text(Optional<Mailslot.Message> message) {
        return new String(message.orElseThrow().bytes(), UTF_8);
    }

    private MailslotWriter writer() throws IpcException {
        return MailslotWriter.open(address, Handle.Inheritance.PRIVATE);
    }

    @Test
    void aMessageArrivesAsItWasWritten() throws Exception {
        try (Mailslot mailslot = Mailslot.create(address, LIMIT);
                MailslotWriter writer = writer()) {
            byte[] message = new byte[LIMIT];
            for (int i = 0; i < message.length; i++) {
                message[i] = (byte) (i * 31);
            }
            writer.write(message, LONG);
            assertThat(mailslot.read(LONG).orElseThrow().bytes()).isEqualTo(message);
            assertThat(mailslot.address()).isEqualTo(address);
            assertThat(writer.address()).isEqualTo(address);
        }
    }

    @Test
    void messagesComeWholeAndInOrder() throws Exception {
        try (Mailslot mailslot = Mailslot.create(address, LIMIT);
                MailslotWriter writer = writer()) {
            for (String message : List.of("one", "two two", "3")) {
                writer.write(bytes(message), LONG);
            }
            assertThat(text(mailslot.read(LONG))).isEqualTo("one");
            assertThat(text(mailslot.read(LONG))).isEqualTo("two two");
            assertThat(text(mailslot.read(LONG))).isEqualTo("3");
            assertThat(mailslot.read(Duration.ZERO)).isEmpty();
        }
    }

    @Test
    void anEmptyMessageIsAMessage() throws Exception {
        try (Mailslot mailslot = Mailslot.create(address, LIMIT);
                MailslotWriter writer = writer()) {
            writer.write(new byte[0], LONG);
            writer.write(bytes("after"), LONG);
            assertThat(mailslot.read(LONG).orElseThrow().bytes()).isEmpty();
            assertThat(text(mailslot.read(LONG))).isEqualTo("after");
        }
    }

    @Test
    void aNameHasOneOwner() throws Exception {
        try (Mailslot mailslot = Mailslot.create(address, LIMIT)) {
            IpcException taken = failure(
                    Reason.NAME_IN_USE, () -> Mailslot.create(address, LIMIT).close());
            assertThat(taken.address()).isEqualTo(address);
            assertThat(taken.operation()).contains("create");
            assertThat(taken.getMessage()).contains(address);
            try (MailslotWriter writer = writer()) {
                writer.write(bytes("still the first owner's"), LONG);
            }
            assertThat(text(mailslot.read(LONG))).isEqualTo("still the first owner's");
        }
    }

    @Test
    void aNameIsFreeAfterClose() throws Exception {
        for (int i = 0; i < 20; i++) {
            try (Mailslot mailslot = Mailslot.create(address, LIMIT)) {
                assertThat(mailslot.read(Duration.ZERO)).isEmpty();
            }
        }
        failure(Reason.NOT_FOUND, () -> writer().close());
    }

    @Test
    void aKilledOwnersNameIsFree() throws Exception {
        try (AnonymousPipe output = AnonymousPipe.create(Handle.Inheritance.PRIVATE, Handle.Inheritance.INHERITABLE)) {
            ChildCommand command = Children.command().arguments("own-mailslot", address).stream(
                    ChildCommand.Stream.OUTPUT, output.writeEnd());
            try (ChildProcess owner = command.start()) {
                output.writeEnd().close();
                InputStream stream = output.readEnd().stream();
                assertThat(stream.read())
                        .as("the owner's word that it owns the name")
                        .isPositive();
                failure(
                        Reason.NAME_IN_USE,
                        () -> Mailslot.create(address, LIMIT).close());
                Children.end(owner);
            }
            failure(Reason.NOT_FOUND, () -> writer().close());
            try (Mailslot mailslot = Mailslot.create(address, LIMIT);
                    MailslotWriter writer = writer()) {
                writer.write(bytes("to the heir"), LONG);
                assertThat(text(mailslot.read(LONG))).isEqualTo("to the heir");
            }
        }
    }

    @Test
    void aReadThatOnlyLooksReturnsAtOnce() throws Exception {
        try (Mailslot mailslot = Mailslot.create(address, LIMIT)) {
            long before = System.nanoTime();
            assertThat(mailslot.read(Duration.ZERO)).isEmpty();
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
        }
    }

    @Test
    void aReadWaitsAsLongAsItWasTold() throws Exception {
        try (Mailslot mailslot = Mailslot.create(address, LIMIT)) {
            long before = System.nanoTime();
            assertThat(mailslot.read(SHORT)).isEmpty();
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isBetween(SHORT, LONG);
        }
    }

    @Test
    void aWaitingReaderGetsTheNextMessage() throws Exception {
        try (Mailslot mailslot = Mailslot.create(address, LIMIT);
                MailslotWriter writer = writer()) {
            Call<Optional<Mailslot.Message>> read =
                    Call.start(() -> mailslot.read(Deadline.FOREVER)).untilItWaits();
            writer.write(bytes("at last"), LONG);
            assertThat(text(read.result())).isEqualTo("at last");
        }
    }

    @Test
    void closeWakesTheReader() throws Exception {
        for (int i = 0; i < 10; i++) {
            Mailslot mailslot = Mailslot.create(address, LIMIT);
            Call<?> read = Call.start(() -> mailslot.read(Deadline.FOREVER)).untilItWaits();
            mailslot.close();
            read.failsWith(Reason.CLOSED);
        }
    }

    @Test
    void closeAtAnyMomentIsSeenByTheReader() throws Exception {
        for (int i = 0; i < 100; i++) {
            Mailslot mailslot = Mailslot.create(address, LIMIT);
            Call<?> read = Call.start(() -> mailslot.read(Deadline.FOREVER));
            mailslot.close();
            read.failsWith(Reason.CLOSED);
        }
    }

    @Test
    void closingTwiceIsHarmlessAndUseAfterCloseIsTold() throws Exception {
        Mailslot mailslot = Mailslot.create(address, LIMIT);
        mailslot.close();
        mailslot.close();
        failure(Reason.CLOSED, () -> mailslot.read(Duration.ZERO));
        failure(Reason.CLOSED, mailslot::waiting);
    }

    /** Windows refuses the writer; Linux and Wine 8 cannot. */
    @Test
    void aMessageOverTheMaximumIsRefusedOrReadWholeAndTheNextOneArrives() throws Exception {
        try (Mailslot mailslot = Mailslot.create(address, 1000);
                MailslotWriter writer = writer()) {
            byte[] large = new byte[200_000];
            for (int i = 0; i < large.length; i++) {
                large[i] = (byte) (i * 7);
            }
            boolean refused = false;
            try {
                writer.write(large, LONG);
            } catch (IpcException e) {
                assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE);
                refused = true;
            }
            writer.write(bytes("next"), LONG);
            if (!refused) {
                assertThat(mailslot.read(LONG).orElseThrow().bytes()).isEqualTo(large);
            }
            assertThat(text(mailslot.read(LONG))).isEqualTo("next");
        }
    }

    @Test
    void whatWaitsIsToldAndStaysThere() throws Exception {
        try (Mailslot mailslot = Mailslot.create(address, LIMIT);
                MailslotWriter writer = writer()) {
            assertThat(mailslot.waiting().nextSize()).isEmpty();
            writer.write(new byte[300], LONG);
            writer.write(bytes("second"), LONG);
            assertThat(mailslot.waiting().nextSize()).hasValue(300);
            assertThat(mailslot.waiting().nextSize()).hasValue(300);
            assertThat(mailslot.read(LONG).orElseThrow().bytes()).hasSize(300);
            assertThat(mailslot.waiting().nextSize()).hasValue(6);
            assertThat(text(mailslot.read(LONG))).isEqualTo("second");
            assertThat(mailslot.waiting().nextSize()).isEmpty();
        }
    }

    @Test
    void whatWaitsIsToldWhileAnotherThreadReads() throws Exception {
        try (Mailslot mailslot = Mailslot.create(address, LIMIT);
                MailslotWriter writer = writer()) {
            Call<Optional<Mailslot.Message>> read =
                    Call.start(() -> mailslot.read(Deadline.FOREVER)).untilItWaits();
            assertThat(mailslot.waiting().nextSize()).isEmpty();
            writer.write(bytes("for the reader"), LONG);
            assertThat(text(read.result())).isEqualTo("for the reader");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void anEmptyMessageThatWaitsIsToldFromNone() throws Exception {
        try (Mailslot mailslot = Mailslot.create(address, LIMIT);
                MailslotWriter writer = writer()) {
            writer.write(new byte[0], LONG);
            assertThat(mailslot.waiting().nextSize()).hasValue(0);
        }
    }

    /** Wine 8 never counts above 1. */
    @Test
    @EnabledOnOs(OS.WINDOWS)
    @Tag("not-on-wine")
    void windowsCountsWhatWaits() throws Exception {
        try (Mailslot mailslot = Mailslot.create(address, LIMIT);
                MailslotWriter writer = writer()) {
            assertThat(mailslot.waiting().count()).hasValue(0);
            writer.write(bytes("one"), LONG);
            writer.write(bytes("two"), LONG);
            assertThat(mailslot.waiting().count()).hasValue(2);
        }
    }

    @Test
    void fourProcessesWriteAtOnceAndNothingIsLostOrSwapped() throws Exception {
        int writers = 4;
        int each = 5_000;
        List<ChildProcess> children = new ArrayList<>();
        TreeMap<String, Integer> next = new TreeMap<>();
        try (Mailslot mailslot = Mailslot.create(address, LIMIT)) {
            for (int i = 0; i < writers; i++) {
                children.add(Children.command()
                        .arguments("post-by-name", address, Integer.toString(each), "writer" + i)
                        .start());
            }
            for (int i = 0; i < writers * each; i++) {
                String[] message = text(mailslot.read(LONG)).split(" ");
                int expected = next.getOrDefault(message[0], 0);
                assertThat(Integer.parseInt(message[1])).as(message[0]).isEqualTo(expected);
                next.put(message[0], expected + 1);
            }
            assertThat(next.values()).hasSize(writers).containsOnly(each);
            assertThat(mailslot.read(Duration.ZERO)).isEmpty();
        } finally {
            for (ChildProcess child : children) {
                assertThat(child.waitFor(LONG)).isTrue();
                assertThat(child.exitCode()).hasValue(0);
                child.close();
            }
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theKernelVouchesForTheWriter() throws Exception {
        try (Mailslot mailslot = Mailslot.create(address, LIMIT);
                ChildProcess child = Children.command()
                        .arguments("post-by-name", address, "1", "me")
                        .start()) {
            Peer writer = mailslot.read(LONG).orElseThrow().writer().orElseThrow();
            assertThat(writer.pid()).isEqualTo(child.identity().pid());
            assertThat(writer.user()).isEqualTo(User.current());
            assertThat(child.waitFor(LONG)).isTrue();
        }
    }

    @Test
    @EnabledOnOs(OS.WINDOWS)
    void aWindowsMailslotVouchesForNobody() throws Exception {
        try (Mailslot mailslot = Mailslot.create(address, LIMIT);
                MailslotWriter writer = writer()) {
            writer.write(bytes("me"), LONG);
            assertThat(mailslot.read(LONG).orElseThrow().writer()).isEmpty();
        }
    }

    @Test
    @Tag("not-on-wine")
    void aNameIsFreeAfterCloseThoughAWriterIsOpen() throws Exception {
        Mailslot first = Mailslot.create(address, LIMIT);
        try (MailslotWriter writer = writer()) {
            first.close();
            try (Mailslot second = Mailslot.create(address, LIMIT)) {
                failure(Reason.OWNER_GONE, () -> writer.write(bytes("to the first"), LONG));
                assertThat(second.read(Duration.ZERO)).isEmpty();
            }
        }
    }
}
