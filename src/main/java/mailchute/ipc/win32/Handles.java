package mailchute.ipc.win32;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.WinBase;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import com.sun.jna.platform.win32.WinNT.HANDLEByReference;
import com.sun.jna.ptr.IntByReference;
import mailchute.ipc.Handle.Inheritance;
import mailchute.ipc.HandleTable;
import mailchute.ipc.HandleTable.Kind;
import mailchute.ipc.IpcException;

/** What is done with handles of every kind. */
final class Handles {

    private static final System.Logger LOG = System.getLogger(Handles.class.getName());

    private Handles() {}

    /** The handle with this value. */
    static HANDLE of(long value) {
        return new HANDLE(Pointer.createConstant(value));
    }

    static long value(HANDLE handle) {
        return Pointer.nativeValue(handle.getPointer());
    }

    static boolean isInvalid(HANDLE handle) {
        return handle == null || WinBase.INVALID_HANDLE_VALUE.equals(handle);
    }

    /** A manual-reset event that is not set. */
    static HANDLE newEvent() throws IpcException {
        HANDLE event = WinApi.INSTANCE.CreateEvent(null, true, false, null);
        if (event == null) {
            throw SystemError.last("create event", "");
        }
        HandleTable.opened(value(event), Kind.EVENT, "", Inheritance.PRIVATE);
        return event;
    }

    /** Closes a handle of ours. That fails only where someone else closed it before: worth a line, not an end. */
    static void close(HANDLE handle) {
        HandleTable.closed(value(handle));
        if (!WinApi.INSTANCE.CloseHandle(handle)) {
            int code = Native.getLastError();
            LOG.log(
                    System.Logger.Level.WARNING,
                    SystemError.of(code, "close handle", "" + value(handle)).getMessage());
        }
    }

    /** Whether the value is an open handle of this process and not a stand-in such as {@code GetCurrentProcess}. */
    static boolean isOpen(long value) {
        return value > 0 && WinApi.INSTANCE.GetHandleInformation(of(value), new IntByReference());
    }

    /** From here on no child inherits the handle. */
    static void makePrivate(HANDLE handle, String operation) throws IpcException {
        if (!WinApi.INSTANCE.SetHandleInformation(handle, WinBase.HANDLE_FLAG_INHERIT, 0)) {
            throw SystemError.last(operation, "handle " + value(handle));
        }
        HandleTable.inheritance(value(handle), Inheritance.PRIVATE);
    }

    /** Another handle of this process for the same object. */
    static HANDLE duplicate(HANDLE source, Inheritance inheritance, String operation) throws IpcException {
        HANDLE self = WinApi.INSTANCE.GetCurrentProcess();
        return duplicate(self, source, self, WinApi.DUPLICATE_SAME_ACCESS, 0, inheritance, operation);
    }

    /** {@code DuplicateHandle} in full. */
    static HANDLE duplicate(
            HANDLE fromProcess,
            HANDLE source,
            HANDLE toProcess,
            int options,
            int access,
            Inheritance inheritance,
            String operation)
            throws IpcException {
        HANDLEByReference target = new HANDLEByReference();
        boolean inherit = inheritance == Inheritance.INHERITABLE;
        if (!WinApi.INSTANCE.DuplicateHandle(fromProcess, source, toProcess, target, access, inherit, options)) {
            throw SystemError.last(operation, "handle " + value(source));
        }
        return target.getValue();
    }
}
