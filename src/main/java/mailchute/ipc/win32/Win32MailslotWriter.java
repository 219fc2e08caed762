package mailchute.ipc.win32;

import com.sun.jna.Memory;
import com.sun.jna.platform.win32.WinError;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import java.time.Duration;
import java.util.Locale;
import mailchute.ipc.Deadline;
import mailchute.ipc.Handle;
import mailchute.ipc.HandleTable.Kind;
import mailchute.ipc.IpcException;
import mailchute.ipc.MailslotWriter;

/**
 * A write handle of a mailslot.
 *
 * <p>Opened overlapped, so that a write which finds no room is pending and can be taken back. Windows documents no limit
 * of a mailslot's queue; on Wine 8 the 279th small message waits, and a synchronous write would do so for ever.
 */
final class Win32MailslotWriter extends GuardedHandle implements MailslotWriter {

    /** What the kernel puts before the name; Wine 8 and Windows differ in the case of a letter. */
    private static final String DEVICE = "\\device\\mailslot\\";

    /** The largest message that Wine 8 takes (PITFALLS); over it the failure says nothing of the size. */
    private static final int LARGEST_ON_WINE = 212_000;

    private static final int LEAST_BUFFER = 512;

    private Memory buffer;

    private Win32MailslotWriter(HANDLE handle, Inheritance inheritance, String address) throws IpcException {
        super(handle, Kind.MAILSLOT_WRITER, inheritance, address, 1);
    }

    static MailslotWriter open(String address, Inheritance inheritance) throws IpcException {
        HANDLE opened = create(address, inheritance, WinNT.FILE_FLAG_OVERLAPPED);
        return new Win32MailslotWriter(opened, inheritance, address);
    }

    static Handle openForProgram(String address) throws IpcException {
        HANDLE opened = create(address, Inheritance.INHERITABLE, 0);
        return new GuardedHandle(opened, Kind.MAILSLOT_WRITER, Inheritance.INHERITABLE, address, 0);
    }

    private static HANDLE create(String address, Inheritance inheritance, int flags) throws IpcException {
        Win32Mailslot.requireLocal("open mailslot", address);
        // Both share flags: Wine 8 wants WRITE for a second writer as well, where Windows is content with READ.
        HANDLE opened = WinApi.INSTANCE.CreateFile(
                address,
                WinNT.GENERIC_WRITE,
                WinNT.FILE_SHARE_READ | WinNT.FILE_SHARE_WRITE,
                ObjectSecurity.inheritanceAlone(inheritance),
                WinNT.OPEN_EXISTING,
                flags | WinApi.SECURITY_SQOS_PRESENT | WinApi.SECURITY_IDENTIFICATION,
                null);
        if (Handles.isInvalid(opened)) {
            throw SystemError.last("open mailslot", address);
        }
        return opened;
    }

    static MailslotWriter adopt(long value) throws IpcException {
        HANDLE handle = Handles.of(value);
        if (!Handles.isOpen(value)
                || !HandleKind.isMailslot(handle)
                || !HandleKind.grants(handle, HandleKind.FILE_WRITE_DATA)) {
            throw new IpcException(IpcException.Reason.WRONG_HANDLE, "adopt mailslot writer", "handle " + value, "");
        }
        Handles.makePrivate(handle, "adopt mailslot writer");
        return new Win32MailslotWriter(handle, Inheritance.PRIVATE, nameOf(handle, value));
    }

    private static String nameOf(HANDLE handle, long value) {
        return HandleKind.objectName(handle)
                .filter(name -> name.toLowerCase(Locale.ROOT).startsWith(DEVICE))
                .map(name -> Win32Mailslot.PREFIX + name.substring(DEVICE.length()))
                .orElse("handle " + value);
    }

    @Override
    public void write(byte[] message, Duration timeout) throws IpcException {
        Deadline deadline = Deadline.after(timeout);
        HANDLE mailslot = enter("write mailslot");
        try {
            OverlappedOperation writing = operation(0);
            if (!writing.begin(deadline)) {
                throw notReading(timeout);
            }
            try {
                fill(message);
                int code = writing.write(mailslot, buffer, message.length, deadline);
                check(code, message.length, timeout);
            } finally {
                writing.end();
            }
        } finally {
            leave();
        }
    }

    private void fill(byte[] message) {
        if (buffer == null || message.length > buffer.size()) {
            buffer = new Memory(Math.max(message.length, LEAST_BUFFER));
        }
        buffer.write(0, message, 0, message.length);
    }

    private void check(int code, int size, Duration timeout) throws IpcException {
        switch (code) {
            case 0:
                return;
            case WinError.WAIT_TIMEOUT:
                throw notReading(timeout);
            case WinError.ERROR_HANDLE_EOF, WinError.ERROR_FILE_NOT_FOUND:
                throw SystemError.of(IpcException.Reason.OWNER_GONE, code, "write mailslot", address());
            case WinError.ERROR_INSUFFICIENT_BUFFER, WinError.ERROR_INVALID_PARAMETER:
                // What Windows says of a message over the mailslot's own limit.
                throw tooLarge(code);
            default:
                throw code == WinError.ERROR_GEN_FAILURE && size > LARGEST_ON_WINE
                        ? tooLarge(code)
                        : SystemError.of(code, "write mailslot", address());
        }
    }

    private IpcException tooLarge(int code) {
        return SystemError.of(IpcException.Reason.TOO_LARGE, code, "write mailslot", address());
    }

    private IpcException notReading(Duration timeout) {
        return new IpcException(
                IpcException.Reason.OWNER_NOT_READING,
                "write mailslot",
                address(),
                "waited " + timeout.toMillis() + " ms");
    }
}
