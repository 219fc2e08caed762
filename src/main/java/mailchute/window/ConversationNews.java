package mailchute.window;

import java.awt.EventQueue;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Consumer;
import mailchute.history.Entry;
import mailchute.history.History;
import mailchute.room.Conversation;
import mailchute.room.Spoken;
import mailchute.room.transfer.Transfer;
import mailchute.window.part.Words;
import mailchute.window.reading.Said;
import mailchute.window.transcript.TranscriptRow;
import mailchute.wire.Frame;

/**
 * What is told of a conversation, kept in order from the first word on; {@link #showIn} lets a window have it.
 *
 * <p>Called on the conversation's threads.
 */
final class ConversationNews implements Conversation.Listener {

    private final Conversation conversation;
    private final Optional<History> history;
    private final Deque<Consumer<ConversationWindow>> early = new ArrayDeque<>();
    private ConversationWindow window;
    private boolean closed;

    /** @param history where words are kept before they are shown */
    ConversationNews(Conversation conversation, Optional<History> history) {
        this.conversation = conversation;
        this.history = history;
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

    /** Keeps what was said, then shows it. */
    private void keep(Entry entry, Consumer<TranscriptRow> shown) {
        Consumer<OptionalLong> kept = place -> shown.accept(Said.brief(entry, place));
        history.ifPresentOrElse(h -> h.record(entry, kept), () -> kept.accept(OptionalLong.empty()));
    }

    /** What becomes of words, after the words. */
    private void tellLater(Consumer<ConversationWindow> news) {
        history.ifPresentOrElse(h -> h.then(() -> tell(news)), () -> tell(news));
    }

    private void tellState(UUID id, String state) {
        tellLater(w -> w.incoming().updateState(id.toString(), state));
    }

    @Override
    public void saying(Frame.Said words) {
        String waiting = Words.of("said.waiting");
        keep(Spoken.in(conversation, words, true), row -> tell(w -> w.incoming().add(row.withState(waiting))));
    }

    @Override
    public void said(Frame.Said words) {
        keep(
                Spoken.in(conversation, words, false),
                row -> tell(w -> {
                    w.incoming().add(row);
                    w.alert().arrived(row.sender(), row.text());
                }));
    }

    @Override
    public void sent(UUID id) {
        tellState(id, Words.of("said.sent"));
    }

    @Override
    public void received(UUID id) {
        tellState(id, Words.of("said.received"));
    }

    @Override
    public void seen(UUID id) {
        tellState(id, Words.of("said.seen"));
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
        tellLater(w -> w.incoming().add(TranscriptRow.error(Words.of("conversation.strange", what))));
    }

    @Override
    public void ended(String why, List<UUID> lost) {
        tellLater(w -> {
            lost.forEach(id -> w.incoming().updateState(id.toString(), Words.of("said.lost")));
            String words = conversation.end().map(EndWords::of).orElse(why);
            w.incoming().add(TranscriptRow.system(words));
            EventQueue.invokeLater(() -> w.ended(conversation, words));
        });
    }
}
