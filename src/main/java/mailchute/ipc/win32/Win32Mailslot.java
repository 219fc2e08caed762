package mailchute.ipc.win32;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.platform.win32.WinError;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import com.sun.jna.ptr.IntByReference;
import java.time.Duration;
import java.util.Optional;
import mailchute.ipc.Deadline;
import mailchute.ipc.Handle;
import mailchute.ipc.IpcException;
import mailchute.ipc.Mailslot;

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

    private final GuardedHandle handle;
    private final int maxMessageSize;
    private final Turn turn = new Turn();
    private final Memory count;

    /** One byte over the limit: on Wine 8 the rest of a message that does not fit is lost without an error. */
    private Memory buffer;

    private int readTimeout = SLICE_MILLIS;

    private Win32Mailslot(GuardedHandle handle, int maxMessageSize, Memory buffer, Memory count) {
        this.handle = handle;
        this.maxMessageSize = maxMessageSize;
        this.buffer = buffer;
        this.count = count;
    }

    static Mailslot create(String address, int maxMessageSize) throws IpcException {
        requireLocal("create mailslot", address);
        // Before there is a handle that could be lost.
        Memory buffer = new Memory(maxMessageSize + 1L);
        Memory count = new Memory(Integer.BYTES);
        HANDLE created = WinApi.INSTANCE.CreateMailslot(
                address, maxMessageSize, SLICE_MILLIS, UserOnly.attributes(Handle.Inheritance.PRIVATE));
        if (Handles.isInvalid(created)) {
            throw SystemError.last("create mailslot", address);
        }
        GuardedHandle handle = new GuardedHandle(created, Handle.Inheritance.PRIVATE, address, 0);
        return new Win32Mailslot(handle, maxMessageSize, buffer, count);
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

    private Message message(int size) throws IpcException {
        if (size > maxMessageSize) {
            if (buffer.size() > maxMessageSize + 1L) {
                buffer.close();
                buffer = new Memory(maxMessageSize + 1L);
            }
            throw new IpcException(
                    IpcException.Reason.TOO_LARGE, "read mailslot", address(), "over " + maxMessageSize + " bytes");
        }
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
        IntByReference next = new IntByReference();
        if (!WinApi.INSTANCE.GetMailslotInfo(mailslot, null, next, null, null)) {
            throw SystemError.last("get mailslot information", address());
        }
        long size = Integer.toUnsignedLong(next.getValue());
        if (next.getValue() != WinApi.MAILSLOT_NO_MESSAGE && size > buffer.size()) {
            buffer.close();
            buffer = new Memory(size);
        }
    }

    @Override
    public void close() {
        handle.close();
    }
}
