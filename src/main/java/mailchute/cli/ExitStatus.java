package mailchute.cli;

import mailchute.ipc.IpcException;
import mailchute.room.Broadcast;

/** What the program's exit status means; the README documents the same. */
final class ExitStatus {

    /** Done; for what posts, every message reached every receiver, and for what ends, everyone was ended. */
    static final int OK = 0;

    /** The system refused something; one line on standard error says what. */
    static final int FAILED = 1;

    /** The command line, a name or a handle value is not usable. */
    static final int USAGE = 2;

    /** A message reached some receivers and not others; some were ended and not others. */
    static final int REACHED_SOME = 3;

    /** A message reached no one, or nobody is there. */
    static final int REACHED_NONE = 4;

    /** There is no display to open a window on. */
    static final int NO_DISPLAY = 5;

    /** The system is neither Windows nor Linux. */
    static final int UNSUPPORTED = 69;

    /** The program to run cannot be started, as env(1) has it. */
    static final int NOT_RUN = 126;

    /** There is no such program to run, as env(1) has it. */
    static final int NO_PROGRAM = 127;

    private ExitStatus() {}

    /** What it comes to that a program cannot be started. */
    static int notStarted(IpcException why) {
        return why.reason() == IpcException.Reason.NOT_FOUND ? NO_PROGRAM : NOT_RUN;
    }

    /** What a message's deliveries come to. */
    static int of(Broadcast broadcast) {
        return of(broadcast.taken(), broadcast.deliveries().size());
    }

    /** What it comes to that so many of all were reached. */
    static int of(long reached, long all) {
        return reached == all ? OK : reached == 0 ? REACHED_NONE : REACHED_SOME;
    }

    /** The worse of two outcomes of sending. */
    static int worse(int one, int other) {
        return Math.max(one, other);
    }
}
