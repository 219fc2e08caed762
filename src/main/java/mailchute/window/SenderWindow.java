package mailchute.window;

import java.awt.Dimension;
import java.awt.EventQueue;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import javax.swing.ButtonGroup;
import javax.swing.JRadioButtonMenuItem;
import mailchute.ipc.IpcException;
import mailchute.room.Broadcast;
import mailchute.room.ChildSenders;
import mailchute.room.HandlesBy;
import mailchute.room.Member;
import mailchute.room.ProcessEnd;
import mailchute.room.Sender;
import mailchute.room.Target;
import mailchute.window.part.Actions;
import mailchute.window.part.Background;
import mailchute.window.part.FailureWords;
import mailchute.window.part.Icons;
import mailchute.window.part.PlainComponents;
import mailchute.window.part.RoomWords;
import mailchute.window.part.Words;
import mailchute.window.transcript.TranscriptRow;
import mailchute.wire.Frame;

/** A sender's window: the receivers of its room, what it sent, and its children. */
final class SenderWindow implements Sender.Listener {

    private final Sender sender;
    private final MailchuteFrame shell;
    private final SendingPanel sending;
    private final Background work = new Background("mailchute-new-child");
    private final ChildrenModel children = new ChildrenModel();
    private HandlesBy handlesBy = HandlesBy.ARGV;

    SenderWindow(Sender sender, Runnable onClosed) {
        this.sender = sender;
        Frame.Card card = sender.participant().card();
        RoleFrame frame = RoleFrame.of(
                sender.participant(), sender.roster(), Words.of("role.sender"), true, new Dimension(1060, 560), () -> {
                    closeSending();
                    onClosed.run();
                });
        shell = frame.shell();
        sending = new SendingPanel(card, new Broadcasts(), shell.status(), frame.conversations());
        sending.showChildren(children, frame.conversations());
        sending.commands()
                .add(
                        "/child",
                        Words.of("command.child.arguments"),
                        Words.of("command.child"),
                        this::childCommand,
                        begun -> List.of("argv", "env"));
        shell.frame().setName("sender");
        shell.add(NewSender.action(card, shell.status()), "new-sender");
        shell.add(
                Actions.action(
                        Words.of("new-child"),
                        Icons.NEW_CHILD.icon(),
                        "ctrl shift N",
                        Words.of("new-child.tip"),
                        this::newChild),
                "new-child");
        shell.fileMenu().add(PlainComponents.menuItem(sending.sendAgain())).setName("menu-send-again");
        addHandlesMenu();
        shell.fill(sending);
        shell.status()
                .info(Words.of("sender.status", RoomWords.of(card.room()), card.nickname(), Long.toString(card.pid())));
        sender.listen(this);
    }

    private void closeSending() {
        sending.close();
    }

    private void addHandlesMenu() {
        shell.fileMenu().addSeparator();
        ButtonGroup group = new ButtonGroup();
        for (HandlesBy by : HandlesBy.values()) {
            JRadioButtonMenuItem item = PlainComponents.radioItem(Actions.action(
                    Words.of("handles.menu." + by.name().toLowerCase(Locale.ROOT)),
                    null,
                    by == HandlesBy.ARGV ? "ctrl shift A" : "ctrl shift E",
                    Words.of("handles-menu.tip"),
                    () -> handlesBy = by));
            item.setName("handles-by-" + by.word());
            item.setSelected(by == handlesBy);
            group.add(item);
            shell.fileMenu().add(item);
        }
    }

    private void newChild() {
        newChild(handlesBy);
    }

    private void newChild(HandlesBy by) {
        shell.status().info(Words.of("child.starting"));
        work.run(
                () -> sender.children().start(by, true),
                child -> shell.status().info(started(child)),
                why -> shell.status().error(Words.of("child.none", FailureWords.of(why))));
    }

    private static String started(ChildSenders.Child child) {
        String by = Words.of("handles.by." + child.by().name().toLowerCase(Locale.ROOT));
        return Words.of("child.started", child.label(), DeliveryWords.handles(child.handles()), by);
    }

    private void childCommand(String how) {
        switch (how) {
            case "" -> newChild(handlesBy);
            case "argv" -> newChild(HandlesBy.ARGV);
            case "env" -> newChild(HandlesBy.ENVIRONMENT);
            default -> shell.status().error(Words.of("command.child.usage"));
        }
    }

    /** What the panel says goes through the sender, whose other listeners hear of it too. */
    private final class Broadcasts implements SendingPanel.Broadcasting {

        @Override
        public Broadcast broadcast(String text, Predicate<Target> wanted) throws IpcException {
            return sender.say(text, wanted);
        }

        @Override
        public Broadcast again(Broadcast before) {
            return sender.again(before);
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
    public void notOpened(Member receiver, IpcException why) {
        sending.show(TranscriptRow.error(Words.of("sender.not-opened", receiver.label(), FailureWords.of(why))));
    }

    @Override
    public void childStarted(ChildSenders.Child child) {
        EventQueue.invokeLater(() -> children.started(child));
        sending.show(TranscriptRow.system(started(child)));
    }

    @Override
    public void handedOver(ChildSenders.Child child, Target target) {
        sending.show(TranscriptRow.system(Words.of("child.handed", child.label(), DeliveryWords.label(target))));
    }

    @Override
    public void childEnded(ChildSenders.Child child, ProcessEnd end) {
        EventQueue.invokeLater(() -> children.ended(child, end));
        sending.show(TranscriptRow.system(Words.of("child.left", child.label(), ChildrenModel.ended(end))));
    }

    @Override
    public void notReached(ChildSenders.Child child, IpcException why) {
        sending.show(TranscriptRow.error(Words.of("child.not-reached", child.label(), FailureWords.of(why))));
    }
}
