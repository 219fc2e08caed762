package mailchute.window;

import java.awt.EventQueue;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import mailchute.room.Conversation;
import mailchute.room.transfer.Transfer;
import mailchute.window.part.Words;
import mailchute.window.transcript.TranscriptRow;
import mailchute.wire.Frame;

/**
 * What is told of a conversation, kept in order from the first word on; {@link #showIn} lets a window have it.
 *
 * <p>Called on the conversation's threads.
 */
final class ConversationNews implements Conversation.Listener {

    private final Conversation conversation;
    private final Deque<Consumer<ConversationWindow>> early = new ArrayDeque<>();
    private ConversationWindow window;
    private boolean closed;

    ConversationNews(Conversation conversation) {
        this.conversation = conversation;
    }

    /** On the event thread. */
    synchronized void showIn(ConversationWindow opened) {
        window = opened;
        early.forEach(news -> news.accept(opened));
        early.clear();
    }

    /** The window is gone; a conversation that is over and remembered does not keep it. */
    synchronized void close() {
        window = null;
        closed = true;
    }

    private synchronized void tell(Consumer<ConversationWindow> news) {
        if (closed) {
            return;
        }
        if (window == null) {
            early.add(news);
        } else {
            news.accept(window);
        }
    }

    @Override
    public void saying(Frame.Said words) {
        tell(w -> w.incoming().add(TranscriptRow.own(words.at(), conversation.self().nickname(), "", words.text())
                .withId(words.id().toString())
                .withState(Words.of("said.waiting"))));
    }

    @Override
    public void said(Frame.Said words) {
        tell(w -> w.incoming().add(
                TranscriptRow.message(words.at(), conversation.other().nickname(), "", words.text())
                        .withId(words.id().toString())));
    }

    @Override
    public void sent(UUID id) {
        tell(w -> w.incoming().updateState(id.toString(), Words.of("said.sent")));
    }

    @Override
    public void received(UUID id) {
        tell(w -> w.incoming().updateState(id.toString(), Words.of("said.received")));
    }

    @Override
    public void seen(UUID id) {
        tell(w -> w.incoming().updateState(id.toString(), Words.of("said.seen")));
    }

    @Override
    public void typing(boolean now) {
        tell(w -> EventQueue.invokeLater(() -> w.showTyping(now)));
    }

    @Override
    public void transfer(Transfer file) {
        tell(w -> EventQueue.invokeLater(() -> w.show(file)));
    }

    @Override
    public void strange(String what) {
        tell(w -> w.incoming().add(TranscriptRow.error(Words.of("conversation.strange", what))));
    }

    @Override
    public void ended(String why, List<UUID> lost) {
        tell(w -> {
            lost.forEach(id -> w.incoming().updateState(id.toString(), Words.of("said.lost")));
            String words = conversation.end().map(EndWords::of).orElse(why);
            w.incoming().add(TranscriptRow.system(words));
            EventQueue.invokeLater(() -> w.ended(conversation, words));
        });
    }
}
