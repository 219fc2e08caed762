package mailchute.ipc;

import static mailchute.ipc.MailslotTest.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import mailchute.ipc.Handle.Inheritance;
import mailchute.ipc.IpcException.Reason;
import mailchute.ipc.Waiting.Call;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class AnonymousPipeTest {

    private static AnonymousPipe pipe() throws IpcException {
        return AnonymousPipe.create(Inheritance.PRIVATE, Inheritance.PRIVATE);
    }

    @ParameterizedTest
    @EnumSource(Inheritance.class)
    void bytesComeOutAsTheyWentIn(Inheritance inheritance) throws Exception {
        byte[] much = new byte[1_000_000];
        for (int i = 0; i < much.length; i++) {
            much[i] = (byte) (i * 13);
        }
        try (AnonymousPipe pipe = AnonymousPipe.create(inheritance, inheritance)) {
            assertThat(pipe.readEnd().inheritance()).isEqualTo(inheritance);
            assertThat(pipe.writeEnd().inheritance()).isEqualTo(inheritance);
            Call<String> write = Call.start(() -> {
                try (OutputStream out = pipe.writeEnd().stream()) {
                    out.write(much);
                }
                return "written";
            });
            assertThat(pipe.readEnd().stream().readAllBytes()).isEqualTo(much);
            assertThat(write.result()).isEqualTo("written");
        }
    }

    @Test
    void everyByteValueIsRead() throws Exception {
        try (AnonymousPipe pipe = pipe()) {
            pipe.writeEnd().stream().write(255);
            pipe.writeEnd().stream().write(0);
            assertThat(pipe.readEnd().stream().read()).isEqualTo(255);
            assertThat(pipe.readEnd().stream().read()).isZero();
        }
    }

    @Test
    void theEndComesWhenTheWriteEndIsClosed() throws Exception {
        try (AnonymousPipe pipe = pipe()) {
            pipe.writeEnd().stream().write(bytes("last"));
            pipe.writeEnd().close();
            InputStream in = pipe.readEnd().stream();
            assertThat(in.readNBytes(4)).isEqualTo(bytes("last"));
            assertThat(in.read()).isEqualTo(-1);
            assertThat(in.read(new byte[3])).isEqualTo(-1);
        }
    }

    @Test
    void aReadReturnsWhatIsThere() throws Exception {
        try (AnonymousPipe pipe = pipe()) {
            pipe.writeEnd().stream().write(bytes("abc"));
            byte[] buffer = new byte[100];
            assertThat(pipe.readEnd().stream().read(buffer, 10, 90)).isEqualTo(3);
            assertThat(Arrays.copyOfRange(buffer, 10, 13)).isEqualTo(bytes("abc"));
        }
    }

    @Test
    void closeWakesTheReader() throws Exception {
        for (int i = 0; i < 10; i++) {
            try (AnonymousPipe pipe = pipe()) {
                Call<?> read = Call.start(() -> pipe.readEnd().stream().read()).untilItWaits();
                pipe.readEnd().close();
                read.failsWith(Reason.CLOSED);
            }
        }
    }

    @Test
    void closeWakesTheWriter() throws Exception {
        try (AnonymousPipe pipe = pipe()) {
            Call<?> write = Call.start(() -> {
                        pipe.writeEnd().stream().write(new byte[10_000_000]);
                        return "a pipe without an end";
                    })
                    .untilItWaits();
            pipe.writeEnd().close();
            write.failsWith(Reason.CLOSED);
        }
    }

    @Test
    void aWriteThatNobodyCanReadFails() throws Exception {
        try (AnonymousPipe pipe = pipe()) {
            pipe.readEnd().close();
            assertThatThrownBy(() -> pipe.writeEnd().stream().write(1))
                    .isInstanceOfSatisfying(
                            IpcException.class, e -> assertThat(e.reason()).isEqualTo(Reason.OWNER_GONE));
        }
    }

    @Test
    void closingTheStreamClosesTheHandle() throws Exception {
        try (AnonymousPipe pipe = pipe()) {
            InputStream in = pipe.readEnd().stream();
            in.close();
            assertThatThrownBy(in::read).isInstanceOf(IOException.class);
            pipe.readEnd().close();
            assertThatThrownBy(() -> pipe.writeEnd().stream().write(1)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aReadOfAnotherThreadDoesNotHoldUpTheWriter() throws Exception {
        try (AnonymousPipe pipe = pipe()) {
            Call<Integer> read =
                    Call.start(() -> pipe.readEnd().stream().read()).untilItWaits();
            pipe.writeEnd().stream().write(42);
            assertThat(read.result()).isEqualTo(42);
        }
    }
}
