package mailchute.ipc.win32;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;
import mailchute.ipc.OrderLine;

/** One order as one message of the line's pipe: a mark, the order's length, the handle's value or 0, and the bytes. */
final class OrderFrame {

    private static final int MARK = 0x4d43_6f31;

    /** What a frame has before the order's bytes. */
    static final int HEADER = Integer.BYTES + Integer.BYTES + Long.BYTES;

    private static final long NO_HANDLE = 0;

    private OrderFrame() {}

    static byte[] of(byte[] order, OptionalLong handle) {
        return ByteBuffer.allocate(HEADER + order.length)
                .putInt(MARK)
                .putInt(order.length)
                .putLong(handle.orElse(NO_HANDLE))
                .put(order)
                .array();
    }

    /** The order in a frame; empty where the bytes are no frame. */
    static Optional<OrderLine.Order> read(byte[] frame) {
        ByteBuffer bytes = ByteBuffer.wrap(frame);
        if (frame.length < HEADER || bytes.getInt() != MARK || bytes.getInt() != frame.length - HEADER) {
            return Optional.empty();
        }
        long handle = bytes.getLong();
        byte[] order = new byte[bytes.remaining()];
        bytes.get(order);
        return Optional.of(new OrderLine.Order(
                order, handle == NO_HANDLE ? OptionalLong.empty() : OptionalLong.of(handle)));
    }
}
