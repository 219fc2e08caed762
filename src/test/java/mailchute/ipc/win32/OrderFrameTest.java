package mailchute.ipc.win32;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.OptionalLong;
import mailchute.ipc.OrderLine.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OrderFrameTest {

    private static final byte[] BYTES = {1, 0, -1, 42};

    @Test
    void anOrderComesBackAsItWasFramed() {
        Order order = OrderFrame.read(OrderFrame.of(BYTES, OptionalLong.of(0x1_0000_0404L))).orElseThrow();
        assertThat(order.bytes()).isEqualTo(BYTES);
        assertThat(order.handle()).hasValue(0x1_0000_0404L);
    }

    @Test
    void anOrderMayComeWithoutAHandleAndWithoutBytes() {
        Order order = OrderFrame.read(OrderFrame.of(new byte[0], OptionalLong.empty())).orElseThrow();
        assertThat(order.bytes()).isEmpty();
        assertThat(order.handle()).isEmpty();
    }

    @Test
    void whatIsNoFrameIsNoOrder() {
        byte[] frame = OrderFrame.of(BYTES, OptionalLong.empty());
        assertThat(OrderFrame.read(new byte[0])).isEmpty();
        assertThat(OrderFrame.read(Arrays.copyOf(frame, frame.length - 1))).isEmpty();
        assertThat(OrderFrame.read(Arrays.copyOf(frame, frame.length + 1))).isEmpty();
        assertThat(OrderFrame.read(new byte[OrderFrame.HEADER])).isEmpty();
    }
}
