package mailchute.room;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What of the words said here has arrived at the other end, and what was looked at there. Not for several threads. */
final class Receipts {

    /** Words that nobody looks at are counted on no longer than this; it costs their last state alone. */
    private static final int MOST_UNSEEN = 10_000;

    private final Set<UUID> unconfirmed = new LinkedHashSet<>();
    private final Set<UUID> unseen = new LinkedHashSet<>();

    void said(UUID id) {
        unconfirmed.add(id);
        unseen.add(id);
        if (unseen.size() > MOST_UNSEEN) {
            unseen.remove(unseen.iterator().next());
        }
    }

    boolean isUnconfirmed(UUID id) {
        return unconfirmed.contains(id);
    }

    /** Returns whether these words were ours and had not been confirmed. */
    boolean received(UUID id) {
        return unconfirmed.remove(id);
    }

    /** Who has looked at these words has looked at all before them; returns those, the eldest first. */
    List<UUID> seen(UUID last) {
        List<UUID> seen = new ArrayList<>();
        // What has not arrived nobody can have looked at.
        if (!unseen.contains(last) || unconfirmed.contains(last)) {
            return seen;
        }
        Iterator<UUID> words = unseen.iterator();
        while (words.hasNext()) {
            UUID id = words.next();
            words.remove();
            seen.add(id);
            if (id.equals(last)) {
                break;
            }
        }
        return seen;
    }

    List<UUID> lost() {
        return new ArrayList<>(unconfirmed);
    }
}
