package mailchute.window.reading;

import java.awt.EventQueue;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The senders whose messages a window does not show, by the names they go by, each with how many messages that were. A
 * message may be taken on any thread; the listener is told on the event thread.
 */
public final class MutedSenders {

    private final Map<String, Long> counts = new TreeMap<>();
    private final AtomicBoolean telling = new AtomicBoolean();
    private final Runnable listener;

    /** @param listener told when the senders or a count have changed; many changes at once are told once */
    public MutedSenders(Runnable listener) {
        this.listener = listener;
    }

    /** Takes a message of this sender; true where it is muted, and counted. */
    public boolean mutes(String sender) {
        synchronized (counts) {
            if (counts.computeIfPresent(sender, (name, count) -> count + 1) == null) {
                return false;
            }
        }
        tell();
        return true;
    }

    /** Shows nothing of this sender from now on. */
    public void mute(String sender) {
        synchronized (counts) {
            counts.putIfAbsent(sender, 0L);
        }
        tell();
    }

    /** Shows this sender again. */
    public void unmute(String sender) {
        synchronized (counts) {
            counts.remove(sender);
        }
        tell();
    }

    public boolean isMuted(String sender) {
        synchronized (counts) {
            return counts.containsKey(sender);
        }
    }

    /** The muted senders by name, each with how many of its messages were not shown since. */
    public Map<String, Long> counts() {
        synchronized (counts) {
            return new TreeMap<>(counts);
        }
    }

    private void tell() {
        if (!telling.getAndSet(true)) {
            EventQueue.invokeLater(() -> {
                telling.set(false);
                listener.run();
            });
        }
    }
}
