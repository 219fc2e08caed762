package mailchute.ipc.win32;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.BaseTSD.SIZE_T;
import com.sun.jna.platform.win32.BaseTSD.ULONG_PTRByReference;
import com.sun.jna.platform.win32.WinError;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import java.util.Set;
import mailchute.ipc.IpcException;

/**
 * The attribute list that names the only handles a child inherits ({@code PROC_THREAD_ATTRIBUTE_HANDLE_LIST}). Without
 * it a child gets every inheritable handle there is, those of another start at the same time included (PITFALLS 20).
 */
final class HandleList implements AutoCloseable {

    private final Memory list;

    /** The system reads it at {@code CreateProcess}, not before. */
    private final Memory values;

    /** @param handles inheritable, none twice */
    HandleList(Set<HANDLE> handles) throws IpcException {
        ULONG_PTRByReference size = new ULONG_PTRByReference();
        if (!WinApi.INSTANCE.InitializeProcThreadAttributeList(null, 1, 0, size)) {
            IpcException failure = SystemError.last("size attribute list", "");
            if (failure.code() != WinError.ERROR_INSUFFICIENT_BUFFER) {
                throw failure;
            }
        }
        list = new Memory(size.getValue().longValue());
        values = new Memory((long) handles.size() * Native.POINTER_SIZE);
        if (!WinApi.INSTANCE.InitializeProcThreadAttributeList(list, 1, 0, size)) {
            throw SystemError.last("create attribute list", "");
        }
        long offset = 0;
        for (HANDLE handle : handles) {
            values.setPointer(offset, handle.getPointer());
            offset += Native.POINTER_SIZE;
        }
        Pointer attribute = Pointer.createConstant(WinApi.PROC_THREAD_ATTRIBUTE_HANDLE_LIST);
        if (!WinApi.INSTANCE.UpdateProcThreadAttribute(
                list, 0, attribute, values, new SIZE_T(values.size()), null, null)) {
            IpcException failure = SystemError.last("list handles for the child", "");
            close();
            throw failure;
        }
    }

    Pointer pointer() {
        return list;
    }

    @Override
    public void close() {
        WinApi.INSTANCE.DeleteProcThreadAttributeList(list);
        list.close();
        values.close();
    }
}
