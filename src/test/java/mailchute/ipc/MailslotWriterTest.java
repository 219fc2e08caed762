package mailchute.ipc;

import static mailchute.ipc.MailslotTest.bytes;
import static mailchute.ipc.MailslotTest.text;
import static mailchute.ipc.Waiting.LONG;
import static mailchute.ipc.Waiting.SHORT;
import static mailchute.ipc.Waiting.failure;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import mailchute.TestPrograms;
import mailchute.ipc.Handle.Inheritance;
import mailchute.ipc.IpcException.Reason;
import mailchute.ipc.Waiting.Call;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Timeout(60)
class MailslotWriterTest {

    private static final int LIMIT = 60 * 1024;

    private final String address = TestAddresses.mailslot();

    @Test
    void aNameThatNobodyOwnsIsNotFound() throws Exception {
        IpcException e = failure(
                Reason.NOT_FOUND,
                () -> MailslotWriter.open(address, Inheritance.PRIVATE).close());
        assertThat(e.getMessage()).contains(e.operation()).contains(address).matches("(?s).*[A-Z_]{4,} \\(\\d+\\).*");
        assertThat(e.code()).isPositive();
    }

    /** On Windows a handle of our own writers is no handle for a plain WriteFile: they are overlapped. */
    @Test
    void aProgramThatKnowsNothingOfUsWritesThroughTheHandleItInherited() throws Exception {
        failure(Reason.NOT_FOUND, () -> MailslotWriter.openForProgram(address).close());
        try (Mailslot mailslot = Mailslot.create(address, LIMIT);
                Handle handle = MailslotWriter.openForProgram(address)) {
            assertThat(handle.inheritance()).isEqualTo(Inheritance.INHERITABLE);
            ChildCommand command =
                    new ChildCommand(TestPrograms.path("mail-child").toString());
            command.arguments(Long.toString(command.inherit(handle)), "7", "from a child", "once more");
            try (ChildProcess child = command.start()) {
                assertThat(text(mailslot.read(LONG))).isEqualTo("from a child");
                assertThat(text(mailslot.read(LONG))).isEqualTo("once more");
                assertThat(child.waitFor(LONG)).isTrue();
                assertThat(child.exitCode()).hasValue(7);
            }
        }
    }

    @Test
    void manyWritersReachOneMailslot() throws Exception {
        try (Mailslot mailslot = Mailslot.create(address, LIMIT);
                MailslotWriter first = MailslotWriter.open(address, Inheritance.PRIVATE);
                MailslotWriter second = MailslotWriter.open(address, Inheritance.INHERITABLE)) {
            first.write(bytes("1"), LONG);
            second.write(bytes("2"), LONG);
            first.write(bytes("3"), LONG);
            assertThat(text(mailslot.read(LONG))).isEqualTo("1");
            assertThat(text(mailslot.read(LONG))).isEqualTo("2");
            assertThat(text(mailslot.read(LONG))).isEqualTo("3");
            assertThat(first.value()).isNotEqualTo(second.value());
            assertThat(first.inheritance()).isEqualTo(Inheritance.PRIVATE);
            assertThat(second.inheritance()).isEqualTo(Inheritance.INHERITABLE);
        }
    }

    @Test
    @Tag("not-on-wine")
    void theOwnersEndIsToldByTheNextWrite() throws Exception {
        Mailslot mailslot = Mailslot.create(address, LIMIT);
        try (MailslotWriter writer = MailslotWriter.open(address, Inheritance.PRIVATE)) {
            writer.write(bytes("heard by nobody"), LONG);
            mailslot.close();
            failure(Reason.OWNER_GONE, () -> writer.write(bytes("gone"), LONG));
            failure(Reason.OWNER_GONE, () -> writer.write(bytes("still gone"), LONG));
        }
    }

    @Test
    void aMessageThatNoSystemTakesIsTooLarge() throws Exception {
        try (Mailslot mailslot = Mailslot.create(address, LIMIT);
                MailslotWriter writer = MailslotWriter.open(address, Inheritance.PRIVATE)) {
            failure(Reason.TOO_LARGE, () -> writer.write(new byte[300_000], LONG));
            writer.write(bytes("small"), LONG);
            assertThat(text(mailslot.read(LONG))).isEqualTo("small");
        }
    }

    /**
     * What one writer gets into a mailslot that is not read: Linux takes 10 or so, Wine 8 some hundred, Windows has no
     * limit. What was refused on Windows may still arrive (Wine cannot cancel it); what was taken arrives everywhere.
     */
    @Test
    void aFullMailslotIsToldWithinTheDeadlineAndNothingIsHalfWritten() throws Exception {
        try (Mailslot mailslot = Mailslot.create(address, LIMIT);
                MailslotWriter writer = MailslotWriter.open(address, Inheritance.PRIVATE)) {
            int taken = 0;
            boolean full = false;
            while (taken < 2_000 && !full) {
                long before = System.nanoTime();
                try {
                    writer.write(message(taken), SHORT);
                    taken++;
                } catch (IpcException e) {
                    assertThat(e.reason()).isEqualTo(Reason.OWNER_NOT_READING);
                    assertThat(Duration.ofNanos(System.nanoTime() - before)).isBetween(SHORT, LONG);
                    full = true;
                }
            }
            assertThat(full || TestAddresses.WINDOWS).as("full").isTrue();
            for (int i = 0; i < taken; i++) {
                assertThat(mailslot.read(LONG).orElseThrow().bytes()).isEqualTo(message(i));
            }
            Optional<Mailslot.Message> late = mailslot.read(SHORT);
            if (!TestAddresses.WINDOWS) {
                assertThat(late).isEmpty();
            }
            if (late.isPresent()) {
                assertThat(late.get().bytes()).isEqualTo(message(taken));
            }
            writer.write(bytes("room again"), LONG);
            assertThat(text(mailslot.read(LONG))).isEqualTo("room again");
        }
    }

