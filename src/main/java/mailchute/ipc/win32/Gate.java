package mailchute.ipc.win32;

import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import mailchute.ipc.IpcException;

/**
 * What every object that can be closed while in use shares: who is inside a call, and that it is closing.
 *
 * <p>Closing is a state, not a signal: the event stays set, so a call that begins to wait later sees it as well as one
 * that waits already, and no cancel can come too early (PITFALLS 4 and 7). The handle is closed only when the last call
 * has left, so its value cannot be another object's meanwhile.
 */
final class Gate {

    /** How often a call that waits inside the system without our event is cancelled anew; most need one. */
    private static final int NUDGE_MILLIS = 10;

    private final HANDLE closingEvent;
    private int inside;
    private boolean closing;

    Gate() throws IpcException {
        closingEvent = Handles.newEvent();
    }

    /** Set for good as soon as the object is closing. Only for waits between {@link #enter} and {@link #leave}. */
    Pointer closingEvent() {
        return closingEvent.getPointer();
    }

    /** Begins a call; each is ended with {@link #leave}. */
    synchronized void enter(String operation, String address) throws IpcException {
        if (closing) {
            throw new IpcException(IpcException.Reason.CLOSED, operation, address, "");
        }
        inside++;
    }

    synchronized void leave() {
        inside--;
        if (closing) {
            notifyAll();
        }
    }

    synchronized boolean closing() {
        return closing;
    }

    /**
     * Lets nobody in any more, wakes who is inside, and waits until all have left.
     *
     * @param handle what calls inside may be waiting on
     * @return true for the one caller that is to close the handle
     */
    synchronized boolean shut(HANDLE handle) {
        if (closing) {
            return false;
        }
        closing = true;
        if (!WinApi.INSTANCE.SetEvent(closingEvent)) {
            throw new IllegalStateException(SystemError.last("set event", ""));
        }
        boolean interrupted = false;
        while (inside > 0) {
            // For synchronous handles: this reaches only what waits already, so it is said until all have left.
            DirectIo.CancelIoEx(handle.getPointer(), null);
            try {
                wait(NUDGE_MILLIS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        Handles.close(closingEvent);
        return true;
    }

    /** For an object that could not be built: nobody has entered. */
    void discard() {
        Handles.close(closingEvent);
    }
}
