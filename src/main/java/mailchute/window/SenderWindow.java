package mailchute.window;

import java.awt.Dimension;
import java.awt.EventQueue;
import java.util.List;
import java.util.OptionalInt;
import javax.swing.ButtonGroup;
import javax.swing.JRadioButtonMenuItem;
import mailchute.ipc.IpcException;
import mailchute.room.Broadcast;
import mailchute.room.ChildSenders;
import mailchute.room.HandlesBy;
import mailchute.room.InheritedHandles;
import mailchute.room.Member;
import mailchute.room.Sender;
import mailchute.room.Target;
import mailchute.window.part.Actions;
import mailchute.window.part.Background;
import mailchute.window.part.Icons;
import mailchute.window.transcript.TranscriptRow;
import mailchute.wire.Frame;

/** A sender's window: the receivers of its room, what it sent, and its children. */
final class SenderWindow implements Sender.Listener {

    private final Sender sender;
    private final MailchuteFrame shell;
    private final SendingPanel sending;
    private final Background work = new Background("mailchute-new-child");
    private HandlesBy handlesBy = HandlesBy.ARGV;

    SenderWindow(Sender sender, Runnable onClosed) {
        this.sender = sender;
        Frame.Card card = sender.participant().card();
        RoleFrame frame = RoleFrame.of(
                sender.participant(), sender.roster(), "sender", true, new Dimension(1060, 560), () -> {
                    closeSending();
                    onClosed.run();
                });
        shell = frame.shell();
        sending = new SendingPanel(card.room(), sender::say, shell.status(), frame.conversations()::talkTo);
        shell.frame().setName("sender");
        shell.add(NewSender.action(card, shell.status()), "new-sender");
        shell.add(
                Actions.action(
                        "New &child",
                        Icons.NEW_CHILD.icon(),
                        "ctrl shift N",
                        "Start a child process that inherits the write handles",
                        this::newChild),
                "new-child");
        addHandlesMenu();
        shell.fill(sending);
        shell.status().info("Sending to room " + card.room() + " as " + card.nickname() + " (" + card.pid() + ")");
        sender.listen(this);
    }

    private void closeSending() {
        sending.close();
    }

    private void addHandlesMenu() {
        shell.fileMenu().addSeparator();
        ButtonGroup group = new ButtonGroup();
        for (HandlesBy by : HandlesBy.values()) {
            JRadioButtonMenuItem item = new JRadioButtonMenuItem(Actions.action(
                    "Tell a child its handles by &" + by.word(),
                    null,
                    "",
                    "How the next child is told the values of its handles",
                    () -> handlesBy = by));
            item.setName("handles-by-" + by.word());
            item.setSelected(by == handlesBy);
            group.add(item);
            shell.fileMenu().add(item);
        }
    }

    private void newChild() {
        shell.status().info("Starting a child …");
        HandlesBy by = handlesBy;
        work.run(
                () -> sender.children().start(by, true),
                child -> shell.status().info("Child " + child.label() + " started; it was told "
                        + InheritedHandles.words(child.handles()) + " by " + by.word()),
                why -> shell.status().error("No child: " + why.getMessage()));
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
    public void notOpened(Member receiver, IpcException why) {
        sending.show(TranscriptRow.error("Cannot write to " + receiver.label() + ": " + why.getMessage()));
    }

    @Override
    public void childStarted(ChildSenders.Child child) {
        sending.show(TranscriptRow.system(
                "Child " + child.label() + " started; it was told " + InheritedHandles.words(child.handles()) + " by "
                        + child.by().word()));
    }

    @Override
    public void handedOver(ChildSenders.Child child, Target target) {
        sending.show(TranscriptRow.system(
                "Child " + child.label() + " was handed the write handle of " + target.label()));
    }

    @Override
    public void childEnded(ChildSenders.Child child, OptionalInt exitCode) {
        sending.show(TranscriptRow.system("Child " + child.label() + " ended"
                + (exitCode.isPresent() ? " with exit code " + exitCode.getAsInt() : "")));
    }

    @Override
    public void notReached(ChildSenders.Child child, IpcException why) {
        sending.show(TranscriptRow.error("Child " + child.label() + " was not reached: " + why.getMessage()));
    }
}
