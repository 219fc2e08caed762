package mailchute.room;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import mailchute.ipc.User;
import mailchute.wire.Frame;

/** The conversations of this participant that are over and that another may go on with. */
final class PastConversations {

    private static final int MOST = 100;

    /** @param endedNanos the same moment of {@link System#nanoTime} */
    private record Past(Conversation conversation, Instant endedAt, long endedNanos) {

        /** When it ended, by the wall clock of now if that was set back since. */
        Instant endedByClockOfNow() {
            Instant now = Instant.now().minusNanos(System.nanoTime() - endedNanos);
            return now.isBefore(endedAt) ? now : endedAt;
        }
    }

    private final Deque<Past> newestFirst = new ArrayDeque<>();

    synchronized void add(Conversation conversation) {
        newestFirst.addFirst(new Past(conversation, Instant.now(), System.nanoTime()));
        if (newestFirst.size() > MOST) {
            newestFirst.removeLast();
        }
    }

    /** All of them, the newest first. */
    synchronized List<Conversation> all() {
        return newestFirst.stream().map(Past::conversation).toList();
    }

    /** Takes out the one that a conversation with this participant goes on with. */
    synchronized Optional<Conversation> take(Frame.Card other, User user) {
        Iterator<Past> all = newestFirst.iterator();
        while (all.hasNext()) {
            Past past = all.next();
            if (isSame(past.conversation(), other) || isRestarted(past, other, user)) {
                all.remove();
                return Optional.of(past.conversation());
            }
        }
        return Optional.empty();
    }

    /** Takes out this very one. */
    synchronized boolean take(Conversation conversation) {
        return newestFirst.removeIf(past -> past.conversation() == conversation);
    }

    private static boolean isSame(Conversation past, Frame.Card other) {
        return past.other().pid() == other.pid() && past.other().since().equals(other.since());
    }

    /** Of the same name in the same room, and come only after the end: not one of two that were there all the time. */
    private static boolean isRestarted(Past past, Frame.Card other, User user) {
        Frame.Card before = past.conversation().other();
        return before.nickname().equals(other.nickname())
                && before.room().equals(other.room())
                && before.role() == other.role()
                && past.conversation().peer().user().id().equals(user.id())
                && other.since().isAfter(past.endedByClockOfNow());
    }
}
