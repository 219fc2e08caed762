package mailchute.ipc.win32;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.platform.win32.WinError;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import com.sun.jna.ptr.IntByReference;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import mailchute.ipc.Audience;
import mailchute.ipc.Deadline;
import mailchute.ipc.Handle;
import mailchute.ipc.HandleTable.Kind;
import mailchute.ipc.IpcException;
import mailchute.ipc.Mailslot;
import mailchute.ipc.Turn;

/**
 * A mailslot's reading end.
 *
 * <p>Read with the mailslot's own finite timeout, over and over on the caller's thread: on Wine 8 the handle is
 * synchronous and nothing wakes a read, and this way is right on both (PITFALLS 10).
 */
final class Win32Mailslot implements Mailslot {

    static final String PREFIX = "\\\\.\\mailslot\\";

    /** How long a read stays in the system before it looks at closing again. */
    private static final int SLICE_MILLIS = 100;

    /**
     * What a read takes. A message of Windows is refused beyond the mailslot's maximum; Wine 8 takes up to 212,000 bytes
     * whatever the maximum, and loses without an error what does not fit.
     */
    private static final int LARGEST_OF_WINE = 256 * 1024;

    private final GuardedHandle handle;
    private final Turn turn = new Turn();
    private final Memory count;

    private Memory buffer;

    private int readTimeout = SLICE_MILLIS;

    private Win32Mailslot(GuardedHandle handle, Memory buffer, Memory count) {
        this.handle = handle;
        this.buffer = buffer;
        this.count = count;
    }

    static Mailslot create(String address, int maxMessageSize, Audience audience) throws IpcException {
        requireLocal("create mailslot", address);
        // Before there is a handle that could be lost.
        Memory buffer = new Memory(Math.max(maxMessageSize, LARGEST_OF_WINE));
        Memory count = new Memory(Integer.BYTES);
        HANDLE created = WinApi.INSTANCE.CreateMailslot(
                address,
                maxMessageSize,
                SLICE_MILLIS,
                ObjectSecurity.MAILSLOT.attributes(audience, Handle.Inheritance.PRIVATE));
        if (Handles.isInvalid(created)) {
            throw SystemError.last("create mailslot", address);
        }
        GuardedHandle handle = new GuardedHandle(created, Kind.MAILSLOT, Handle.Inheritance.PRIVATE, address, 0);
        return new Win32Mailslot(handle, buffer, count);
    }

    /** Mailslots of other machines are gone from Windows (3025), and a stranger's path is never to be asked. */
    static void requireLocal(String operation, String address) throws IpcException {
        if (!address.regionMatches(true, 0, PREFIX, 0, PREFIX.length())) {
            throw new IpcException(
                    IpcException.Reason.UNSUPPORTED, operation, address, "a mailslot's name begins with " + PREFIX);
        }
    }

    @Override
    public String address() {
        return handle.address();
    }

    @Override
    public Optional<Message> read(Duration timeout) throws IpcException {
        Deadline deadline = Deadline.after(timeout);
        HANDLE mailslot = handle.enter("read mailslot");
        try {
            if (!turn.take(deadline)) {
                return Optional.empty();
            }
            try {
                return next(mailslot, deadline);
            } finally {
                turn.give();
            }
        } finally {
            handle.leave();
        }
    }

    private Optional<Message> next(HANDLE mailslot, Deadline deadline) throws IpcException {
        while (!handle.gate().closing()) {
            setReadTimeout(mailslot, deadline.remainingMillis(SLICE_MILLIS));
            boolean done = DirectIo.ReadFile(mailslot.getPointer(), buffer, (int) buffer.size(), count, null);
            int code = done ? 0 : Native.getLastError();
            switch (code) {
                case 0:
                    return Optional.of(message(count.getInt(0)));
                case WinError.ERROR_BROKEN_PIPE:
                    // Wine 8 says this of an empty message.
                    return Optional.of(message(0));
                case WinError.ERROR_INSUFFICIENT_BUFFER:
                    growToNext(mailslot);
                    break;
                case WinError.ERROR_SEM_TIMEOUT:
                    if (deadline.passed()) {
                        return Optional.empty();
                    }
                    break;
                case WinError.ERROR_OPERATION_ABORTED:
                    break;
                default:
                    throw SystemError.of(code, "read mailslot", address());
            }
        }
        throw new IpcException(IpcException.Reason.CLOSED, "read mailslot", address(), "");
    }

    private Message message(int size) {
        return new Message(buffer.getByteArray(0, size), Optional.empty());
    }

    private void setReadTimeout(HANDLE mailslot, int millis) throws IpcException {
        if (millis != readTimeout) {
            if (!WinApi.INSTANCE.SetMailslotInfo(mailslot, millis)) {
                throw SystemError.last("set mailslot timeout", address());
            }
            readTimeout = millis;
        }
    }

    private void growToNext(HANDLE mailslot) throws IpcException {
        OptionalInt size = look(mailslot).nextSize();
        if (size.isPresent() && size.getAsInt() > buffer.size()) {
            buffer.close();
            buffer = new Memory(size.getAsInt());
        }
    }

    @Override
    public Waiting waiting() throws IpcException {
        HANDLE mailslot = handle.enter("look at mailslot");
        try {
            return look(mailslot);
        } finally {
            handle.leave();
        }
    }

    private Waiting look(HANDLE mailslot) throws IpcException {
        IntByReference next = new IntByReference();
        IntByReference waiting = new IntByReference();
        if (!WinApi.INSTANCE.GetMailslotInfo(mailslot, null, next, waiting, null)) {
            throw SystemError.last("get mailslot information", address());
        }
        return next.getValue() == WinApi.MAILSLOT_NO_MESSAGE
                ? new Waiting(OptionalInt.empty(), OptionalInt.of(0))
                : new Waiting(OptionalInt.of(next.getValue()), OptionalInt.of(waiting.getValue()));
    }

    @Override
    public void close() {
        handle.close();
    }
}
