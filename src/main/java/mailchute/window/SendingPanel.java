package mailchute.window;

import com.formdev.flatlaf.util.UIScale;
import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.event.KeyEvent;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javax.swing.Action;
import javax.swing.BorderFactory;
import javax.swing.JComponent;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JSplitPane;
import javax.swing.JTable;
import javax.swing.KeyStroke;
import javax.swing.ListSelectionModel;
import mailchute.ipc.IpcException;
import mailchute.room.Broadcast;
import mailchute.room.Target;
import mailchute.window.command.RoomCommands;
import mailchute.window.command.SlashCommands;
import mailchute.window.part.Actions;
import mailchute.window.part.Background;
import mailchute.window.part.Composer;
import mailchute.window.part.FailureWords;
import mailchute.window.part.Icons;
import mailchute.window.part.PlainComponents;
import mailchute.window.part.RoomWords;
import mailchute.window.part.StatusLine;
import mailchute.window.part.Words;
import mailchute.window.reading.LinkOpener;
import mailchute.window.transcript.IncomingRows;
import mailchute.window.transcript.TranscriptPane;
import mailchute.window.transcript.TranscriptRow;
import mailchute.window.transcript.TranscriptView;
import mailchute.wire.Frame;
import mailchute.wire.Limits;

/** What a sender and a child sender share: the receivers with their ticks, what was sent, and the composer. */
final class SendingPanel extends JPanel {

    /** What a frame adds to the text it carries, at most; the frame itself is measured before it is written. */
    private static final int FRAME_OVERHEAD = 1024;
    /** As long as Linux makes them (PID_MAX_LIMIT). */
    private static final String LONGEST_PID = "4194304";

    /** Broadcasts; both may block. */
    interface Broadcasting {

        Broadcast broadcast(String text, Predicate<Target> wanted) throws IpcException;

        /** Writes a message again where it was not taken. */
        Broadcast again(Broadcast before) throws IpcException;
    }

    private final String room;
    private final transient Broadcasting broadcasting;
    private final transient StatusLine status;
    private final transient Background work = new Background("mailchute-broadcast");
    private final TargetsModel targets = new TargetsModel();
    private final TranscriptView transcript = new TranscriptView();
    private final transient IncomingRows incoming = new IncomingRows(transcript);
    private final transient SentMessages sent = new SentMessages();
    private final transient SlashCommands commands;
    private final transient Action sendAgain;
    private final JSplitPane lists = new JSplitPane(JSplitPane.HORIZONTAL_SPLIT);
    private final Composer composer;
    private final transient ConversationWindows conversations;
    private String standing = "";

    SendingPanel(Frame.Card card, Broadcasting broadcasting, StatusLine status, ConversationWindows conversations) {
        super(new BorderLayout());
        this.room = RoomWords.of(card.room());
        this.broadcasting = broadcasting;
        this.status = status;
        this.conversations = conversations;
        commands = new SlashCommands(status::error);
        RoomCommands.addTo(commands, new Host(conversations), this, conversations::roster, card.nickname());
        sendAgain = Actions.action(
                Words.of("send-again"),
                Icons.SEND.icon(),
                "ctrl R",
                Words.of("send-again.tip"),
                this::sendSelectedAgain);
        composer = new Composer(Limits.MAILSLOT_MESSAGE - FRAME_OVERHEAD, this::send, status::error);
        composer.setAccessibleName(Words.of("sending.message-to", room));
        composer.completeBy(commands::completions);
        composer.onTooLong(this::tooLong);
        transcript.setName("transcript");
        transcript.getAccessibleContext().setAccessibleName(Words.of("sending.sent"));
        transcript.setEmptyHint(Words.of("sending.empty"));
        transcript.onOpen(this::showDeliveries);
        transcript.onLink(new LinkOpener(transcript, status::error)::open);
        transcript.onProblem(status::error);
        lists.setName("split-children");
        lists.setLeftComponent(pane(table(conversations)));
        lists.setBorder(BorderFactory.createEmptyBorder());
        lists.setDividerSize(0);
        JSplitPane split = new JSplitPane(JSplitPane.VERTICAL_SPLIT, lists, new TranscriptPane(transcript));
        split.setName("split-targets");
        split.setDividerLocation(UIScale.scale(130));
        split.setContinuousLayout(true);
        split.setBorder(BorderFactory.createEmptyBorder());
        add(split, BorderLayout.CENTER);
        add(composer, BorderLayout.SOUTH);
        setTargets(List.of());
    }

