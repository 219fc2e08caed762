package mailchute.ipc.win32;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Memory;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import com.sun.jna.ptr.IntByReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import mailchute.ipc.ChildCommand;
import mailchute.ipc.ChildCommand.Stream;
import mailchute.ipc.ChildProcess;
import mailchute.ipc.Handle.Inheritance;
import mailchute.ipc.IpcException;
import mailchute.ipc.IpcException.Reason;
import mailchute.ipc.Mailslot;
import mailchute.ipc.MailslotWriter;
import mailchute.ipc.OrderLine;
import mailchute.ipc.OsProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.WINDOWS)
@Timeout(60)
class HandleKindTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private static String mailslot() {
        return "\\\\.\\mailslot\\mailchute\\kind-" + System.nanoTime();
    }

    private interface Adopt {
        AutoCloseable of(long value) throws IpcException;
    }

    private static void refuses(Adopt adopt, HANDLE handle) {
        long value = Handles.value(handle);
        assertThatThrownBy(() -> adopt.of(value).close())
                .isInstanceOfSatisfying(
                        IpcException.class, e -> assertThat(e.reason()).isEqualTo(Reason.WRONG_HANDLE));
        assertThat(Handles.isOpen(value)).as("left open").isTrue();
    }

    @Test
    void handlesOfEveryOtherKindAreRefusedAndLeftOpen() throws Exception {
        List<HANDLE> others = new ArrayList<>();
        String name = mailslot();
        String pipe = Win32AnonymousPipe.newAddress("test");
        others.add(Handles.newEvent());
        others.add(WinApi.INSTANCE.CreateMailslot(name, 100, 0, null));
        others.add(PipeInstance.readingEnd(pipe, true, true, Inheritance.PRIVATE));
        others.add(PipeInstance.writingEnd(pipe, true, Inheritance.PRIVATE));
        others.add(WinApi.INSTANCE.CreateFile("NUL", 0x4000_0000, 3, null, 3, 0, null));
        for (HANDLE other : others) {
            refuses(MailslotWriter::adopt, other);
            refuses(OsProcess::adopt, other);
            refuses(OrderLine::adopt, other);
        }
        MailslotWriter writer = MailslotWriter.open(name, Inheritance.PRIVATE);
        refuses(OsProcess::adopt, Handles.of(writer.value()));
        refuses(OrderLine::adopt, Handles.of(writer.value()));
        writer.close();
        others.forEach(Handles::close);
    }

    @Test
    void aProcessThatStandsForItselfIsNoHandle() {
        assertThatThrownBy(() -> OsProcess.adopt(-1).close())
                .isInstanceOfSatisfying(
                        IpcException.class, e -> assertThat(e.reason()).isEqualTo(Reason.WRONG_HANDLE));
    }

    @Test
    void aClassicProgramWritesThroughOurHandleWithAPlainWriteFile() throws Exception {
        String name = mailslot();
        try (Mailslot mailslot = Mailslot.create(name, 100);
                MailslotWriter writer = MailslotWriter.open(name, Inheritance.INHERITABLE);
                Memory buffer = new Memory(3);
                Memory count = new Memory(4)) {
            buffer.setString(0, "ab");
            assertThat(DirectIo.WriteFile(Handles.of(writer.value()).getPointer(), buffer, 3, count, null))
                    .isTrue();
            assertThat(count.getInt(0)).isEqualTo(3);
            assertThat(mailslot.read(LONG).orElseThrow().bytes()).containsExactly('a', 'b', 0);
        }
    }

    @Test
    @Tag("not-on-wine") // Wine 8 has no name for a mailslot's write handle
    void anAdoptedWriterKnowsItsMailslotsName() throws Exception {
        String name = mailslot();
        try (Mailslot mailslot = Mailslot.create(name, 100)) {
            assertThat(mailslot.address()).isEqualTo(name);
            MailslotWriter opened = MailslotWriter.open(name, Inheritance.PRIVATE);
            HANDLE copy = Handles.duplicate(Handles.of(opened.value()), Inheritance.INHERITABLE, "test");
            opened.close();
            try (MailslotWriter adopted = MailslotWriter.adopt(Handles.value(copy))) {
                assertThat(adopted.address()).isEqualToIgnoringCase(name);
            }
        }
    }

    @Test
    void anOrderThatIsNotDeliveredLeavesTheChildWithoutTheHandle() throws Exception {
        String name = mailslot();
        try (Mailslot mailslot = Mailslot.create(name, 100);
                MailslotWriter writer = MailslotWriter.open(name, Inheritance.PRIVATE);
                OrderLine line = OrderLine.create();
                ChildProcess child = waitingChild()) {
            assertThat(mailslot.address()).isEqualTo(name);
            line.hand(writer, child, new byte[10], LONG);
            assertThat(usageCount(writer)).isEqualTo(2);
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 1_000; i++) {
                            line.send(new byte[10_000], Duration.ofMillis(50));
                        }
                    })
                    .isInstanceOf(IpcException.class);
            assertThatThrownBy(() -> line.hand(writer, child, new byte[60_000], Duration.ofMillis(50)))
                    .isInstanceOfSatisfying(
                            IpcException.class, e -> assertThat(e.reason()).isEqualTo(Reason.OWNER_NOT_READING));
            assertThat(usageCount(writer))
                    .as("the child's second one is taken back")
                    .isEqualTo(2);
            child.terminate(0);
            assertThat(child.waitFor(LONG)).isTrue();
            assertThat(usageCount(writer)).isEqualTo(1);
        }
    }

    /** A command prompt that waits for the end of its input, which never comes. */
    private static ChildProcess waitingChild() throws Exception {
        var input = mailchute.ipc.AnonymousPipe.create(Inheritance.INHERITABLE, Inheritance.PRIVATE);
        ChildProcess child = new ChildCommand(System.getenv("COMSPEC"))
                .stream(Stream.INPUT, input.readEnd())
                        .withoutStream(Stream.OUTPUT)
                        .withoutStream(Stream.ERROR)
                        .start();
        input.readEnd().close();
        return child;
    }

    private static int usageCount(MailslotWriter writer) {
        try (Memory basic = new Memory(56)) {
            int status = NtApi.INSTANCE.NtQueryObject(
                    Handles.of(writer.value()), NtApi.OBJECT_BASIC_INFORMATION, basic, 56, new IntByReference());
            assertThat(status).isZero();
            return basic.getInt(8);
        }
    }
}
