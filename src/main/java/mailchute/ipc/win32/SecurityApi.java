package mailchute.ipc.win32;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.Advapi32;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import com.sun.jna.win32.W32APIOptions;

/** What jna-platform's {@link Advapi32} lacks of advapi32.dll: declarations alone, under the names of the manual. */
interface SecurityApi extends Advapi32 {

    SecurityApi INSTANCE = Native.load("advapi32", SecurityApi.class, W32APIOptions.DEFAULT_OPTIONS);

    int SDDL_REVISION_1 = 1;

    boolean ImpersonateNamedPipeClient(HANDLE pipe);

    boolean ConvertStringSecurityDescriptorToSecurityDescriptor(
            String text, int revision, PointerByReference descriptor, IntByReference size);

    boolean ConvertSecurityDescriptorToStringSecurityDescriptor(
            Pointer descriptor, int revision, int parts, PointerByReference text, IntByReference length);
}
