package mailchute.ipc.win32;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.WinBase;
import com.sun.jna.platform.win32.WinError;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import mailchute.ipc.Deadline;
import mailchute.ipc.IpcException;
import mailchute.ipc.Turn;

/**
 * One overlapped call at a time on one handle, that ends at its deadline or when the handle's gate shuts.
 *
 * <p>Whatever ends it, the system is done with the memory when a method returns: after a cancel comes a wait for
 * completion (PITFALLS 6). A call that was completed all the same counts as done. On a handle that was opened for
 * synchronous use the call waits inside the system and {@link Gate#shut} cancels it there.
 *
 * <p>Results are the system's codes: 0 for done, {@code ERROR_MORE_DATA} for a part of a message, {@code WAIT_TIMEOUT}
 * for the deadline, {@code ERROR_OPERATION_ABORTED} for the gate.
 */
final class OverlappedOperation {

    private static final int DONE = 0;

    /** {@code Internal}, {@code InternalHigh}, {@code Offset} and {@code OffsetHigh}; then {@code hEvent}. */
    private static final int EVENT_OFFSET = 2 * Native.POINTER_SIZE + 8;

    private static final int OVERLAPPED_SIZE = EVENT_OFFSET + Native.POINTER_SIZE;

    private final Turn turn = new Turn();
    private final Gate gate;
    private final HANDLE completion;
    private final Memory block;
    private final Pointer overlapped;
    private final Pointer waitedFor;
    private final Pointer count;

    OverlappedOperation(Gate gate) throws IpcException {
        this.gate = gate;
        completion = Handles.newEvent();
        block = new Memory(OVERLAPPED_SIZE + 2L * Native.POINTER_SIZE + 8);
        block.clear();
        overlapped = block.share(0, OVERLAPPED_SIZE);
        overlapped.setPointer(EVENT_OFFSET, completion.getPointer());
        waitedFor = block.share(OVERLAPPED_SIZE, 2L * Native.POINTER_SIZE);
        waitedFor.setPointer(0, completion.getPointer());
        waitedFor.setPointer(Native.POINTER_SIZE, gate.closingEvent());
        count = block.share(OVERLAPPED_SIZE + 2L * Native.POINTER_SIZE, 8);
    }

    /** Waits for its turn to use the operation and its buffer; ended with {@link #end}. */
    boolean begin(Deadline deadline) {
        return turn.take(deadline);
    }

    void end() {
        turn.give();
    }

    int read(HANDLE file, Pointer buffer, int size, Deadline deadline) {
        Pointer handle = file.getPointer();
        boolean done = DirectIo.ReadFile(handle, buffer, size, null, overlapped);
        return finish(handle, done ? DONE : Native.getLastError(), deadline);
    }

    int write(HANDLE file, Pointer buffer, int size, Deadline deadline) {
        Pointer handle = file.getPointer();
        boolean done = DirectIo.WriteFile(handle, buffer, size, null, overlapped);
        return finish(handle, done ? DONE : Native.getLastError(), deadline);
    }

    int connect(HANDLE pipe, Deadline deadline) {
        Pointer handle = pipe.getPointer();
        boolean done = DirectIo.ConnectNamedPipe(handle, overlapped);
        return finish(handle, done ? DONE : Native.getLastError(), deadline);
    }

    /** How many bytes the last call moved. */
    int transferred() {
        return count.getInt(0);
    }

    private int finish(Pointer file, int issued, Deadline deadline) {
        switch (issued) {
            case DONE, WinError.ERROR_MORE_DATA:
                return result(file, false);
            case WinError.ERROR_IO_PENDING:
                break;
            default:
                count.setInt(0, 0);
                return issued;
        }
        int ended = await(deadline);
        if (ended != WinBase.WAIT_OBJECT_0) {
            DirectIo.CancelIoEx(file, overlapped);
        }
        int code = result(file, true);
        boolean byDeadline = code == WinError.ERROR_OPERATION_ABORTED && ended == WinError.WAIT_TIMEOUT;
        return byDeadline ? WinError.WAIT_TIMEOUT : code;
    }

    private int await(Deadline deadline) {
        while (true) {
            int millis = deadline.remainingMillis(Integer.MAX_VALUE);
            int ended = DirectIo.WaitForMultipleObjects(2, waitedFor, false, millis);
            if (ended != WinError.WAIT_TIMEOUT || deadline.passed()) {
                return ended;
            }
        }
    }

    private int result(Pointer file, boolean wait) {
        boolean done = DirectIo.GetOverlappedResult(file, overlapped, count, wait);
        return done ? DONE : Native.getLastError();
    }

    /** Gives the memory and the event back. Nobody is inside the gate any more. */
    void free() {
        Handles.close(completion);
        block.close();
    }
}
