package mailchute.window;

import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.EventQueue;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import javax.swing.JPanel;
import mailchute.ipc.IpcException;
import mailchute.room.Conversation;
import mailchute.window.part.Background;
import mailchute.window.part.Composer;
import mailchute.window.participants.ParticipantsPanel;
import mailchute.window.transcript.IncomingRows;
import mailchute.window.transcript.TranscriptPane;
import mailchute.window.transcript.TranscriptRow;
import mailchute.window.transcript.TranscriptView;
import mailchute.wire.Frame;
import mailchute.wire.Limits;

/** One conversation. */
final class ConversationWindow {

    /** What a frame adds to the text it carries, at most; the frame itself is measured before it is sent. */
    private static final int FRAME_OVERHEAD = 512;

    private final Conversation conversation;
    private final MailchuteFrame shell;
    private final TranscriptView transcript = new TranscriptView();
    private final IncomingRows incoming = new IncomingRows(transcript);
    private final Composer composer;
    private final Background work = new Background("mailchute-conversation-window");
    private boolean live = true;

    /**
     * What is said, kept in order from the first word on; {@link #showIn} lets the window have it.
     *
     * <p>Called on the conversation's threads.
     */
    static final class Words implements Conversation.Listener {

        private final Deque<Consumer<ConversationWindow>> early = new ArrayDeque<>();
        private ConversationWindow window;

        /** On the event thread. */
        synchronized void showIn(ConversationWindow opened) {
            window = opened;
            early.forEach(news -> news.accept(opened));
            early.clear();
        }

        private synchronized void tell(Consumer<ConversationWindow> news) {
            if (window == null) {
                early.add(news);
            } else {
                news.accept(window);
            }
        }

        @Override
        public void saying(Frame.Said words) {
            tell(w -> w.incoming.add(TranscriptRow.own(words.at(), w.conversation.self().nickname(), "", words.text())
                    .withId(words.id().toString())
                    .withState("waiting")));
        }

        @Override
        public void said(Frame.Said words) {
            tell(w -> w.shell.alert().arrived(w.conversation.other().nickname(), words.text()));
            tell(w -> w.incoming.add(
                    TranscriptRow.message(words.at(), w.conversation.other().nickname(), "", words.text())));
        }

        @Override
        public void sent(UUID id) {
            tell(w -> w.incoming.updateState(id.toString(), "sent"));
        }

        @Override
        public void received(UUID id) {
            tell(w -> w.incoming.updateState(id.toString(), "received"));
        }

        @Override
        public void strange(String what) {
            tell(w -> w.incoming.add(TranscriptRow.error(what)));
        }

        @Override
        public void ended(String why, List<UUID> lost) {
            tell(w -> {
                lost.forEach(id -> w.incoming.updateState(id.toString(), "not received"));
                w.incoming.add(TranscriptRow.system(why));
                EventQueue.invokeLater(() -> w.ended(why));
            });
        }
    }

    ConversationWindow(Conversation conversation, Words words, ParticipantsPanel participants, Runnable onClosed) {
        this.conversation = conversation;
        Frame.Card other = conversation.other();
        String title = other.nickname() + " (" + other.pid() + ") – " + conversation.self().nickname();
        shell = new MailchuteFrame(title, participants, false, new Dimension(560, 460), () -> {
            incoming.close();
            work.run(
                    () -> {
                        conversation.close();
                        return conversation;
                    },
                    closed -> {},
                    why -> {});
            onClosed.run();
        });
        composer = new Composer(Limits.PIPE_MESSAGE - FRAME_OVERHEAD, this::say, shell.status()::error);
        composer.setHint("Say something to " + other.nickname());
        composer.setAccessibleName("Message to " + other.nickname());
        transcript.setName("transcript");
        transcript.getAccessibleContext().setAccessibleName("Conversation with " + other.nickname());
        transcript.setEmptyHint("Only " + other.nickname() + " hears what is said here.");
        JPanel main = new JPanel(new BorderLayout());
        main.add(new TranscriptPane(transcript), BorderLayout.CENTER);
        main.add(composer, BorderLayout.SOUTH);
        shell.frame().setName("conversation-" + other.pid());
        shell.rememberAs("conversation." + other.nickname());
        shell.fill(main);
        shell.status().info("Connected with process " + conversation.peer().pid() + " of "
                + conversation.peer().user().name() + " over " + conversation.address());
        words.showIn(this);
    }

    void open(boolean takeFocus) {
        shell.show(takeFocus);
        composer.requestFocusInWindow();
    }

    boolean isLive() {
        return live;
    }

    void toFront() {
        shell.toFront();
        // From another window of ours, where the focus is now.
        composer.requestFocus();
    }

    private boolean say(String text) {
        try {
            conversation.say(text);
            return true;
        } catch (IpcException e) {
            shell.status().error("Not said: " + e.getMessage());
            return false;
        }
    }

    private void ended(String why) {
        live = false;
        composer.setEnabled(false);
        shell.status().warning("The conversation is over: " + why);
    }
}
