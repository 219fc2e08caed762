package mailchute.window;

import java.awt.Dimension;
import java.awt.EventQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import javax.swing.Action;
import javax.swing.Timer;
import mailchute.ipc.IpcException;
import mailchute.ipc.ProcessIdentity;
import mailchute.room.Broadcast;
import mailchute.room.ChildSender;
import mailchute.room.InheritedHandles;
import mailchute.room.Roster;
import mailchute.room.Target;
import mailchute.window.part.Actions;
import mailchute.window.part.PlainComponents;
import mailchute.window.part.Words;
import mailchute.window.transcript.TranscriptRow;
import mailchute.wire.Frame;

/** A child sender's window: it writes through inherited handles alone, and says so. */
final class ChildWindow implements ChildSender.Listener {

    /** How long a child whose parent has ended is there to say so. */
    private static final int LAST_WORDS_MILLIS = 1_500;

    private final MailchuteFrame shell;
    private final SendingPanel sending;
    private final Action stay;

    ChildWindow(ChildSender child, Roster roster, boolean stays, Runnable onClosed) {
        Frame.Card card = child.participant().card();
        long parent = child.parent().map(ProcessIdentity::pid).orElse(card.parent());
        RoleFrame frame = RoleFrame.of(
                child.participant(),
                roster,
                Words.of("role.child", Long.toString(parent)),
                false,
                new Dimension(780, 480),
                () -> {
                    closeSending();
                    onClosed.run();
                });
        shell = frame.shell();
        sending = new SendingPanel(card, new Broadcasts(child), shell.status(), frame.conversations());
        shell.frame().setName("child");
        stay = Actions.toggle(
                Words.of("child.stay"),
                null,
                "ctrl shift S",
                Words.of("child.stay.tip", Long.toString(parent)),
                stays,
                chosen -> {});
        shell.addToToolBar(PlainComponents.checkBox(stay), "stay");
        shell.fileMenu().add(PlainComponents.checkItem(stay)).setName("menu-stay");
        shell.fileMenu().add(PlainComponents.menuItem(sending.sendAgain())).setName("menu-send-again");
        shell.fill(sending);
        sending.setStanding(inherited(child, parent));
        sending.setTargets(child.broadcaster().targets());
    }

    private void closeSending() {
        sending.close();
    }

    private static String inherited(ChildSender child, long parent) {
        InheritedHandles handles = child.inherited();
        List<String> values = new ArrayList<>(List.of(DeliveryWords.handles(handles.mailslots())));
        handles.parent().ifPresent(value -> values.add(Words.of("child.parent-handle", Long.toString(value))));
        handles.line().ifPresent(value -> values.add(Words.of("child.order-line", Long.toString(value))));
        String by = Words.of("handles.by." + handles.by().name().toLowerCase(Locale.ROOT));
        return Words.of("child.inherited", Long.toString(parent), by, String.join(", ", values));
    }

    /** What the panel says goes through the child sender, whose other listeners hear of it too. */
    private record Broadcasts(ChildSender child) implements SendingPanel.Broadcasting {

        @Override
        public Broadcast broadcast(String text, Predicate<Target> wanted) throws IpcException {
            return child.say(text, wanted);
        }

        @Override
        public Broadcast again(Broadcast before) {
            return child.again(before);
        }
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
            String line = Words.of("child.parent-ended", Long.toString(parent.pid()));
            sending.show(TranscriptRow.system(line));
            if (stays()) {
                shell.status().warning(Words.of("child.stays", line));
            } else {
                shell.status().warning(Words.of("child.closes", line));
                Timer closing = new Timer(LAST_WORDS_MILLIS, event -> {
                    if (!stays()) {
                        shell.dispose();
                    }
                });
                closing.setRepeats(false);
                closing.start();
            }
        });
    }

    private boolean stays() {
        return Boolean.TRUE.equals(stay.getValue(Action.SELECTED_KEY));
    }

    @Override
    public void orderFailed(String why) {
        sending.show(TranscriptRow.error(Words.of("child.bad-order", why)));
    }
}