    private JTable table(ConversationWindows conversations) {
        JTable table = PlainComponents.table(targets);
        table.setName("targets");
        table.getAccessibleContext().setAccessibleName(Words.of("targets.name"));
        PlainComponents.setColumnWidths(table, 40, 150, 70, 90, 160);
        table.getColumnModel().getColumn(0).setMaxWidth(UIScale.scale(72));
        PlainComponents.keepWhole(table, 2, LONGEST_PID);
        onChosen(table, 1, row -> {
            if (targets.target(row).receiver() != 0) {
                conversations.talkTo(targets.target(row).receiver());
            }
        });
        return table;
    }

    /** Lets Enter and a double click choose a row of a list of processes to talk to. */
    private static void onChosen(JTable table, int firstColumn, Consumer<Integer> chosen) {
        PlainComponents.keepHeadersWhole(table);
        table.setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
        table.setShowGrid(false);
        table.setFillsViewportHeight(true);
        table.getTableHeader().setReorderingAllowed(false);
        Runnable choose = () -> {
            if (table.getSelectedRow() >= 0) {
                chosen.accept(table.getSelectedRow());
            }
        };
        table.addMouseListener(new MouseAdapter() {
            @Override
            public void mouseClicked(MouseEvent event) {
                if (event.getClickCount() == 2 && table.columnAtPoint(event.getPoint()) >= firstColumn) {
                    choose.run();
                }
            }
        });
        table.getInputMap(JComponent.WHEN_ANCESTOR_OF_FOCUSED_COMPONENT)
                .put(KeyStroke.getKeyStroke(KeyEvent.VK_ENTER, 0), "talk");
        table.getActionMap().put("talk", Actions.action(Words.of("talk"), null, "", Words.of("talk.tip"), choose));
    }

    /** Leaves each of the two lists as much room as its columns need. */
    private static JScrollPane pane(JTable table) {
        JScrollPane pane = new JScrollPane(table);
        pane.setMinimumSize(new Dimension(table.getMinimumSize().width, UIScale.scale(70)));
        pane.setBorder(BorderFactory.createEmptyBorder());
        return pane;
    }

    /** Shows a sender's children beside the receivers. */
    void showChildren(ChildrenModel children, ConversationWindows conversations) {
        JTable table = PlainComponents.table(children);
        table.setName("children");
        table.getAccessibleContext().setAccessibleName(Words.of("children.name"));
        PlainComponents.setColumnWidths(table, 90, 60, 220);
        PlainComponents.keepWhole(table, 1, LONGEST_PID);
        onChosen(table, 0, row -> {
            if (children.runs(row)) {
                conversations.talkTo(children.pid(row));
            }
        });
        lists.setRightComponent(pane(table));
        lists.setResizeWeight(0.6);
        lists.setContinuousLayout(true);
        lists.setDividerSize(6);
    }

    /** What can be written in the composer beside messages. */
    SlashCommands commands() {
        return commands;
    }

    /** Writes the selected messages again where they were not taken. */
    Action sendAgain() {
        return sendAgain;
    }

    /** Says something in the status line that stands beside what becomes of each message. */
    void setStanding(String line) {
        standing = line;
        status.info(line);
    }

    /** On the event thread: the receivers of now. */
    void setTargets(List<Target> now) {
        targets.setTargets(now);
        composer.setHint(now.isEmpty() ? Words.of("sending.nobody", room) : Words.of("sending.hint", room));
    }

    /** From any thread: a message was written. */
    void show(Broadcast broadcast) {
        sent.put(broadcast);
        Frame.Post post = broadcast.post();
        incoming.add(TranscriptRow.own(post.at(), post.from(), Long.toString(post.pid()), post.text())
                .withId(post.id().toString())
                .withState(DeliveryWords.state(broadcast)));
    }

