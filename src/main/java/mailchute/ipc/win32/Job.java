package mailchute.ipc.win32;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import mailchute.ipc.Handle.Inheritance;
import mailchute.ipc.HandleTable;
import mailchute.ipc.HandleTable.Kind;
import mailchute.ipc.IpcException;

/** A job object without a name, whose processes end with its one handle. */
final class Job {

    /** Two times of 8 bytes come before {@code LimitFlags}. */
    private static final int LIMIT_FLAGS = 16;

    /** {@code sizeof(JOBOBJECT_EXTENDED_LIMIT_INFORMATION)}. */
    private static final int SIZE = Native.POINTER_SIZE == 8 ? 144 : 112;

    private Job() {}

    /** A new one, whose handle no child inherits. */
    static HANDLE thatKillsOnClose() throws IpcException {
        HANDLE job = WinApi.INSTANCE.CreateJobObject(null, null);
        if (job == null) {
            throw SystemError.last("create job", "");
        }
        try (Memory limits = new Memory(SIZE)) {
            limits.clear();
            limits.setInt(LIMIT_FLAGS, WinApi.JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE);
            if (!WinApi.INSTANCE.SetInformationJobObject(
                    job, WinApi.JOB_OBJECT_EXTENDED_LIMIT_INFORMATION, limits, SIZE)) {
                IpcException failure = SystemError.last("set limits of job", "");
                Handles.close(job);
                throw failure;
            }
        }
        HandleTable.opened(Handles.value(job), Kind.JOB, "", Inheritance.PRIVATE);
        return job;
    }

    static void assign(HANDLE job, HANDLE process, String program) throws IpcException {
        if (!WinApi.INSTANCE.AssignProcessToJobObject(job, process)) {
            throw SystemError.last("assign to job", program);
        }
    }
}
