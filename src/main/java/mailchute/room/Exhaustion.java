package mailchute.room;

import java.util.concurrent.locks.LockSupport;
import mailchute.ipc.IpcException;

/**
 * What is done where a process has no handle or no memory left: nobody tells when it has again, so it is tried again. Who
 * may need it makes it beforehand: where no file can be opened, no class can be loaded either.
 */
public final class Exhaustion {

    private static final long PAUSE_MILLIS = 100;

    /** Waits a little where that is what the failure says, and returns whether it is. */
    public boolean waitedOut(IpcException failure) {
        boolean exhausted = failure.reason() == IpcException.Reason.EXHAUSTED;
        if (exhausted) {
            waitOut();
        }
        return exhausted;
    }

    /** Waits a little. */
    void waitOut() {
        LockSupport.parkNanos(PAUSE_MILLIS * 1_000_000);
    }

    /** Running out of memory as a failure of one operation, which is over, and not of the thread. */
    IpcException of(OutOfMemoryError error, String operation, String address) {
        IpcException failure =
                new IpcException(IpcException.Reason.EXHAUSTED, operation, address, String.valueOf(error.getMessage()));
        failure.initCause(error);
        return failure;
    }
}
