package mailchute.ipc;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The parent's end of the line to one child: orders go down it, and so do handles that the child did not inherit at its
 * start.
 *
 * <p>Windows: an anonymous pipe; a handle is put into the running child with {@code DuplicateHandle} and its value is told
 * over the pipe. Linux: a {@code SOCK_SEQPACKET} socketpair; a handle travels as {@code SCM_RIGHTS}.
 */
public interface OrderLine extends AutoCloseable {

    /** The largest order in bytes. */
    int MAX_ORDER = 64 * 1024;

    /** The child's end. */
    interface ChildEnd extends AutoCloseable {

        /**
         * Waits for the next order.
         *
         * @return empty when the parent closed the line or ended
         * @throws IpcException {@code CLOSED} as soon as this end is closed here
         */
        Optional<Order> read() throws IpcException;

        /** Closes this end; wakes a reader. */
        @Override
        void close();
    }

    /**
     * One order.
     *
     * @param bytes what the parent wrote
     * @param handle the value, in this process, of a handle that came along; whoever reads the order owns it
     */
    record Order(byte[] bytes, OptionalLong handle) {}

    /** Creates a line. Its {@link #childEnd} is to be listed in the child's command. */
    static OrderLine create() throws IpcException {
        return IpcSystem.local().createOrderLine();
    }

    /**
     * Takes over the child's end, which this process inherited.
     *
     * @throws IpcException {@code WRONG_HANDLE} where the value is not such an end; it is left alone then
     */
    static ChildEnd adopt(long value) throws IpcException {
        return IpcSystem.local().adoptOrderLine(value);
    }

    /** The handle that the child inherits. Close it here once the child was started. */
    Handle childEnd();

    /**
     * Sends an order.
     *
     * @throws IpcException {@code OWNER_GONE} where the child closed its end or ended; {@code OWNER_NOT_READING} when
     *     there was no room in time; {@code TOO_LARGE}
     */
    void send(byte[] order, Duration timeout) throws IpcException;

    /**
     * Sends an order together with a handle. Afterwards both processes have one; this one's stays open.
     *
     * @param child the child at the other end
     * @throws IpcException as {@link #send}; when the order cannot be delivered, the child is left without the handle
     */
    void hand(Handle handle, ChildProcess child, byte[] order, Duration timeout) throws IpcException;

    /** Closes the parent's end, and the child's end where it is still open here. */
    @Override
    void close();
}
