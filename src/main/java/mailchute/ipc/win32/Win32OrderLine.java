package mailchute.ipc.win32;

import com.sun.jna.platform.win32.WinNT.HANDLE;
import java.time.Duration;
import mailchute.ipc.ChildProcess;
import mailchute.ipc.HandedHandle;
import mailchute.ipc.HandedHandles;
import mailchute.ipc.Handle;
import mailchute.ipc.Handle.Inheritance;
import mailchute.ipc.HandleTable.Kind;
import mailchute.ipc.IpcException;
import mailchute.ipc.NamedPipe;
import mailchute.ipc.OrderFrame;
import mailchute.ipc.OrderLine;

/**
 * The parent's end of the line to one child.
 *
 * <p>A pipe between relatives in message mode: an order that finds no room in time is taken back whole, where a byte
 * stream would be cut in the middle. Both ends are overlapped, since both are ours.
 */
final class Win32OrderLine implements OrderLine {

    /** What the names of the pipes begin with; {@link OrderLineEnd} knows a child's end by it. */
    static final String KIND = "orders";

    private final GuardedHandle childEnd;
    private final MessageEnd parentEnd;
    private final HandedHandles handed = new HandedHandles(new Answers());

    private Win32OrderLine(GuardedHandle childEnd, MessageEnd parentEnd) {
        this.childEnd = childEnd;
        this.parentEnd = parentEnd;
    }

    static OrderLine create() throws IpcException {
        String address = Win32AnonymousPipe.newAddress(KIND);
        HANDLE out = PipeInstance.onlyInstance(address, Inheritance.INHERITABLE);
        GuardedHandle childEnd = new GuardedHandle(out, Kind.ORDER_LINE, Inheritance.INHERITABLE, address, 0);
        try {
            HANDLE in = PipeInstance.clientEnd(address);
            if (Handles.isInvalid(in)) {
                throw SystemError.last("open pipe", address);
            }
            MessageEnd parentEnd =
                    new MessageEnd(in, Kind.ORDER_LINE, Inheritance.PRIVATE, address, OrderFrame.MAX_SIZE);
            try {
                Win32NamedPipe.readMessages(parentEnd);
            } catch (IpcException | RuntimeException | Error e) {
                parentEnd.close();
                throw e;
            }
            return new Win32OrderLine(childEnd, parentEnd);
        } catch (IpcException | RuntimeException | Error e) {
            childEnd.close();
            throw e;
        }
    }

    @Override
    public Handle childEnd() {
        return childEnd;
    }

    @Override
    public void send(byte[] order, Duration timeout) throws IpcException {
        requireFits(order);
        parentEnd.write(OrderFrame.order(order).bytes(), timeout);
    }

    @Override
    public HandedHandle hand(Handle handle, ChildProcess child, byte[] order, Duration timeout) throws IpcException {
        requireFits(order);
        GuardedHandle source = GuardedHandle.of(handle);
        if (!(child instanceof Win32Process process)) {
            throw new IllegalArgumentException("not a child of this system: " + child);
        }
        HANDLE target = process.enter("hand over");
        try {
            HANDLE inChild = put(source, target);
            try {
                long ticket = handed.newTicket();
                OrderFrame frame = new OrderFrame(OrderFrame.Kind.ORDER, ticket, Handles.value(inChild), order);
                parentEnd.write(frame.bytes(), timeout);
                return handed.handed(ticket, child);
            } catch (IpcException | RuntimeException | Error e) {
                withdraw(inChild, target, e);
                throw e;
            }
        } finally {
            process.leave();
        }
    }

    private static HANDLE put(GuardedHandle source, HANDLE child) throws IpcException {
        HANDLE ours = source.enter("hand over");
        try {
            HANDLE self = WinApi.INSTANCE.GetCurrentProcess();
            return Handles.duplicate(
                    self, ours, child, WinApi.DUPLICATE_SAME_ACCESS, 0, Inheritance.PRIVATE, "hand over");
        } finally {
            source.leave();
        }
    }

    /** The child never heard of the handle; one that has ended has none any more. */
    private static void withdraw(HANDLE inChild, HANDLE child, Throwable cause) {
        try {
            HANDLE self = WinApi.INSTANCE.GetCurrentProcess();
            int options = WinApi.DUPLICATE_CLOSE_SOURCE | WinApi.DUPLICATE_SAME_ACCESS;
            Handles.close(Handles.duplicate(child, inChild, self, options, 0, Inheritance.PRIVATE, "withdraw"));
        } catch (IpcException e) {
            cause.addSuppressed(e);
        }
    }

    private void requireFits(byte[] order) throws IpcException {
        if (order.length > MAX_ORDER) {
            throw new IpcException(
                    IpcException.Reason.TOO_LARGE,
                    "send order",
                    parentEnd.address(),
                    order.length + " bytes, the limit is " + MAX_ORDER);
        }
    }

    /** The parent's end as messages, for taking back. */
    private final class Answers implements HandedHandles.Line {

        @Override
        public String address() {
            return parentEnd.address();
        }

        @Override
        public void write(byte[] message, Duration timeout) throws IpcException {
            parentEnd.write(message, timeout);
        }

        @Override
        public NamedPipe.Read read(Duration timeout) throws IpcException {
            return parentEnd.read(timeout);
        }
    }

    @Override
    public void close() {
        parentEnd.close();
        childEnd.close();
    }
}
