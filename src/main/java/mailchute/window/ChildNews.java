package mailchute.window;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import mailchute.ipc.ProcessIdentity;
import mailchute.room.Broadcast;
import mailchute.room.ChildSender;
import mailchute.room.Target;

/**
 * What is told of a child sender, kept until its window is there to be told: it follows its parent's orders while the window
 * is being made, which takes longer than all else of its start.
 */
final class ChildNews implements ChildSender.Listener {

    private final List<Consumer<ChildSender.Listener>> early = new ArrayList<>();
    private ChildSender.Listener window;

    /** Tells the window what came so far, in its order, and all that comes from here on. */
    synchronized void goTo(ChildSender.Listener opened) {
        window = opened;
        early.forEach(news -> news.accept(opened));
        early.clear();
    }

    private synchronized void tell(Consumer<ChildSender.Listener> news) {
        if (window == null) {
            early.add(news);
        } else {
            news.accept(window);
        }
    }

    @Override
    public void targetsChanged(List<Target> targets) {
        tell(listener -> listener.targetsChanged(targets));
    }

    @Override
    public void broadcasted(Broadcast broadcast) {
        tell(listener -> listener.broadcasted(broadcast));
    }

    @Override
    public void parentEnded(ProcessIdentity parent) {
        tell(listener -> listener.parentEnded(parent));
    }

    @Override
    public void orderFailed(String why) {
        tell(listener -> listener.orderFailed(why));
    }
}
