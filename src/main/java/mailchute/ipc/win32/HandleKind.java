package mailchute.ipc.win32;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.platform.win32.WinError;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import com.sun.jna.ptr.IntByReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mailchute.ipc.HandleTable;

/** What the kernel says of a handle that someone else gave us. */
final class HandleKind {

    static final int FILE_READ_DATA = 1;
    static final int FILE_WRITE_DATA = 2;

    /** {@code PUBLIC_OBJECT_BASIC_INFORMATION}: attributes, granted access, two counts, ten reserved words. */
    private static final int BASIC_SIZE = 56;

    private static final int HANDLE_COUNT = 8;

    private static final int NAME_SIZE = 4096;

    private HandleKind() {}

    /**
     * Whether the handle belongs to a mailslot, either end.
     *
     * <p>Windows says so with the device type. Wine 8 says "named pipe" of mailslots too, but then will not tell
     * anything about the pipe: {@code ERROR_INVALID_FUNCTION}, which a named pipe of Windows never answers. A Unix pipe
     * that Wine was started with, such as its standard output, answers just the same; only it is never overlapped, and
     * our writers always are.
     */
    static boolean isMailslot(HANDLE handle) {
        int device = deviceType(handle);
        if (device != NtApi.FILE_DEVICE_NAMED_PIPE) {
            return device == NtApi.FILE_DEVICE_MAILSLOT;
        }
        boolean pipe = WinApi.INSTANCE.GetNamedPipeInfo(handle, null, null, null, null);
        return !pipe && Native.getLastError() == WinError.ERROR_INVALID_FUNCTION && isOverlapped(handle);
    }

    /** Whether the handle was granted all these rights. */
    static boolean grants(HANDLE handle, int rights) {
        try (Memory basic = new Memory(BASIC_SIZE)) {
            basic.clear();
            int status = NtApi.INSTANCE.NtQueryObject(handle, NtApi.OBJECT_BASIC_INFORMATION, basic, BASIC_SIZE, null);
            return status >= 0 && (basic.getInt(4) & rights) == rights;
        }
    }

    /** How many handles of all processes there are to each entry's object; an object of which the system does not tell is left out. */
    static Map<Long, Integer> usageCounts(List<HandleTable.Entry> entries) {
        Map<Long, Integer> counts = new HashMap<>();
        try (Memory basic = new Memory(BASIC_SIZE)) {
            for (HandleTable.Entry entry : entries) {
                HANDLE handle = Handles.of(entry.value());
                basic.clear();
                if (NtApi.INSTANCE.NtQueryObject(handle, NtApi.OBJECT_BASIC_INFORMATION, basic, BASIC_SIZE, null)
                        >= 0) {
                    counts.put(entry.value(), basic.getInt(HANDLE_COUNT));
                }
            }
        }
        return counts;
    }

    /** Whether calls on the handle return before they are done. */
    static boolean isOverlapped(HANDLE handle) {
        try (Memory status = new Memory(2L * Native.POINTER_SIZE);
                Memory mode = new Memory(4)) {
            int failed = NtApi.INSTANCE.NtQueryInformationFile(handle, status, mode, 4, NtApi.FILE_MODE_INFORMATION);
            int waits = NtApi.FILE_SYNCHRONOUS_IO_ALERT | NtApi.FILE_SYNCHRONOUS_IO_NONALERT;
            return failed >= 0 && (mode.getInt(0) & waits) == 0;
        }
    }

    /** What {@code GetNamedPipeInfo} says of a named pipe: its type and which end this is. */
    static Optional<Integer> pipeFlags(HANDLE handle) {
        IntByReference flags = new IntByReference();
        boolean pipe = WinApi.INSTANCE.GetNamedPipeInfo(handle, flags, null, null, null);
        return pipe ? Optional.of(flags.getValue()) : Optional.empty();
    }

    /**
     * The object's name, such as {@code \Device\Mailslot\mailchute\lobby\4711}. Not to be asked of a synchronous pipe:
     * it waits for the read that another thread waits in.
     */
    static Optional<String> objectName(HANDLE handle) {
        try (Memory name = new Memory(NAME_SIZE)) {
            name.clear();
            int status = NtApi.INSTANCE.NtQueryObject(handle, NtApi.OBJECT_NAME_INFORMATION, name, NAME_SIZE, null);
            int length = Short.toUnsignedInt(name.getShort(0)) / Character.BYTES;
            if (status < 0 || length == 0) {
                return Optional.empty();
            }
            return Optional.of(new String(name.getPointer(Native.POINTER_SIZE).getCharArray(0, length)));
        }
    }

    private static int deviceType(HANDLE handle) {
        try (Memory status = new Memory(2L * Native.POINTER_SIZE);
                Memory device = new Memory(8)) {
            int failed = NtApi.INSTANCE.NtQueryVolumeInformationFile(
                    handle, status, device, 8, NtApi.FILE_FS_DEVICE_INFORMATION);
            return failed < 0 ? 0 : device.getInt(0);
        }
    }
}
