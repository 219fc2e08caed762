package mailchute.room;

import mailchute.ipc.IpcException;

/** Calls that have to fail. */
final class Failures {

    interface Call {
        void run() throws Exception;
    }

    private Failures() {}

    /** Runs the call and returns what it fails with. */
    static IpcException of(Call call) throws Exception {
        try {
            call.run();
        } catch (IpcException e) {
            return e;
        }
        throw new AssertionError("this should have failed");
    }
}
