package mailchute.window;

import java.awt.Dimension;
import java.awt.EventQueue;
import java.util.List;
import javax.swing.JCheckBox;
import javax.swing.Timer;
import mailchute.ipc.ProcessIdentity;
import mailchute.room.Broadcast;
import mailchute.room.ChildSender;
import mailchute.room.InheritedHandles;
import mailchute.room.Roster;
import mailchute.room.Target;
import mailchute.window.part.PlainComponents;
import mailchute.window.transcript.TranscriptRow;
import mailchute.wire.Frame;

/** A child sender's window: it writes through inherited handles alone, and says so. */
final class ChildWindow implements ChildSender.Listener {

    /** How long a child whose parent has ended is there to say so. */
    private static final int LAST_WORDS_MILLIS = 1_500;

    private final MailchuteFrame shell;
    private final SendingPanel sending;
    private final JCheckBox stay = PlainComponents.checkBox("Stay when the parent ends");

    ChildWindow(ChildSender child, Roster roster, boolean stays, Runnable onClosed) {
        Frame.Card card = child.participant().card();
        long parent = child.parent().map(ProcessIdentity::pid).orElse(card.parent());
        RoleFrame frame = RoleFrame.of(
                child.participant(), roster, "child of " + parent, false, new Dimension(780, 480), () -> {
                    closeSending();
                    onClosed.run();
                });
        shell = frame.shell();
        sending = new SendingPanel(card.room(), child::say, shell.status(), frame.conversations()::talkTo);
        shell.frame().setName("child");
        stay.setSelected(stays);
        stay.setToolTipText("Otherwise this window closes as soon as process " + parent + " has ended");
        shell.addToToolBar(stay, "stay");
        shell.fill(sending);
        sending.setStanding(inherited(child, parent));
        sending.setTargets(child.broadcaster().targets());
        child.listen(this);
    }

    private void closeSending() {
        sending.close();
    }

    private static String inherited(ChildSender child, long parent) {
        InheritedHandles handles = child.inherited();
        return "Child of " + parent + ", told by " + handles.by().word() + ": "
                + InheritedHandles.words(handles.mailslots())
                + (handles.parent().isPresent() ? ", parent handle " + handles.parent().getAsLong() : "")
                + (handles.line().isPresent() ? ", order line " + handles.line().getAsLong() : "");
    }

    /** Makes and paints everything once, without showing it. */
    void rehearse() {
        shell.rehearse();
    }

    void open() {
        shell.show(true);
        sending.focusComposer();
    }

    @Override
    public void targetsChanged(List<Target> targets) {
        EventQueue.invokeLater(() -> sending.setTargets(targets));
    }

    @Override
    public void broadcasted(Broadcast broadcast) {
        sending.show(broadcast);
    }

    @Override
    public void parentEnded(ProcessIdentity parent) {
        EventQueue.invokeLater(() -> {
            String line = "The parent, process " + parent.pid() + ", has ended";
            sending.show(TranscriptRow.system(line));
            if (stay.isSelected()) {
                shell.status().warning(line + "; this child stays");
            } else {
                shell.status().warning(line + "; this child closes");
                Timer closing = new Timer(LAST_WORDS_MILLIS, event -> {
                    if (!stay.isSelected()) {
                        shell.dispose();
                    }
                });
                closing.setRepeats(false);
                closing.start();
            }
        });
    }

    @Override
    public void orderFailed(String why) {
        sending.show(TranscriptRow.error("An order of the parent cannot be followed: " + why));
    }
}
