package mailchute.ipc;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The parent's end of the line to one child: orders go down it, and so do handles that the child did not inherit at its
 * start.
 *
 * <p>Windows: a pipe in message mode with a name that nobody else knows ({@code CreateNamedPipe}, {@code CreateFile}); a
 * handle is put into the running child with {@code DuplicateHandle} and its value is told over the pipe. Linux: a
 * {@code SOCK_SEQPACKET} socketpair; a handle travels as {@code SCM_RIGHTS}. Up the line comes nothing but the child's word
 * that it closed a handle which was taken back.
 */
public interface OrderLine extends AutoCloseable {

    /** The largest order in bytes. */
    int MAX_ORDER = 64 * 1024;

    /** The child's end. */
    interface ChildEnd extends AutoCloseable {

        /**
         * Waits for the next order ({@code ReadFile}; {@code recvmsg} with {@code MSG_CMSG_CLOEXEC}).
         *
         * @return empty when the parent closed the line or ended
         * @throws IpcException {@code CLOSED} as soon as this end is closed here; {@code OTHER} where what came is no order,
         *     or brought more handles than one, which are closed
         */
        Optional<Order> read() throws IpcException;

        /**
         * Says what closes a handle that came with an order, so that the parent can take it back: when it does,
         * {@link #read} runs {@code close}, tells the parent, and waits on for orders. The child may have closed the handle
         * by itself, as long as {@code close} does no harm then: {@link Handle#close} does none. Saying so again, for the
         * same value, replaces what was said.
         *
         * @param handle the value that came in {@link Order#handle}
         * @param close closes whatever adopted it; runs in the thread that reads, or here where the parent has asked already
         * @throws IllegalArgumentException where no handle with this value came over the line, or it was given back
         * @throws IpcException where the parent has asked already and cannot be told
         */
        void keep(long handle, Runnable close) throws IpcException;

        /** Closes this end ({@code CloseHandle}; {@code close}); wakes a reader. Handles that came live on. */
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

    /**
     * Creates a line ({@code CreateNamedPipe} and {@code CreateFile}; {@code socketpair}). Its {@link #childEnd} is to be
     * listed in the child's command.
     *
     * @throws IpcException {@code OTHER} where the system has no handle left
     */
    static OrderLine create() throws IpcException {
        return IpcSystem.local().createOrderLine();
    }

    /**
     * Takes over the child's end, which this process inherited, and makes it private ({@code GetNamedPipeInfo} and
     * {@code NtQueryObject} check it; {@code getsockopt} with {@code SO_TYPE}).
     *
     * @throws IpcException {@code WRONG_HANDLE} where the value is not such an end; it is left alone then
     */
    static ChildEnd adopt(long value) throws IpcException {
        ChildEnd end = IpcSystem.local().adoptOrderLine(value);
        HandleTable.adopted(value);
        return end;
    }

    /** The handle that the child inherits. Close it here once the child was started. */
    Handle childEnd();

    /**
     * Sends an order, all of it or nothing ({@code WriteFile}; {@code send}).
     *
     * @param order at most {@link #MAX_ORDER} bytes
     * @param timeout how long to wait for room
     * @throws IpcException {@code OWNER_GONE} where the child closed its end or ended; {@code OWNER_NOT_READING} when
     *     there was no room in time; {@code TOO_LARGE}; {@code CLOSED} as soon as the line is closed here
     */
    void send(byte[] order, Duration timeout) throws IpcException;

    /**
     * Sends an order together with a handle ({@code DuplicateHandle} into the child; {@code sendmsg} with
     * {@code SCM_RIGHTS}). Afterwards both processes have one; this one's stays open.
     *
     * @param child the child at the other end
     * @return the child's handle, to take it back
     * @throws IpcException as {@link #send}; when the order cannot be delivered, the child is left without the handle
     */
    HandedHandle hand(Handle handle, ChildProcess child, byte[] order, Duration timeout) throws IpcException;

    /** Closes the parent's end, and the child's end where it is still open here. Closing again does nothing. */
    @Override
    void close();
}
