package mailchute.ipc.win32;

import com.sun.jna.platform.win32.WinBase;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import java.util.Locale;
import java.util.Optional;
import mailchute.ipc.Deadline;
import mailchute.ipc.Handle.Inheritance;
import mailchute.ipc.IpcException;
import mailchute.ipc.NamedPipe;
import mailchute.ipc.OrderLine;

/** The child's end of the line from its parent. */
final class OrderLineEnd implements OrderLine.ChildEnd {

    private static final String NAME = "\\device\\namedpipe\\mailchute-" + Win32OrderLine.KIND + ".";

    private final MessageEnd end;

    private OrderLineEnd(MessageEnd end) {
        this.end = end;
    }

    static OrderLine.ChildEnd adopt(long value) throws IpcException {
        HANDLE handle = Handles.of(value);
        if (!Handles.isOpen(value) || !isOurs(handle)) {
            throw new IpcException(IpcException.Reason.WRONG_HANDLE, "adopt order line", "handle " + value, "");
        }
        Handles.makePrivate(handle, "adopt order line");
        return new OrderLineEnd(
                new MessageEnd(handle, Inheritance.PRIVATE, "order line " + value, Win32OrderLine.MAX_FRAME));
    }

    /** A pipe's reading end that waits for nobody, and only then its name: a synchronous one might not answer. */
    private static boolean isOurs(HANDLE handle) {
        int wanted = WinBase.PIPE_SERVER_END | WinBase.PIPE_TYPE_MESSAGE;
        return HandleKind.grants(handle, HandleKind.FILE_READ_DATA)
                && HandleKind.isOverlapped(handle)
                && HandleKind.pipeFlags(handle).filter(flags -> (flags & wanted) == wanted).isPresent()
                && HandleKind.objectName(handle)
                        .filter(name -> name.toLowerCase(Locale.ROOT).startsWith(NAME))
                        .isPresent();
    }

    @Override
    public Optional<OrderLine.Order> read() throws IpcException {
        while (true) {
            NamedPipe.Read read = end.read(Deadline.FOREVER);
            if (read instanceof NamedPipe.Ended) {
                return Optional.empty();
            }
            if (read instanceof NamedPipe.Message message) {
                return Optional.of(OrderFrame.read(message.bytes()).orElseThrow(this::noOrder));
            }
            if (read instanceof NamedPipe.TooLarge) {
                throw noOrder();
            }
        }
    }

    private IpcException noOrder() {
        return new IpcException(IpcException.Reason.OTHER, "read order", end.address(), "what came is no order");
    }

    @Override
    public void close() {
        end.close();
    }
}
