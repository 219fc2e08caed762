package mailchute.ipc.win32;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.win32.StdCallLibrary;

/** The calls of ntdll.dll that tell what a handle is: declarations alone, under the names of the manual. */
interface NtApi extends StdCallLibrary {

    NtApi INSTANCE = Native.load("ntdll", NtApi.class);

    /** {@code NtQueryObject}: {@code PUBLIC_OBJECT_BASIC_INFORMATION}. */
    int OBJECT_BASIC_INFORMATION = 0;

    /** {@code NtQueryObject}: {@code UNICODE_STRING} and the name. */
    int OBJECT_NAME_INFORMATION = 1;

    /** {@code NtQueryInformationFile}: how the file was opened. */
    int FILE_MODE_INFORMATION = 16;

    /** {@code NtQueryVolumeInformationFile}: device type and characteristics. */
    int FILE_FS_DEVICE_INFORMATION = 4;

    int FILE_DEVICE_MAILSLOT = 0x0C;

    int FILE_DEVICE_NAMED_PIPE = 0x11;

    /** {@code FILE_MODE_INFORMATION}: calls on the handle wait. */
    int FILE_SYNCHRONOUS_IO_ALERT = 0x10;

    /** {@code FILE_MODE_INFORMATION}: calls on the handle wait. */
    int FILE_SYNCHRONOUS_IO_NONALERT = 0x20;

    int NtQueryObject(HANDLE object, int what, Pointer buffer, int size, IntByReference needed);

    int NtQueryInformationFile(HANDLE file, Pointer statusBlock, Pointer buffer, int size, int what);

    int NtQueryVolumeInformationFile(HANDLE file, Pointer statusBlock, Pointer buffer, int size, int what);
}