    private static byte[] message(int number) {
        byte[] message = new byte[1_000];
        java.util.Arrays.fill(message, (byte) number);
        return message;
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aWaitingWriterIsWokenByTheReader() throws Exception {
        try (Mailslot mailslot = Mailslot.create(address, LIMIT);
                MailslotWriter writer = MailslotWriter.open(address, Inheritance.PRIVATE)) {
            fill(writer);
            Call<?> write = Call.start(() -> {
                        writer.write(bytes("patient"), LONG);
                        return "written";
                    })
                    .untilItWaits();
            assertThat(mailslot.read(LONG)).isPresent();
            assertThat(write.result()).isEqualTo("written");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void closeWakesAWaitingWriter() throws Exception {
        try (Mailslot mailslot = Mailslot.create(address, LIMIT)) {
            MailslotWriter writer = MailslotWriter.open(address, Inheritance.PRIVATE);
            fill(writer);
            Call<?> write = Call.start(() -> {
                        writer.write(bytes("never"), Deadline.FOREVER);
                        return mailslot;
                    })
                    .untilItWaits();
            writer.close();
            write.failsWith(Reason.CLOSED);
        }
    }

    private static void fill(MailslotWriter writer) throws IpcException {
        try {
            for (int i = 0; i < 10_000; i++) {
                writer.write(bytes("fill"), Duration.ZERO);
            }
        } catch (IpcException e) {
            assertThat(e.reason()).isEqualTo(Reason.OWNER_NOT_READING);
            return;
        }
        throw new AssertionError("a mailslot without an end");
    }

    @Test
    void closingTwiceIsHarmlessAndUseAfterCloseIsTold() throws Exception {
        try (Mailslot mailslot = Mailslot.create(address, LIMIT)) {
            MailslotWriter writer = MailslotWriter.open(address, Inheritance.PRIVATE);
            writer.close();
            writer.close();
            failure(Reason.CLOSED, () -> writer.write(bytes("x"), LONG));
            assertThat(mailslot.read(Duration.ZERO)).isEmpty();
        }
    }

    @Test
    void anAdoptedHandleWritesAndIsPrivateFromThenOn() throws Exception {
        try (Mailslot mailslot = Mailslot.create(address, LIMIT)) {
            MailslotWriter opened = MailslotWriter.open(address, Inheritance.INHERITABLE);
            try (MailslotWriter adopted = MailslotWriter.adopt(opened.value())) {
                adopted.write(bytes("adopted"), LONG);
                assertThat(text(mailslot.read(LONG))).isEqualTo("adopted");
                assertThat(adopted.inheritance()).isEqualTo(Inheritance.PRIVATE);
                assertThat(adopted.address()).isNotEmpty();
            }
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theKernelKnowsWhereAnAdoptedHandleLeads() throws Exception {
        try (Mailslot mailslot = Mailslot.create(address, LIMIT)) {
            MailslotWriter opened = MailslotWriter.open(address, Inheritance.INHERITABLE);
            try (MailslotWriter adopted = MailslotWriter.adopt(opened.value())) {
                assertThat(adopted.address()).isEqualTo(mailslot.address());
            }
        }
    }

    @Test
    void valuesThatAreNoWriteHandlesAreRefusedAndLeftAlone() throws Exception {
        failure(Reason.WRONG_HANDLE, () -> MailslotWriter.adopt(-1).close());
        failure(Reason.WRONG_HANDLE, () -> MailslotWriter.adopt(0x7ffffff0L).close());
        failure(Reason.WRONG_HANDLE, () -> MailslotWriter.adopt(0x1_0000_0003L).close());
        try (AnonymousPipe pipe = AnonymousPipe.create(Inheritance.PRIVATE, Inheritance.PRIVATE);
                OsProcess self = OsProcess.openSelf(Inheritance.PRIVATE)) {
            failure(
                    Reason.WRONG_HANDLE,
                    () -> MailslotWriter.adopt(pipe.writeEnd().value()).close());
            failure(
                    Reason.WRONG_HANDLE,
                    () -> MailslotWriter.adopt(self.value()).close());
            pipe.writeEnd().stream().write(7);
            assertThat(pipe.readEnd().stream().read()).isEqualTo(7);
            assertThat(self.waitFor(Duration.ZERO)).isFalse();
        }
    }
}
