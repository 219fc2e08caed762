package mailchute.ipc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static mailchute.ipc.MailslotTest.bytes;
import static mailchute.ipc.MailslotTest.text;
import static mailchute.ipc.Waiting.LONG;
import static mailchute.ipc.Waiting.SHORT;
import static mailchute.ipc.Waiting.failure;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import mailchute.ipc.Handle.Inheritance;
import mailchute.ipc.IpcException.Reason;
import mailchute.ipc.Waiting.Call;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OrderLineTest {

    @Test
    @SuppressWarnings("try") // closed early on purpose
    void ordersArriveInOrderAndTheLinesEndIsSeen() throws Exception {
        String answers = TestAddresses.mailslot();
        try (Mailslot mailslot = Mailslot.create(answers, OrderLine.MAX_ORDER);
                OrderLine line = OrderLine.create()) {
            try (ChildProcess child = start(line, answers)) {
                for (int i = 0; i < 50; i++) {
                    line.send(bytes("order " + i), LONG);
                }
                for (int i = 0; i < 50; i++) {
                    assertThat(text(mailslot.read(LONG))).isEqualTo("order " + i);
                }
                line.close();
                assertThat(text(mailslot.read(LONG))).isEqualTo("end of orders");
                assertThat(child.waitFor(LONG)).isTrue();
                assertThat(child.exitCode()).hasValue(0);
            }
        }
    }

    @Test
    void aHandleIsHandedToARunningChildAndUsed() throws Exception {
        String answers = TestAddresses.mailslot();
        String handed = TestAddresses.mailslot();
        try (Mailslot mailslot = Mailslot.create(answers, 1024);
                Mailslot later = Mailslot.create(handed, 1024);
                OrderLine line = OrderLine.create()) {
            try (ChildProcess child = start(line, answers)) {
                line.send(bytes("first"), LONG);
                assertThat(text(mailslot.read(LONG))).isEqualTo("first");
                for (int i = 0; i < 5; i++) {
                    try (MailslotWriter writer = MailslotWriter.open(handed, Inheritance.PRIVATE)) {
                        line.hand(writer, child, bytes("take " + i), LONG);
                        writer.write(bytes("mine stays open " + i), LONG);
                    }
                    assertThat(text(mailslot.read(LONG))).isEqualTo("take " + i);
                    assertThat(Arrays.asList(text(later.read(LONG)), text(later.read(LONG))))
                            .containsExactlyInAnyOrder("handed: take " + i, "mine stays open " + i);
                }
                line.send(bytes("last"), LONG);
                assertThat(text(mailslot.read(LONG))).isEqualTo("last");
                Children.end(child);
            }
        }
    }

    private static ChildProcess start(OrderLine line, String answers) throws IpcException {
        try (MailslotWriter writer = MailslotWriter.open(answers, Inheritance.INHERITABLE)) {
            ChildCommand command = Children.command();
            long lineInChild = command.inherit(line.childEnd());
            long writerInChild = command.inherit(writer);
            ChildProcess child = command.arguments("orders", Long.toString(lineInChild), Long.toString(writerInChild))
                    .start();
            line.childEnd().close();
            return child;
        }
    }

    @Test
    void aChildThatEndedIsTold() throws Exception {
        try (OrderLine line = OrderLine.create()) {
            ChildCommand command = Children.command();
            command.inherit(line.childEnd());
            try (ChildProcess child = command.arguments("exit", "0").start()) {
                line.childEnd().close();
                assertThat(child.waitFor(LONG)).isTrue();
                failure(Reason.OWNER_GONE, () -> line.send(bytes("anyone?"), LONG));
            }
        }
    }

    @Test
    void aChildThatDoesNotReadIsToldWithinTheDeadline() throws Exception {
        try (OrderLine line = OrderLine.create()) {
            ChildCommand command = Children.command();
            command.inherit(line.childEnd());
            try (ChildProcess child = command.arguments("sleep").start()) {
                line.childEnd().close();
                IpcException full = failure(Reason.OWNER_NOT_READING, () -> {
                    for (int i = 0; i < 1_000; i++) {
                        line.send(new byte[10_000], SHORT);
                    }
                });
                assertThat(full.getMessage()).contains(full.operation());
                Children.end(child);
            }
        }
    }

    @Test
    void anOrderOverTheLimitIsNotSent() throws Exception {
        try (OrderLine line = OrderLine.create()) {
            failure(Reason.TOO_LARGE, () -> line.send(new byte[OrderLine.MAX_ORDER + 1], LONG));
        }
    }

    @Test
    void theLargestOrderArrivesWhole() throws Exception {
        byte[] order = new byte[OrderLine.MAX_ORDER];
        for (int i = 0; i < order.length; i++) {
            order[i] = (byte) (i * 11);
        }
        OrderLine line = OrderLine.create();
        try (OrderLine.ChildEnd end = OrderLine.adopt(line.childEnd().value())) {
            Call<String> send = Call.start(() -> {
                line.send(order, LONG);
                line.send(bytes("next"), LONG);
                return "sent";
            });
            OrderLine.Order read = end.read().orElseThrow();
            assertThat(read.bytes()).isEqualTo(order);
            assertThat(read.handle()).isEmpty();
            assertThat(new String(end.read().orElseThrow().bytes(), UTF_8)).isEqualTo("next");
            assertThat(send.result()).isEqualTo("sent");
        }
    }

    @Test
    void closeWakesTheReaderOfOrders() throws Exception {
        OrderLine line = OrderLine.create();
        OrderLine.ChildEnd end = OrderLine.adopt(line.childEnd().value());
        Call<Optional<OrderLine.Order>> read = Call.start(end::read).untilItWaits();
        end.close();
        read.failsWith(Reason.CLOSED);
        end.close();
        failure(Reason.CLOSED, end::read);
        failure(Reason.OWNER_GONE, () -> line.send(bytes("x"), LONG));
    }

    @Test
    void closingTwiceIsHarmlessAndUseAfterCloseIsTold() throws Exception {
        OrderLine line = OrderLine.create();
        line.close();
        line.close();
        line.childEnd().close();
        failure(Reason.CLOSED, () -> line.send(bytes("x"), LONG));
    }

    @Test
    void valuesThatAreNoLinesAreRefusedAndLeftAlone() throws Exception {
        failure(Reason.WRONG_HANDLE, () -> OrderLine.adopt(-1).close());
        failure(Reason.WRONG_HANDLE, () -> OrderLine.adopt(0x7ffffff0L).close());
        try (OsProcess self = OsProcess.openSelf(Inheritance.PRIVATE)) {
            failure(Reason.WRONG_HANDLE, () -> OrderLine.adopt(self.value()).close());
            assertThat(self.waitFor(Duration.ZERO)).isFalse();
        }
    }
}
