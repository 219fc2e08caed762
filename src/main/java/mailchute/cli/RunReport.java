package mailchute.cli;

import java.util.List;
import mailchute.ipc.IpcException;
import mailchute.room.Broadcast;
import mailchute.room.ChildSenders;
import mailchute.room.Member;
import mailchute.room.ProcessEnd;
import mailchute.room.ProgramRun;
import mailchute.room.Sender;
import mailchute.room.Target;

/** What a run says on standard error: only what did not reach somebody. Standard output is the program's alone. */
final class RunReport implements Sender.Listener, ProgramRun.Listener {

    private final Console console;
    private boolean nobodyHears;

    RunReport(Console console) {
        this.console = console;
    }

    void complain(String line) {
        console.complain("mailchute: " + line);
    }

    @Override
    public synchronized void broadcasted(Broadcast broadcast) {
        nobodyHears = false;
        if (broadcast.taken() < broadcast.deliveries().size()) {
            complain(broadcast.summary());
        }
    }

    /** An empty room is said once, until somebody was there again. */
    @Override
    public synchronized void notSent(String text, IpcException why) {
        boolean nobody = why.reason() == IpcException.Reason.NOT_FOUND;
        if (!nobody || !nobodyHears) {
            complain((nobody ? "nobody hears the program: " : "not sent: ") + why.getMessage());
        }
        nobodyHears = nobody;
    }

    @Override
    public void notRead(IpcException why) {
        complain("what the program writes is not heard any more: " + why.getMessage());
    }

    @Override
    public void notOpened(Member receiver, IpcException why) {
        complain("cannot write to " + receiver.label() + ": " + why.getMessage());
    }

    @Override
    public void targetsChanged(List<Target> targets) {
        // Who hears is told where somebody does not.
    }

    @Override
    public void childStarted(ChildSenders.Child child) {
        // A run has the program for a child and no child senders; so with the three below.
    }

    @Override
    public void handedOver(ChildSenders.Child child, Target target) {
        // None.
    }

    @Override
    public void childEnded(ChildSenders.Child child, ProcessEnd end) {
        // None.
    }

    @Override
    public void notReached(ChildSenders.Child child, IpcException why) {
        // None.
    }
}