    /** From any thread: a row of another kind. */
    void show(TranscriptRow row) {
        incoming.add(row);
    }

    void focusComposer() {
        composer.requestFocusInWindow();
    }

    /** Lets go of what was not shown yet. */
    void close() {
        incoming.close();
    }

    private boolean send(String text) {
        if (SlashCommands.isCommand(text)) {
            return commands.run(text);
        }
        return sendMessage(SlashCommands.message(text));
    }

    private boolean sendMessage(String text) {
        Set<Long> ticked = targets.ticked();
        if (ticked.isEmpty()) {
            status.error(
                    targets.getRowCount() == 0
                            ? Words.of("sending.not-sent-nobody")
                            : Words.of("sending.not-sent-unticked"));
            return false;
        }
        work.run(
                () -> broadcasting.broadcast(text, target -> ticked.contains(TargetsModel.key(target))),
                this::sent,
                why -> notSent(text, why));
        return true;
    }

    private void sent(Broadcast broadcast) {
        targets.note(broadcast);
        boolean all = broadcast.taken() == broadcast.deliveries().size();
        String line = DeliveryWords.state(broadcast);
        if (all) {
            status.info(standing.isEmpty() ? line : standing + " · " + line);
        } else {
            status.warning(line);
        }
    }

    private void notSent(String text, IpcException why) {
        // It goes back to where it can be sent again, unless something new is being written there.
        if (composer.text().isEmpty()) {
            composer.setText(text);
        } else {
            incoming.add(TranscriptRow.error(Words.of("sending.not-sent", text)));
        }
        status.error(Words.of("sending.not-sent", FailureWords.of(why)));
    }

    private void tooLong(String text) {
        LongText.ask(
                this,
                text,
                composer.maxBytes(),
                message -> sentNow(text, offerAsFile(message)),
                pieces -> sentNow(text, pieces.stream().allMatch(this::sendMessage)));
    }

    private void sentNow(String text, boolean sent) {
        if (sent) {
            composer.sentNow(text);
        }
    }

    /** In a conversation with each receiver that is ticked. */
    private boolean offerAsFile(String text) {
        List<Long> pids = targets.tickedReceivers();
        if (pids.isEmpty()) {
            status.error(Words.of("sending.no-conversation"));
            return false;
        }
        pids.forEach(pid -> conversations.offerText(pid, text));
        return true;
    }

    private void showDeliveries(TranscriptRow row) {
        sent.get(row.id())
                .ifPresent(broadcast -> DeliveriesDialog.open(this, broadcast, told -> sendAgain(row.id(), told)));
    }

    private void sendSelectedAgain() {
        List<Broadcast> missing = transcript.selectedRows().stream()
                .flatMap(row -> sent.get(row.id()).stream())
                .filter(broadcast -> broadcast.taken() < broadcast.deliveries().size())
                .toList();
        if (missing.isEmpty()) {
            status.info(Words.of("send-again.none"));
        }
        missing.forEach(broadcast -> sendAgain(broadcast.post().id().toString(), now -> {}));
    }

    private void sendAgain(String id, Consumer<Broadcast> told) {
        work.run(
                () -> broadcasting.again(sent.get(id).orElseThrow()),
                now -> {
                    sent.put(now);
                    incoming.updateState(id, DeliveryWords.state(now));
                    sent(now);
                    told.accept(now);
                },
                why -> status.error(Words.of("sending.not-sent", FailureWords.of(why))));
    }

    private final class Host implements RoomCommands.Host {

        private final ConversationWindows conversations;

        Host(ConversationWindows conversations) {
            this.conversations = conversations;
        }

        @Override
        public void say(String text) {
            sendMessage(text);
        }

        @Override
        public void note(String text) {
            incoming.add(TranscriptRow.system(text));
        }

        @Override
        public void problem(String text) {
            status.error(text);
        }

        @Override
        public void clear() {
            transcript.content().clear();
        }

        @Override
        public void tell(long pid, String text) {
            conversations.say(pid, text);
        }

        @Override
        public void sendFile(long pid, Path path) {
            conversations.offer(pid, path);
        }
    }
}
