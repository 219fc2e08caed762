package mailchute.window.alert;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mailchute.window.part.Words;
import mailchute.wire.VisibleText;

/** Messages that came close together, which one notification tells of. */
final class Burst {

    private static final int MOST_NAMES = 3;
    private static final int MOST_KEPT = 1_000;
    private static final int MOST_CHARACTERS = 160;

    private final Optional<String> room;
    private final Set<String> senders = new LinkedHashSet<>();
    private int count;
    private String text = "";

    /** @param room what they are in; empty for a conversation */
    Burst(Optional<String> room) {
        this.room = room;
    }

    void add(String sender, String said) {
        count++;
        text = said;
        if (senders.size() < MOST_KEPT) {
            senders.add(sender);
        }
    }

    int count() {
        return count;
    }

    /** Adds those of another. */
    void addAll(Burst other) {
        count += other.count;
        text = other.text;
        other.senders.stream().limit(Math.max(0, MOST_KEPT - senders.size())).forEach(senders::add);
    }

    /** What is to be said; a single message is shown itself. */
    Notice notice() {
        if (count == 1) {
            return new Notice(VisibleText.line(senders.iterator().next()), brief(VisibleText.line(text)));
        }
        String many = room.map(where -> Words.of("alert.many", count, where, names()))
                .orElseGet(() -> Words.of("alert.many-from", count, names()));
        return new Notice(room.orElseGet(this::names), VisibleText.line(many));
    }

    private String names() {
        List<String> named = new ArrayList<>(senders);
        if (named.size() <= MOST_NAMES) {
            return VisibleText.line(String.join(", ", named));
        }
        String first = VisibleText.line(String.join(", ", named.subList(0, MOST_NAMES)));
        return Words.of("alert.and-others", first, named.size() - MOST_NAMES);
    }

    private static String brief(String line) {
        if (line.codePointCount(0, line.length()) <= MOST_CHARACTERS) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, MOST_CHARACTERS)) + "…";
    }
}
