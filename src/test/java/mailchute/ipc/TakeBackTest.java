package mailchute.ipc;

import static mailchute.ipc.MailslotTest.bytes;
import static mailchute.ipc.MailslotTest.text;
import static mailchute.ipc.Waiting.LONG;
import static mailchute.ipc.Waiting.SHORT;
import static mailchute.ipc.Waiting.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import mailchute.ipc.Handle.Inheritance;
import mailchute.ipc.IpcException.Reason;
import mailchute.ipc.Waiting.Call;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Handles that are handed to a running child and taken back. What is handed is the child's end of another line: as long as
 * the child has it, that line can be written to, and the moment it is closed the kernel says so.
 */
@Timeout(60)
class TakeBackTest {

    /** A child that holds the lines it is handed, and what is needed to talk to it. */
    private static final class Holder implements AutoCloseable {
        final Mailslot answers;
        final OrderLine line = OrderLine.create();
        final ChildProcess child;

        Holder() throws IpcException {
            this("hold-lines");
        }

        Holder(String mode) throws IpcException {
            String address = TestAddresses.mailslot();
            answers = Mailslot.create(address, 1024);
            try (MailslotWriter writer = MailslotWriter.open(address, Inheritance.INHERITABLE)) {
                ChildCommand command = Children.command();
                long lineInChild = command.inherit(line.childEnd());
                long writerInChild = command.inherit(writer);
                child = command.arguments(mode, Long.toString(lineInChild), Long.toString(writerInChild))
                        .start();
            }
            line.childEnd().close();
        }

        /** Hands the far end of a line over and closes it here, so that the child alone has it. */
        HandedHandle hand(OrderLine far, String order) throws IpcException {
            HandedHandle handed = line.hand(far.childEnd(), child, bytes(order), LONG);
            far.childEnd().close();
            return handed;
        }

        void says(String answer) throws IpcException {
            assertThat(text(answers.read(LONG))).isEqualTo(answer);
        }

        @Override
        public void close() {
            line.close();
            child.close();
            answers.close();
        }
    }

    private static void isHeld(OrderLine far) throws IpcException {
        far.send(bytes("still there?"), LONG);
    }

    private static void isHeldNoMore(OrderLine far) throws Exception {
        failure(Reason.OWNER_GONE, () -> far.send(bytes("still there?"), LONG));
    }

    @Test
    void whatWasTakenBackIsClosedInTheChildAndNothingElseIs() throws Exception {
        try (Holder holder = new Holder();
                OrderLine first = OrderLine.create();
                OrderLine second = OrderLine.create()) {
            HandedHandle handed = holder.hand(first, "keep");
            HandedHandle other = holder.hand(second, "keep");
            holder.says("keep");
            holder.says("keep");
            isHeld(first);
            handed.takeBack(LONG);
            isHeldNoMore(first);
            isHeld(second);
            handed.takeBack(Duration.ZERO);
            isHeld(second);
            other.takeBack(LONG);
            isHeldNoMore(second);
            holder.line.send(bytes("orders go on"), LONG);
            holder.says("orders go on");
            Children.end(holder.child);
        }
    }

    @Test
    void whatTheChildClosedItselfIsBackAndAHandleThatHasItsValueNowIsLeftAlone() throws Exception {
        try (Holder holder = new Holder();
                OrderLine first = OrderLine.create();
                OrderLine second = OrderLine.create()) {
            HandedHandle closed = holder.hand(first, "close");
            holder.says("close");
            isHeldNoMore(first);
            // On both systems the next handle is likely to get the value that was just closed.
            HandedHandle next = holder.hand(second, "keep");
            holder.says("keep");
            closed.takeBack(LONG);
            isHeld(second);
            next.takeBack(LONG);
            isHeldNoMore(second);
            Children.end(holder.child);
        }
    }

    @Test
    void aChildThatHasNotSaidWhatHoldsTheHandleGivesItBackWhenItDoes() throws Exception {
        try (Holder holder = new Holder();
                OrderLine far = OrderLine.create()) {
            HandedHandle handed = holder.hand(far, "say nothing");
            holder.says("say nothing");
            failure(Reason.TIMED_OUT, () -> handed.takeBack(SHORT));
            isHeld(far);
            holder.line.send(bytes("say what you hold"), LONG);
            handed.takeBack(LONG);
            isHeldNoMore(far);
            holder.says("say what you hold");
            Children.end(holder.child);
        }
    }

    @Test
    void aChildThatDoesNotReadIsToldAsTimedOutAndOneThatHasEndedHasNothing() throws Exception {
        try (Holder holder = new Holder("sleep");
                OrderLine far = OrderLine.create()) {
            HandedHandle handed = holder.hand(far, "keep");
            IpcException e = failure(Reason.TIMED_OUT, () -> handed.takeBack(SHORT));
            assertThat(e.getMessage()).contains("take handle back");
            isHeld(far);
            Call<Boolean> back = Call.start(() -> {
                handed.takeBack(LONG);
                return true;
            });
            back.untilItWaits();
            Children.end(holder.child);
            assertThat(back.result()).isTrue();
            isHeldNoMore(far);
            handed.takeBack(Duration.ZERO);
        }
    }

    @Test
    void aChildThatEndedBeforeItWasAskedHasNothing() throws Exception {
        try (Holder holder = new Holder();
                OrderLine far = OrderLine.create()) {
            HandedHandle handed = holder.hand(far, "keep");
            Children.end(holder.child);
            handed.takeBack(LONG);
            isHeldNoMore(far);
        }
    }

    @Test
    void closingTheLineWakesWhoTakesBack() throws Exception {
        try (Holder holder = new Holder("sleep");
                OrderLine far = OrderLine.create()) {
            HandedHandle handed = holder.hand(far, "keep");
            Call<Boolean> back = Call.start(() -> {
                handed.takeBack(LONG);
                return true;
            });
            back.untilItWaits();
            holder.line.close();
            back.failsWith(Reason.CLOSED);
            Children.end(holder.child);
        }
    }

    @Test
    void manyAreTakenBackAtOnceByManyThreads() throws Exception {
        try (Holder holder = new Holder()) {
            List<OrderLine> lines = new ArrayList<>();
            List<Call<Boolean>> backs = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                OrderLine far = OrderLine.create();
                lines.add(far);
                HandedHandle handed = holder.hand(far, "keep");
                backs.add(Call.start(() -> {
                    handed.takeBack(LONG);
                    return true;
                }));
                holder.says("keep");
            }
            for (Call<Boolean> back : backs) {
                assertThat(back.result()).isTrue();
            }
            for (OrderLine far : lines) {
                isHeldNoMore(far);
                far.close();
            }
            Children.end(holder.child);
        }
    }

    @Test
    void nothingIsKeptThatDidNotCome() throws Exception {
        OrderLine line = OrderLine.create();
        try (OrderLine.ChildEnd end = OrderLine.adopt(line.childEnd().value())) {
            assertThatThrownBy(() -> end.keep(4, () -> {})).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
