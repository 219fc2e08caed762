package mailchute.window;

import java.awt.EventQueue;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import mailchute.history.History;
import mailchute.ipc.IpcException;
import mailchute.room.Conversation;
import mailchute.room.Participant;
import mailchute.room.Reconnection;
import mailchute.room.Roster;
import mailchute.window.file.Offering;
import mailchute.window.part.Background;
import mailchute.window.participants.ParticipantsPanel;

/** The conversation windows of this process: one for each conversation, whichever side opened it. */
final class ConversationWindows {

    private final Participant participant;
    private final Roster roster;
    private final Background calls = new Background("mailchute-calls");
    private final Map<Conversation, ConversationWindow> open = new HashMap<>();
    private Consumer<IpcException> problem = why -> {};

    ConversationWindows(Participant participant, Roster roster) {
        this.participant = participant;
        this.roster = roster;
        participant.onConversation(this::begin);
    }

    /** Calls the listener when a conversation could not be opened. */
    void onProblem(Consumer<IpcException> listener) {
        problem = listener;
    }

    /** Who is here. */
    Roster roster() {
        return roster;
    }

    /** Says something to a process, in the conversation that is open with it or in a new one. */
    void say(long pid, String text) {
        calls.run(() -> with(pid).say(text), said -> {}, problem);
    }

    /** Offers a process a file, in the conversation that is open with it or in a new one. */
    void offer(long pid, Path file) {
        calls.run(() -> Offering.file(with(pid).files(), file), offered -> {}, problem);
    }

    /** Offers a process a text as a file, in the conversation that is open with it or in a new one. */
    void offerText(long pid, String text) {
        calls.run(() -> Offering.text(with(pid).files(), text), offered -> {}, problem);
    }

    private Conversation with(long pid) throws IpcException {
        Optional<Conversation> already = participant.conversations().stream()
                .filter(conversation -> conversation.other().pid() == pid)
                .findFirst();
        return already.isPresent() ? already.get() : participant.converseWith(pid);
    }

    /** Goes on with a conversation that is over; blocks. Its window is given the one that goes on with it. */
    Reconnection reconnect(Conversation ended) throws IpcException {
        return participant.reconnect(ended, roster);
    }

    /** Where conversations are kept, if they are. */
    Optional<History> history() {
        return participant.history();
    }

    /** Opens a conversation with a process, or brings the one that is open to the front. */
    void talkTo(long pid) {
        Optional<ConversationWindow> already = open.entrySet().stream()
                .filter(entry ->
                        entry.getKey().other().pid() == pid && entry.getValue().isLive())
                .map(Map.Entry::getValue)
                .findFirst();
        if (already.isPresent()) {
            already.get().toFront();
        } else {
            calls.run(() -> participant.converseWith(pid), conversation -> {}, problem);
        }
    }

    /** On a thread of the room, before the first word: the window is made on the event thread and hears everything. */
    private void begin(Conversation conversation) {
        ConversationNews news = new ConversationNews(conversation, participant.history());
        conversation.listen(news);
        EventQueue.invokeLater(() -> {
            Optional<ConversationWindow> before = conversation.earlier().map(open::remove);
            if (before.isPresent()) {
                open.put(conversation, before.get());
                before.get().goOn(conversation, news);
            } else {
                show(conversation, news);
            }
        });
    }

    private void show(Conversation conversation, ConversationNews news) {
        ConversationWindow window = new ConversationWindow(
                conversation,
                news,
                this,
                new ParticipantsPanel(roster, participant.card(), participant.user(), this::talkTo),
                this::closed);
        open.put(conversation, window);
        // Whoever asked for it wants to type; whoever is called is not to be disturbed.
        window.open(conversation.openedBy() == Conversation.OpenedBy.US);
    }

    private void closed(ConversationWindow window) {
        open.values().remove(window);
    }
}
