package mailchute.room;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import mailchute.ipc.IpcException;
import mailchute.ipc.OsProcess;
import mailchute.ipc.ProcessIdentity;
import mailchute.ipc.User;

/** Ends participants: politely over their pipe, or by their process handle; and other processes by their handle. */
public final class ProcessControl {

    /** What a killed participant ends with, where the system lets one choose. */
    public static final int KILLED = 137;

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

    private static final Duration END_TIMEOUT = Duration.ofSeconds(5);

    /** A participant and the reason why it could not be ended. */
    public record Failure(Member member, IpcException why) {}

    private ProcessControl() {}

    /**
     * Asks a participant to close itself. It may take its time after it has agreed.
     *
     * @throws IpcException where it does not answer or refuses
     */
    public static void close(Member member) throws IpcException {
        Calls.askClose(member.pid(), CLOSE_TIMEOUT);
    }

    /**
     * Ends a participant through a handle of its process, after the handle was checked to be that very process's, and waits
     * until it has ended.
     *
     * @throws IpcException {@code ACCESS_DENIED} for another user's; {@code NOT_FOUND} where it has ended already
     */
    public static void kill(Member member) throws IpcException {
        if (!member.isOf(User.current())) {
            throw new IpcException(
                    IpcException.Reason.ACCESS_DENIED,
                    "kill",
                    member.label(),
                    "it runs as " + member.user().name());
        }
        end(member.identity(), member.label());
    }

    /**
     * Ends any process through a handle, after the handle was checked to be that very process's, and waits until it has
     * ended.
     *
     * @param label what to call it in a failure
     * @throws IpcException {@code ACCESS_DENIED}; {@code NOT_FOUND} where it has ended already
     */
    public static void end(ProcessIdentity identity, String label) throws IpcException {
        try (OsProcess process = OsProcess.open(identity)) {
            process.terminate(KILLED);
            if (!process.waitFor(END_TIMEOUT)) {
                throw new IpcException(IpcException.Reason.TIMED_OUT, "kill", label, "it still runs");
            }
        }
    }

    /**
     * Ends a participant and every participant below it, parents first so that none starts another meanwhile. One that has
     * ended already is not a failure.
     *
     * @return those that could not be ended
     */
    public static List<Failure> killTree(Member root, List<Member> members) {
        List<Failure> failures = new ArrayList<>();
        for (Member member : MemberTree.of(members).withDescendants(root)) {
            try {
                kill(member);
            } catch (IpcException e) {
                if (e.reason() != IpcException.Reason.NOT_FOUND) {
                    failures.add(new Failure(member, e));
                }
            }
        }
        return failures;
    }
}
