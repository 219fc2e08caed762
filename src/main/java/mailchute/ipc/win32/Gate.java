package mailchute.ipc.win32;

import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import mailchute.ipc.CallsInFlight;
import mailchute.ipc.IpcException;

/**
 * What every object that can be closed while in use shares: who is inside a call, and that it is closing.
 *
 * <p>Closing is a state, not a signal: the event stays set, so a call that begins to wait later sees it as well as one
 * that waits already, and no cancel can come too early (PITFALLS 4 and 7). The handle is closed only when the last call
 * has left, so its value cannot be another object's meanwhile.
 */
final class Gate {

    private final CallsInFlight calls = new CallsInFlight();
    private final HANDLE closingEvent;

    Gate() throws IpcException {
        closingEvent = Handles.newEvent();
    }

    /** Set for good as soon as the object is closing. Only for waits between {@link #enter} and {@link #leave}. */
    Pointer closingEvent() {
        return closingEvent.getPointer();
    }

    /** Begins a call; each is ended with {@link #leave}. */
    void enter(String operation, String address) throws IpcException {
        if (!calls.enter()) {
            throw new IpcException(IpcException.Reason.CLOSED, operation, address, "");
        }
    }

    void leave() {
        calls.leave();
    }

    boolean closing() {
        return calls.closing();
    }

    /**
     * Lets nobody in any more, wakes who is inside, and waits until all have left.
     *
     * @param handle what calls inside may be waiting on
     * @return true for the one caller that is to close the handle
     */
    boolean shut(HANDLE handle) {
        boolean last = calls.close(() -> {
            if (!WinApi.INSTANCE.SetEvent(closingEvent)) {
                throw new IllegalStateException(SystemError.last("set event", ""));
            }
            // For synchronous handles: this reaches only what waits already, and is said again until all have left.
            DirectIo.CancelIoEx(handle.getPointer(), null);
        });
        if (last) {
            Handles.close(closingEvent);
        }
        return last;
    }

    /** For an object that could not be built: nobody has entered. */
    void discard() {
        Handles.close(closingEvent);
    }
}
