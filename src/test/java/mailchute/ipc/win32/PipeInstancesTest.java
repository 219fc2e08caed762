package mailchute.ipc.win32;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.jna.platform.win32.WinBase;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import mailchute.ipc.Audience;
import mailchute.ipc.Handle.Inheritance;
import mailchute.ipc.IpcException;
import mailchute.ipc.NamedPipe;
import mailchute.ipc.NamedPipeServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.WINDOWS)
@Timeout(60)
class PipeInstancesTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(200);

    private final String address = Win32AnonymousPipe.newAddress("test");

    /**
     * Windows counts an instance that was closed as long as its client has its end open; Wine 8 does not. Here instances
     * that nobody asked for take the room.
     */
    @Test
    void aClientIsHandedOutThoughThereIsNoRoomForTheNextAndRoomIsWaitedFor() throws Exception {
        int most = 2;
        List<HANDLE> inTheWay = new ArrayList<>();
        try (NamedPipeServer server = NamedPipeServer.create(address, 1024, most);
                NamedPipe first = NamedPipe.connect(address, 1024, LONG)) {
            for (int i = 1; i < Win32NamedPipeServer.mostOfTheSystem(most); i++) {
                inTheWay.add(PipeInstance.next(address, Win32NamedPipeServer.mostOfTheSystem(most), Audience.USER));
            }
            try (NamedPipe served = server.accept(LONG).orElseThrow()) {
                first.write(new byte[] {7}, LONG);
                assertThat(served.read(LONG))
                        .isInstanceOfSatisfying(
                                NamedPipe.Message.class,
                                message -> assertThat(message.bytes()).containsExactly(7));
                assertThat(server.accept(SHORT))
                        .as("no room, which is no failure")
                        .isEmpty();
                CompletableFuture<NamedPipe> next = CompletableFuture.supplyAsync(() -> {
                    try {
                        return server.accept(LONG).orElseThrow();
                    } catch (IpcException e) {
                        throw new IllegalStateException(e);
                    }
                });
                inTheWay.forEach(Handles::close);
                inTheWay.clear();
                try (NamedPipe second = NamedPipe.connect(address, 1024, LONG);
                        NamedPipe secondServed = next.get(LONG.toMillis(), TimeUnit.MILLISECONDS)) {
                    secondServed.write(new byte[] {8}, LONG);
                    assertThat(second.read(LONG)).isInstanceOf(NamedPipe.Message.class);
                }
            }
        } finally {
            inTheWay.forEach(Handles::close);
        }
    }

    /** Between two clients of the only instance the name is ours all the same: nobody else can be its first owner. */
    @Test
    void theNameOfAServerForOneClientIsNeverFree() throws Exception {
        try (NamedPipeServer server = NamedPipeServer.create(address, 1024, 1)) {
            for (int i = 0; i < 200; i++) {
                CompletableFuture<Long> missing = new CompletableFuture<>();
                NamedPipe client = NamedPipe.connect(address, 1024, LONG);
                NamedPipe served = server.accept(LONG).orElseThrow();
                Thread looker = new Thread(() -> missing.complete(looksMissing()));
                looker.start();
                served.close();
                client.close();
                assertThat(missing.get(LONG.toMillis(), TimeUnit.MILLISECONDS))
                        .as("round " + i)
                        .isZero();
            }
        }
    }

    private long looksMissing() {
        long missing = 0;
        for (int i = 0; i < 50; i++) {
            missing += Win32PipeOwners.exists(address) ? 0 : 1;
        }
        return missing;
    }

    @Test
    void aPipeOfBytesIsSaidToBeOne() throws Exception {
        HANDLE bytes = WinApi.INSTANCE.CreateNamedPipe(
                address,
                WinBase.PIPE_ACCESS_DUPLEX | WinNT.FILE_FLAG_OVERLAPPED,
                WinBase.PIPE_TYPE_BYTE,
                1,
                1024,
                1024,
                0,
                ObjectSecurity.MAILSLOT.attributes(Audience.USER, Inheritance.PRIVATE));
        assertThat(Handles.isInvalid(bytes)).isFalse();
        try {
            assertThatExceptionOfType(IpcException.class)
                    .isThrownBy(() -> NamedPipe.connect(address, 1024, SHORT).close())
                    .withMessageContaining("ERROR_INVALID_PARAMETER (87)")
                    .withMessageContaining("a pipe of bytes");
        } finally {
            Handles.close(bytes);
        }
    }
}
