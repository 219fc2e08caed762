package mailchute.ipc.win32;

import com.sun.jna.platform.win32.WinNT.HANDLE;
import java.util.ArrayList;
import java.util.List;
import mailchute.ipc.Handle;
import mailchute.ipc.HandleTable;
import mailchute.ipc.HandleTable.Kind;
import mailchute.ipc.IpcException;

/** An open kernel handle that some threads use while another may close it, and the operations that wait on it. */
class GuardedHandle implements Handle {

    private final HANDLE handle;
    private final Inheritance inheritance;
    private final String address;
    private final Gate gate;
    private final List<OverlappedOperation> operations = new ArrayList<>();

    /**
     * Owns a handle from here on: if this fails it is closed.
     *
     * @param kind what the handle table calls it
     * @param operationCount how many overlapped calls may run at once
     */
    GuardedHandle(HANDLE handle, Kind kind, Inheritance inheritance, String address, int operationCount)
            throws IpcException {
        this.handle = handle;
        this.inheritance = inheritance;
        this.address = address;
        Gate built = null;
        try {
            built = new Gate();
            for (int i = 0; i < operationCount; i++) {
                operations.add(new OverlappedOperation(built));
            }
        } catch (IpcException | RuntimeException | Error e) {
            operations.forEach(OverlappedOperation::free);
            if (built != null) {
                built.discard();
            }
            Handles.close(handle);
            throw e;
        }
        gate = built;
        HandleTable.opened(Handles.value(handle), kind, address, inheritance);
    }

    /** The handle behind one that a caller passed in; every handle of this system is one of these. */
    static GuardedHandle of(Handle handle) {
        if (handle instanceof GuardedHandle guarded) {
            return guarded;
        }
        throw new IllegalArgumentException("not a handle of this system: " + handle);
    }

    /** Begins to use the handle, which stays open until {@link #leave}. */
    final HANDLE enter(String operation) throws IpcException {
        gate.enter(operation, address);
        return handle;
    }

    final void leave() {
        gate.leave();
    }

    final Gate gate() {
        return gate;
    }

    final OverlappedOperation operation(int number) {
        return operations.get(number);
    }

    /** What the handle stands for, in words that a person reads. */
    public final String address() {
        return address;
    }

    @Override
    public final long value() {
        return Handles.value(handle);
    }

    @Override
    public final Inheritance inheritance() {
        return inheritance;
    }

    @Override
    public final void close() {
        if (gate.shut(handle)) {
            operations.forEach(OverlappedOperation::free);
            try {
                closing();
            } finally {
                Handles.close(handle);
            }
        }
    }

    /** Nobody uses the handle any more, and it is about to be closed, once and for all. */
    void closing() {
        // Most handles have nothing that goes with them.
    }

    @Override
    public final String toString() {
        return address + " (handle " + value() + ")";
    }
}
