package mailchute.ipc.win32;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Memory;
import com.sun.jna.platform.win32.WinError;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import mailchute.ipc.Deadline;
import mailchute.ipc.Handle.Inheritance;
import mailchute.ipc.HandleTable.Kind;
import mailchute.ipc.IpcException;
import mailchute.ipc.NamedPipe;
import mailchute.ipc.NamedPipeServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.WINDOWS)
@Timeout(120)
class OverlappedOperationTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    @Test
    void aReadEndsAtItsDeadlineAndTheNextOneGetsTheData() throws Exception {
        String address = Win32AnonymousPipe.newAddress("test");
        HANDLE out = PipeInstance.readingEnd(address, false, true, Inheritance.PRIVATE);
        try (GuardedHandle reader = new GuardedHandle(out, Kind.NAMED_PIPE, Inheritance.PRIVATE, address, 1);
                GuardedHandle writer = new GuardedHandle(
                        PipeInstance.writingEnd(address, true, Inheritance.PRIVATE),
                        Kind.NAMED_PIPE,
                        Inheritance.PRIVATE,
                        address,
                        1);
                Memory buffer = new Memory(16)) {
            HANDLE in = writer.enter("test");
            HANDLE pipe = reader.enter("test");
            try {
                OverlappedOperation reading = reader.operation(0);
                Deadline soon = Deadline.after(Duration.ofMillis(30));
                assertThat(reading.read(pipe, buffer, 16, soon)).isEqualTo(WinError.WAIT_TIMEOUT);
                assertThat(soon.passed()).isTrue();
                assertThat(reading.read(pipe, buffer, 16, Deadline.after(Duration.ZERO)))
                        .isEqualTo(WinError.WAIT_TIMEOUT);
                assertThat(writer.operation(0).write(in, buffer, 5, Deadline.after(LONG)))
                        .isZero();
                assertThat(reading.read(pipe, buffer, 16, Deadline.after(LONG))).isZero();
                assertThat(reading.transferred()).isEqualTo(5);
            } finally {
                reader.leave();
                writer.leave();
            }
        }
    }

    @Test
    void aGateThatIsShutEndsACallThatBeginsToWaitLater() throws Exception {
        String address = Win32AnonymousPipe.newAddress("test");
        HANDLE out = PipeInstance.readingEnd(address, false, true, Inheritance.PRIVATE);
        GuardedHandle reader = new GuardedHandle(out, Kind.NAMED_PIPE, Inheritance.PRIVATE, address, 1);
        HANDLE in = PipeInstance.writingEnd(address, true, Inheritance.PRIVATE);
        HANDLE pipe = reader.enter("test");
        CompletableFuture<Void> closing = CompletableFuture.runAsync(reader::close);
        while (!reader.gate().closing()) {
            Thread.onSpinWait();
        }
        try (Memory buffer = new Memory(16)) {
            assertThat(reader.operation(0).read(pipe, buffer, 16, Deadline.after(LONG)))
                    .isEqualTo(WinError.ERROR_OPERATION_ABORTED);
            assertThat(closing).as("close waits for the call").isNotDone();
        } finally {
            reader.leave();
        }
        closing.get(20, TimeUnit.SECONDS);
        assertThatThrownBy(() -> reader.enter("test"))
                .isInstanceOfSatisfying(
                        IpcException.class, e -> assertThat(e.reason()).isEqualTo(IpcException.Reason.CLOSED));
        Handles.close(in);
    }

    /** Deadlines that pass while the reader takes: a write that failed left nothing, one that did not fail arrived. */
    @Test
    @SuppressWarnings("try") // closed early on purpose
    void aWriteThatIsTakenBackWasNotRead() throws Exception {
        String address = Win32AnonymousPipe.newAddress("test");
        AtomicInteger written = new AtomicInteger();
        try (NamedPipeServer server = NamedPipeServer.create(address, 60_000);
                NamedPipe client = NamedPipe.connect(address, 60_000, LONG);
                NamedPipe served = server.accept(LONG).orElseThrow()) {
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
                byte[] message = new byte[50_000];
                for (int i = 0; i < 1_000; i++) {
                    try {
                        client.write(message, Duration.ofNanos(i % 7 * 50_000L));
                        written.incrementAndGet();
                    } catch (IpcException e) {
                        assertThat(e.reason()).isEqualTo(IpcException.Reason.OWNER_NOT_READING);
                    }
                }
                client.close();
            });
            int read = 0;
            while (served.read(LONG) instanceof NamedPipe.Message message) {
                assertThat(message.bytes()).hasSize(50_000);
                read++;
            }
            writing.get(20, TimeUnit.SECONDS);
            assertThat(read).isEqualTo(written.get());
        }
    }

    @Test
    void aSynchronousReadIsWokenByCloseAsWell() throws Exception {
        for (int i = 0; i < 50; i++) {
            String address = Win32AnonymousPipe.newAddress("test");
            HANDLE out = PipeInstance.readingEnd(address, false, false, Inheritance.INHERITABLE);
            ByteEnd.Reading reader = new ByteEnd.Reading(out, Inheritance.INHERITABLE, address);
            HANDLE in = PipeInstance.writingEnd(address, true, Inheritance.PRIVATE);
            CompletableFuture<Throwable> reading = CompletableFuture.supplyAsync(() -> {
                try {
                    return new AssertionError("read " + reader.stream().read());
                } catch (java.io.IOException e) {
                    return e;
                }
            });
            reader.close();
            assertThat(reading.get(20, TimeUnit.SECONDS))
                    .isInstanceOfSatisfying(
                            IpcException.class, e -> assertThat(e.reason()).isEqualTo(IpcException.Reason.CLOSED));
            Handles.close(in);
        }
    }
}
