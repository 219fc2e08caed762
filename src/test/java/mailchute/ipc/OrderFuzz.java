package mailchute.ipc;

import static org.assertj.core.api.Assertions.assertThat;

/** What a child reads on its order line. */
public final class OrderFuzz {

    private OrderFuzz() {}

    /** It is no order, or one that is written in the same bytes. */
    public static void order(byte[] bytes) {
        OrderFrame.read(bytes).ifPresent(order -> assertThat(order.bytes()).isEqualTo(bytes));
    }
}
