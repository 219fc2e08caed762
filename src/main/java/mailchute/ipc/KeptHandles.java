package mailchute.ipc;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The handles that came to a child over its line, by value and ticket, and what holds each.
 *
 * <p>For the implementations of this package's types; programs have no use for it.
 */
public final class KeptHandles {

    /** One handle that came; without what closes it until that was said. */
    private static final class Kept {
        final long ticket;
        Optional<Runnable> close = Optional.empty();
        boolean wanted;

        Kept(long ticket) {
            this.ticket = ticket;
        }
    }

    private final Map<Long, Kept> byValue = new HashMap<>();

    /** A handle came. One that had the same value before was closed, or the value would not be free. */
    public synchronized void came(long value, long ticket) {
        byValue.put(value, new Kept(ticket));
    }

    /**
     * Says what closes a handle; it is closed at once where the parent wanted it back meanwhile.
     *
     * @return the ticket to tell the parent of then
     * @throws IllegalArgumentException where no handle with this value came
     */
    public OptionalLong keep(long value, Runnable close) {
        Kept kept;
        synchronized (this) {
            kept = byValue.get(value);
            if (kept == null) {
                throw new IllegalArgumentException("no handle with the value " + value + " came over this line");
            }
            if (!kept.wanted) {
                kept.close = Optional.of(close);
                return OptionalLong.empty();
            }
            byValue.remove(value);
        }
        close.run();
        return OptionalLong.of(kept.ticket);
    }

    /**
     * The parent wants a handle back: it is closed.
     *
     * @return false where it is not known yet what holds the handle: {@link #keep} will close it
     */
    public boolean giveBack(long ticket) {
        Optional<Runnable> close;
        synchronized (this) {
            Optional<Map.Entry<Long, Kept>> found = byValue.entrySet().stream()
                    .filter(entry -> entry.getValue().ticket == ticket)
                    .findFirst();
            if (found.isEmpty()) {
                return true;
            }
            Kept kept = found.get().getValue();
            if (kept.close.isEmpty()) {
                kept.wanted = true;
                return false;
            }
            byValue.remove(found.get().getKey());
            close = kept.close;
        }
        close.get().run();
        return true;
    }
}
