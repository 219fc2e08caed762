package mailchute.window;

import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.event.KeyEvent;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
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
import mailchute.window.part.Actions;
import mailchute.window.part.Background;
import mailchute.window.part.Composer;
import mailchute.window.part.PlainComponents;
import mailchute.window.part.StatusLine;
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

    /** Broadcasts; may block. */
    @FunctionalInterface
    interface Broadcasting {
        Broadcast broadcast(String text, Predicate<Target> wanted) throws IpcException;
    }

    private final String room;
    private final transient Broadcasting broadcasting;
    private final transient StatusLine status;
    private final transient Background work = new Background("mailchute-broadcast");
    private final TargetsModel targets = new TargetsModel();
    private final TranscriptView transcript = new TranscriptView();
    private final transient IncomingRows incoming = new IncomingRows(transcript);
    private final Composer composer;
    private String standing = "";

    /** @param talk opens a conversation with a receiver */
    SendingPanel(String room, Broadcasting broadcasting, StatusLine status, LongConsumer talk) {
        super(new BorderLayout());
        this.room = room;
        this.broadcasting = broadcasting;
        this.status = status;
        composer = new Composer(Limits.MAILSLOT_MESSAGE - FRAME_OVERHEAD, this::send, status::error);
        composer.setAccessibleName("Message to " + room);
        transcript.setName("transcript");
        transcript.getAccessibleContext().setAccessibleName("Sent");
        transcript.setEmptyHint("What is sent here appears with the number of mailslots that took it.");
        JScrollPane table = new JScrollPane(table(talk));
        table.setMinimumSize(new Dimension(100, 70));
        JSplitPane split = new JSplitPane(JSplitPane.VERTICAL_SPLIT, table, new TranscriptPane(transcript));
        split.setDividerLocation(130);
        split.setContinuousLayout(true);
        split.setBorder(BorderFactory.createEmptyBorder());
        table.setBorder(BorderFactory.createEmptyBorder());
        add(split, BorderLayout.CENTER);
        add(composer, BorderLayout.SOUTH);
        setTargets(List.of());
    }

    private JTable table(LongConsumer talk) {
        JTable table = PlainComponents.table(targets);
        table.setName("targets");
        table.getAccessibleContext().setAccessibleName("Receivers");
        table.setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
        table.setShowGrid(false);
        table.setFillsViewportHeight(true);
        table.getTableHeader().setReorderingAllowed(false);
        int[] widths = {36, 200, 80, 100};
        for (int i = 0; i < widths.length; i++) {
            table.getColumnModel().getColumn(i).setPreferredWidth(widths[i]);
        }
        table.getColumnModel().getColumn(0).setMaxWidth(44);
        Runnable talkToSelected = () -> {
            int row = table.getSelectedRow();
            if (row >= 0 && targets.target(row).receiver() != 0) {
                talk.accept(targets.target(row).receiver());
            }
        };
        table.addMouseListener(new MouseAdapter() {
            @Override
            public void mouseClicked(MouseEvent event) {
                if (event.getClickCount() == 2 && table.columnAtPoint(event.getPoint()) > 0) {
                    talkToSelected.run();
                }
            }
        });
        table.getInputMap(JComponent.WHEN_ANCESTOR_OF_FOCUSED_COMPONENT)
                .put(KeyStroke.getKeyStroke(KeyEvent.VK_ENTER, 0), "talk");
        table.getActionMap()
                .put("talk", Actions.action("Talk", null, "", "Open a conversation with the receiver", talkToSelected));
        return table;
    }

    /** Says something in the status line that stands beside what becomes of each message. */
    void setStanding(String line) {
        standing = line;
        status.info(line);
    }

    /** On the event thread: the receivers of now. */
    void setTargets(List<Target> now) {
        targets.setTargets(now);
        composer.setHint(
                now.isEmpty() ? "Nobody receives in " + room + " yet" : "Message to everyone ticked in " + room);
    }

    /** From any thread: a message was written. */
    void show(Broadcast broadcast) {
        Frame.Post post = broadcast.post();
        incoming.add(TranscriptRow.own(post.at(), post.from(), Long.toString(post.pid()), post.text())
                .withId(post.id().toString())
                .withState(broadcast.summary()));
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
        Set<Long> ticked = targets.ticked();
        if (ticked.isEmpty()) {
            status.error(targets.getRowCount() == 0
                    ? "Not sent: nobody receives in this room yet"
                    : "Not sent: no receiver is ticked");
            return false;
        }
        work.run(
                () -> broadcasting.broadcast(text, target -> ticked.contains(TargetsModel.key(target))),
                this::sent,
                why -> notSent(text, why));
        return true;
    }

    private void sent(Broadcast broadcast) {
        boolean all = broadcast.taken() == broadcast.deliveries().size();
        String summary = broadcast.summary();
        String sentence = Character.toUpperCase(summary.charAt(0)) + summary.substring(1);
        String line = standing.isEmpty() ? sentence : standing + " · " + summary;
        if (all) {
            status.info(line);
        } else {
            status.warning(sentence);
        }
    }

    private void notSent(String text, IpcException why) {
        // It goes back to where it can be sent again, unless something new is being written there.
        if (composer.text().isEmpty()) {
            composer.setText(text);
        } else {
            incoming.add(TranscriptRow.error("Not sent: " + text));
        }
        status.error("Not sent: " + why.getMessage());
    }
}
