package mailchute.ipc.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Memory;
import java.io.File;
import java.time.Duration;
import mailchute.ipc.AnonymousPipe;
import mailchute.ipc.Handle;
import mailchute.ipc.Handle.Inheritance;
import mailchute.ipc.IpcException;
import mailchute.ipc.IpcException.Reason;
import mailchute.ipc.MailslotWriter;
import mailchute.ipc.OrderFrame;
import mailchute.ipc.OrderLine;
import mailchute.ipc.OsProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What is true of handles that are descriptors. */
@Timeout(60)
@EnabledOnOs(OS.LINUX)
class DescriptorsTest {

    private static boolean closedOnExec(long fd) {
        int flags = LibC.fcntl((int) fd, LibC.F_GETFD, 0);
        assertThat(flags).as("flags of " + fd).isNotNegative();
        return (flags & LibC.FD_CLOEXEC) != 0;
    }

    @Test
    void inheritanceIsTheFlagFdCloexec() throws Exception {
        try (AnonymousPipe pipe = AnonymousPipe.create(Inheritance.PRIVATE, Inheritance.INHERITABLE);
                OsProcess self = OsProcess.openSelf(Inheritance.INHERITABLE);
                OrderLine line = OrderLine.create()) {
            assertThat(closedOnExec(pipe.readEnd().value())).isTrue();
            assertThat(closedOnExec(pipe.writeEnd().value())).isFalse();
            assertThat(closedOnExec(self.value())).isFalse();
            assertThat(closedOnExec(line.childEnd().value())).isFalse();
        }
    }

    @Test
    void anAdoptedHandleBecomesPrivateAtOnce() throws Exception {
        OsProcess opened = OsProcess.openSelf(Inheritance.INHERITABLE);
        try (OsProcess adopted = OsProcess.adopt(opened.value())) {
            assertThat(closedOnExec(adopted.value())).isTrue();
        }
    }

    @Test
    void aRefusedHandleKeepsItsInheritance() throws Exception {
        try (AnonymousPipe pipe = AnonymousPipe.create(Inheritance.INHERITABLE, Inheritance.INHERITABLE)) {
            Handle end = pipe.readEnd();
            assertThatThrownBy(() -> MailslotWriter.adopt(end.value())).isInstanceOf(IpcException.class);
            assertThatThrownBy(() -> OsProcess.adopt(end.value())).isInstanceOf(IpcException.class);
            assertThatThrownBy(() -> OrderLine.adopt(end.value())).isInstanceOf(IpcException.class);
            assertThat(closedOnExec(end.value())).isFalse();
        }
    }

    /** The room for one descriptor takes two, because it is aligned; a third makes MSG_CTRUNC. */
    @Test
    void ordersWithMoreHandlesThanOneAreRefusedAndNothingStaysOpen() throws Exception {
        int[] ends = new int[2];
        assertThat(LibC.socketpair(LibC.AF_UNIX, LibC.SOCK_SEQPACKET | LibC.SOCK_CLOEXEC, 0, ends))
                .isZero();
        try (OrderLine.ChildEnd line = OrderLine.adopt(ends[1])) {
            for (int handles = 2; handles <= 3; handles++) {
                int before = new File("/proc/self/fd").list().length;
                sendWith(ends[0], handles);
                assertThatThrownBy(line::read)
                        .isInstanceOfSatisfying(
                                IpcException.class, e -> assertThat(e.reason()).isEqualTo(Reason.OTHER));
                assertThat(new File("/proc/self/fd").list()).hasSize(before);
            }
            sendWith(ends[0], 1);
            OrderLine.Order order = line.read().orElseThrow();
            assertThat(order.bytes()).containsExactly('x');
            int received = (int) order.handle().orElseThrow();
            assertThat(closedOnExec(received)).isTrue();
            LibC.close(received);
        } finally {
            LibC.close(ends[0]);
        }
    }

    private static void sendWith(int socket, int handles) {
        byte[] order = new OrderFrame(OrderFrame.Kind.ORDER, 1, 0, new byte[] {'x'}).bytes();
        try (Memory memory = new Memory(300)) {
            memory.clear();
            memory.setPointer(16, memory.share(56));
            memory.setLong(24, 1);
            memory.setPointer(32, memory.share(72));
            memory.setLong(40, 16 + (handles * 4 + 7) / 8 * 8);
            memory.setPointer(56, memory.share(150));
            memory.setLong(64, order.length);
            memory.setLong(72, 16 + handles * 4L);
            memory.setInt(80, LibC.SOL_SOCKET);
            memory.setInt(84, LibC.SCM_RIGHTS);
            for (int i = 0; i < handles; i++) {
                memory.setInt(88 + i * 4L, socket);
            }
            memory.write(150, order, 0, order.length);
            assertThat(LibC.sendmsg(socket, memory, LibC.MSG_NOSIGNAL)).isEqualTo(order.length);
        }
    }

    @Test
    void theCommandOfAProcessMayHoldAnything() {
        ProcFiles.Stat stat = ProcFiles.Stat.parse(
                "42 (a) b (c) S 7 42 42 0 -1 4194304 1 2 3 4 5 6 7 8 20 0 1 0 123456 1000 2 184467");
        assertThat(stat).isEqualTo(new ProcFiles.Stat(42, "a) b (c", false, 7, 123456));
    }

    @Test
    void aNumberIsClosedOnceAndNeverTouchedAgain() throws Exception {
        OsProcess first = OsProcess.openSelf(Inheritance.PRIVATE);
        long number = first.value();
        first.close();
        try (OsProcess second = OsProcess.openSelf(Inheritance.PRIVATE)) {
            assertThat(second.value()).as("the number is used again").isEqualTo(number);
            first.close();
            assertThat(second.waitFor(Duration.ZERO)).isFalse();
        }
    }
}
