package mailchute.ipc;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * One message of an order line: a mark that tells its kind, the order's length, the ticket and the value of a handle, and the
 * order's bytes.
 *
 * <p>For the implementations of this package's types; programs have no use for it.
 *
 * @param kind what it says
 * @param ticket names a handle that was handed over for as long as the line lives; 0 where there is none
 * @param handle the handle's value in the child, or 0 where none came along or the system tells it
 * @param order the order's bytes; empty in a message about a ticket alone
 */
public record OrderFrame(Kind kind, long ticket, long handle, byte[] order) {

    /** What a message says, and the mark that it begins with. */
    public enum Kind {
        /** Down the line: an order, with a handle or without. */
        ORDER(0x4d43_6f32),
        /** Down the line: the child is to close the handle with this ticket. */
        TAKE_BACK(0x4d43_7432),
        /** Up the line: the child has closed the handle with this ticket. */
        GIVEN_BACK(0x4d43_6732);

        private final int mark;

        Kind(int mark) {
            this.mark = mark;
        }

        private static Optional<Kind> of(int mark) {
            for (Kind kind : values()) {
                if (kind.mark == mark) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }

    /** What a message has before the order's bytes. */
    public static final int HEADER = Integer.BYTES + Integer.BYTES + Long.BYTES + Long.BYTES;

    /** The largest message. */
    public static final int MAX_SIZE = HEADER + OrderLine.MAX_ORDER;

    private static final byte[] NO_ORDER = {};

    /** An order that no handle comes along with. */
    public static OrderFrame order(byte[] order) {
        return new OrderFrame(Kind.ORDER, 0, 0, order);
    }

    /** A message about a handle that was handed over before. */
    public static OrderFrame about(Kind kind, long ticket) {
        return new OrderFrame(kind, ticket, 0, NO_ORDER);
    }

    /** As it goes over the line. */
    public byte[] bytes() {
        return ByteBuffer.allocate(HEADER + order.length)
                .putInt(kind.mark)
                .putInt(order.length)
                .putLong(ticket)
                .putLong(handle)
                .put(order)
                .array();
    }

    /** What the bytes say; empty where they are no such message. */
    public static Optional<OrderFrame> read(byte[] message) {
        ByteBuffer bytes = ByteBuffer.wrap(message);
        if (message.length < HEADER) {
            return Optional.empty();
        }
        Optional<Kind> kind = Kind.of(bytes.getInt());
        if (kind.isEmpty() || bytes.getInt() != message.length - HEADER) {
            return Optional.empty();
        }
        long ticket = bytes.getLong();
        long handle = bytes.getLong();
        byte[] order = new byte[bytes.remaining()];
        bytes.get(order);
        return Optional.of(new OrderFrame(kind.get(), ticket, handle, order));
    }
}
