package mailchute.ipc.win32;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;
import com.sun.jna.platform.win32.BaseTSD.SIZE_T;
import com.sun.jna.platform.win32.BaseTSD.ULONG_PTRByReference;
import com.sun.jna.platform.win32.Kernel32;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.win32.W32APIOptions;

/** What jna-platform's {@link Kernel32} lacks of kernel32.dll: declarations alone, under the names of the manual. */
interface WinApi extends Kernel32 {

    WinApi INSTANCE = Native.load("kernel32", WinApi.class, W32APIOptions.DEFAULT_OPTIONS);

    /** {@code CreateFile}, {@code CreateNamedPipe}: only one owner may have the name. */
    int FILE_FLAG_FIRST_PIPE_INSTANCE = 0x0008_0000;

    /** {@code CreateFile}: the security flags beside it count. */
    int SECURITY_SQOS_PRESENT = 0x0010_0000;

    /** {@code CreateFile}: the pipe's server may learn who we are, and may not act as us. */
    int SECURITY_IDENTIFICATION = 0x0001_0000;

    /** {@code GetMailslotInfo}: there is no next message. */
    int MAILSLOT_NO_MESSAGE = -1;

    /** {@code GetExitCodeProcess}: the process runs (or ended with just this number). */
    int STILL_ACTIVE = 259;

    /** {@code UpdateProcThreadAttribute}: the only handles that the child inherits. */
    int PROC_THREAD_ATTRIBUTE_HANDLE_LIST = 0x0002_0002;

    /** {@code DuplicateHandle}: the source is closed, whatever else happens. */
    int DUPLICATE_CLOSE_SOURCE = 1;

    /** {@code DuplicateHandle}: with the source's rights. */
    int DUPLICATE_SAME_ACCESS = 2;

    /** {@code CreateProcess}: the child runs when its first thread is resumed. */
    int CREATE_SUSPENDED = 0x0000_0004;

    /** {@code SetInformationJobObject}: {@code JOBOBJECT_EXTENDED_LIMIT_INFORMATION}. */
    int JOB_OBJECT_EXTENDED_LIMIT_INFORMATION = 9;

    /** {@code LimitFlags}: what runs in the job ends with the job's last handle. */
    int JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE = 0x2000;

    /** {@code HeapSetInformation}: unused memory is given back, of all heaps where none is named. */
    int HEAP_OPTIMIZE_RESOURCES = 3;

    String GetCommandLine();

    int SearchPath(String folders, String file, String extension, int size, char[] found, Pointer filePart);

    HANDLE CreateJobObject(SECURITY_ATTRIBUTES attributes, String name);

    boolean SetInformationJobObject(HANDLE job, int what, Pointer information, int size);

    boolean AssignProcessToJobObject(HANDLE job, HANDLE process);

    int ResumeThread(HANDLE thread);

    HANDLE CreateMailslot(String name, int maxMessageSize, int readTimeout, SECURITY_ATTRIBUTES attributes);

    boolean GetMailslotInfo(
            HANDLE mailslot,
            IntByReference maxMessageSize,
            IntByReference nextSize,
            IntByReference messageCount,
            IntByReference readTimeout);

    boolean SetMailslotInfo(HANDLE mailslot, int readTimeout);

    boolean GetHandleInformation(HANDLE object, IntByReference flags);

    boolean GetProcessHandleCount(HANDLE process, IntByReference count);

    boolean K32GetProcessMemoryInfo(HANDLE process, PROCESS_MEMORY_COUNTERS_EX counters, int size);

    boolean HeapSetInformation(HANDLE heap, int what, HEAP_OPTIMIZE_RESOURCES_INFORMATION information, SIZE_T size);

    boolean InitializeProcThreadAttributeList(Pointer list, int count, int flags, ULONG_PTRByReference size);

    boolean UpdateProcThreadAttribute(
            Pointer list,
            int flags,
            Pointer attribute,
            Pointer value,
            SIZE_T size,
            Pointer previousValue,
            Pointer returnSize);

    void DeleteProcThreadAttributeList(Pointer list);

    /** For {@link #HEAP_OPTIMIZE_RESOURCES}. */
    @FieldOrder({"Version", "Flags"})
    final class HEAP_OPTIMIZE_RESOURCES_INFORMATION extends Structure {
        /** {@code HEAP_OPTIMIZE_RESOURCES_CURRENT_VERSION}. */
        public int Version = 1;

        public int Flags;
    }

    /** What {@code GetProcessMemoryInfo} fills when it is told this size. */
    @FieldOrder({
        "cb",
        "PageFaultCount",
        "PeakWorkingSetSize",
        "WorkingSetSize",
        "QuotaPeakPagedPoolUsage",
        "QuotaPagedPoolUsage",
        "QuotaPeakNonPagedPoolUsage",
        "QuotaNonPagedPoolUsage",
        "PagefileUsage",
        "PeakPagefileUsage",
        "PrivateUsage"
    })
    final class PROCESS_MEMORY_COUNTERS_EX extends Structure {
        public int cb;
        public int PageFaultCount;
        public SIZE_T PeakWorkingSetSize;
        public SIZE_T WorkingSetSize;
        public SIZE_T QuotaPeakPagedPoolUsage;
        public SIZE_T QuotaPagedPoolUsage;
        public SIZE_T QuotaPeakNonPagedPoolUsage;
        public SIZE_T QuotaNonPagedPoolUsage;
        public SIZE_T PagefileUsage;
        public SIZE_T PeakPagefileUsage;
        public SIZE_T PrivateUsage;

        PROCESS_MEMORY_COUNTERS_EX() {
            cb = size();
        }
    }

    /** {@code STARTUPINFOEXW}. */
    @FieldOrder("lpAttributeList")
    final class STARTUPINFOEX extends STARTUPINFO {
        public Pointer lpAttributeList;

        STARTUPINFOEX() {
            cb = new DWORD(size());
        }
    }
}
