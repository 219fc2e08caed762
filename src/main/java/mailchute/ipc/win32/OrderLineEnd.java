package mailchute.ipc.win32;

import com.sun.jna.platform.win32.WinBase;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import mailchute.ipc.Deadline;
import mailchute.ipc.Handle.Inheritance;
import mailchute.ipc.HandleTable.Kind;
import mailchute.ipc.IpcException;
import mailchute.ipc.KeptHandles;
import mailchute.ipc.NamedPipe;
import mailchute.ipc.OrderFrame;
import mailchute.ipc.OrderLine;

/** The child's end of the line from its parent. */
final class OrderLineEnd implements OrderLine.ChildEnd {

    private static final String NAME = "\\device\\namedpipe\\mailchute-" + Win32OrderLine.KIND + ".";

    /** How long the word that a handle was closed may wait for the parent: there is room unless it reads none at all. */
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(2);

    private final MessageEnd end;
    private final KeptHandles kept = new KeptHandles();

    private OrderLineEnd(MessageEnd end) {
        this.end = end;
    }

    static OrderLine.ChildEnd adopt(long value) throws IpcException {
        HANDLE handle = Handles.of(value);
        if (!Handles.isOpen(value) || !isOurs(handle)) {
            throw new IpcException(IpcException.Reason.WRONG_HANDLE, "adopt order line", "handle " + value, "");
        }
        Handles.makePrivate(handle, "adopt order line");
        return new OrderLineEnd(new MessageEnd(
                handle, Kind.ORDER_LINE, Inheritance.PRIVATE, "order line " + value, OrderFrame.MAX_SIZE));
    }

    /** A pipe's end that waits for nobody, and only then its name: a synchronous one might not answer. */
    private static boolean isOurs(HANDLE handle) {
        int wanted = WinBase.PIPE_SERVER_END | WinBase.PIPE_TYPE_MESSAGE;
        return HandleKind.grants(handle, HandleKind.FILE_READ_DATA)
                && HandleKind.isOverlapped(handle)
                && HandleKind.pipeFlags(handle)
                        .filter(flags -> (flags & wanted) == wanted)
                        .isPresent()
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
                OrderFrame frame = OrderFrame.read(message.bytes()).orElseThrow(this::noOrder);
                if (frame.kind() == OrderFrame.Kind.ORDER) {
                    return Optional.of(new OrderLine.Order(frame.order(), cameAlong(frame)));
                }
                if (kept.giveBack(frame.ticket())) {
                    answer(frame.ticket());
                }
            }
            if (read instanceof NamedPipe.TooLarge) {
                throw noOrder();
            }
        }
    }

    private OptionalLong cameAlong(OrderFrame frame) {
        if (frame.ticket() == 0) {
            return OptionalLong.empty();
        }
        kept.came(frame.handle(), frame.ticket());
        return OptionalLong.of(frame.handle());
    }

    @Override
    public void keep(long handle, Runnable close) throws IpcException {
        OptionalLong wanted = kept.keep(handle, close);
        if (wanted.isPresent()) {
            answer(wanted.getAsLong());
        }
    }

    private void answer(long ticket) throws IpcException {
        try {
            end.write(OrderFrame.about(OrderFrame.Kind.GIVEN_BACK, ticket).bytes(), ANSWER_TIMEOUT);
        } catch (IpcException e) {
            // A parent that is gone needs no answer; the next read says so.
            if (e.reason() != IpcException.Reason.OWNER_GONE) {
                throw e;
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
