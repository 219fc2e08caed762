package mailchute.cli;

import java.util.ArrayList;
import java.util.List;
import mailchute.ipc.IpcException;
import mailchute.ipc.ProcessIdentity;
import mailchute.room.Broadcast;
import mailchute.room.ChildSender;
import mailchute.room.InheritedHandles;
import mailchute.room.Roster;
import mailchute.room.Target;

/** A child sender on standard input and output. */
final class ChildSenderConsole extends SendingConsole implements ChildSender.Listener {

    private final ChildSender child;
    private final Runnable onInputEnd;
    private final Runnable onParentEnd;

    ChildSenderConsole(Console console, ChildSender child, Roster roster, Runnable onInputEnd, Runnable onParentEnd) {
        super(console, child.participant(), roster);
        this.child = child;
        this.onInputEnd = onInputEnd;
        this.onParentEnd = onParentEnd;
        child.listen(this);
    }

    @Override
    List<String> details() {
        InheritedHandles handles = child.inherited();
        List<String> details = new ArrayList<>();
        details.add(InheritedHandles.words(handles.mailslots()) + ", told by "
                + handles.by().word());
        child.parent()
                .ifPresent(parent -> details.add("parent " + parent.pid() + ", handle "
                        + handles.parent().orElseThrow()));
        return details;
    }

    @Override
    void broadcast(String text) throws IpcException {
        child.say(text, target -> true);
    }

    @Override
    void inputEnded() {
        onInputEnd.run();
    }

    @Override
    public void targetsChanged(List<Target> targets) {
        showTargets(targets);
    }

    @Override
    public void broadcasted(Broadcast broadcast) {
        showBroadcast(broadcast);
    }

    @Override
    public void parentEnded(ProcessIdentity parent) {
        console().print("parent " + parent.pid() + " has ended");
        onParentEnd.run();
    }

    @Override
    public void orderFailed(String why) {
        console().complain("an order of the parent cannot be followed: " + why);
    }
}
