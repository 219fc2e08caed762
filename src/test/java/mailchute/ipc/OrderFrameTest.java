package mailchute.ipc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import mailchute.ipc.OrderFrame.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OrderFrameTest {

    private static final byte[] BYTES = {1, 0, -1, 42};

    @Test
    void aMessageComesBackAsItWasFramed() {
        for (Kind kind : Kind.values()) {
            OrderFrame frame = OrderFrame.read(new OrderFrame(kind, 7, 0x1_0000_0404L, BYTES).bytes())
                    .orElseThrow();
            assertThat(frame.kind()).isEqualTo(kind);
            assertThat(frame.ticket()).isEqualTo(7);
            assertThat(frame.handle()).isEqualTo(0x1_0000_0404L);
            assertThat(frame.order()).isEqualTo(BYTES);
        }
    }

    @Test
    void anOrderMayComeWithoutAHandleAndWithoutBytes() {
        OrderFrame frame =
                OrderFrame.read(OrderFrame.order(new byte[0]).bytes()).orElseThrow();
        assertThat(frame.order()).isEmpty();
        assertThat(frame.ticket()).isZero();
    }

    @Test
    void whatIsNoFrameIsNoOrder() {
        byte[] frame = OrderFrame.order(BYTES).bytes();
        assertThat(OrderFrame.read(new byte[0])).isEmpty();
        assertThat(OrderFrame.read(Arrays.copyOf(frame, frame.length - 1))).isEmpty();
        assertThat(OrderFrame.read(Arrays.copyOf(frame, frame.length + 1))).isEmpty();
        assertThat(OrderFrame.read(new byte[OrderFrame.HEADER])).isEmpty();
    }
}
