package mailchute.cli;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import mailchute.ipc.IpcException;
import mailchute.room.Broadcast;
import mailchute.room.Participant;
import mailchute.room.Roster;
import mailchute.room.Target;

/** What a sender and a child sender have in common on standard input and output. */
abstract class SendingConsole extends RoleConsole {

    private final AtomicInteger worst = new AtomicInteger(ExitStatus.OK);

    SendingConsole(Console console, Participant participant, Roster roster) {
        super(console, participant, roster);
    }

    /** Broadcasts to everyone. */
    abstract void broadcast(String text) throws IpcException;

    /** The exit status that tells how the messages so far were delivered. */
    final int deliveryStatus() {
        return worst.get();
    }

    @Override
    final void say(String text) {
        try {
            broadcast(text);
        } catch (IpcException e) {
            int status = e.reason() == IpcException.Reason.TOO_LARGE ? ExitStatus.FAILED : ExitStatus.REACHED_NONE;
            worst.accumulateAndGet(status, ExitStatus::worse);
            console().complain("not sent: " + e.getMessage());
        }
    }

    final void showTargets(List<Target> targets) {
        console()
                .print(
                        targets.isEmpty()
                                ? "receivers: none"
                                : "receivers: "
                                        + targets.stream().map(Target::label).collect(Collectors.joining(", ")));
    }

    final void showBroadcast(Broadcast broadcast) {
        console().print(broadcast.post().at(), "sent: " + broadcast.summary());
        if (broadcast.taken() < broadcast.deliveries().size()) {
            worst.accumulateAndGet(ExitStatus.of(broadcast), ExitStatus::worse);
        }
    }
}
