package mailchute.window.part;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What was written in a composer, newest last, to be walked through with Up and Down; the newest {@value #MOST} of it. */
final class SentLines {

    private static final int MOST = 200;

    private final List<String> lines = new ArrayList<>();
    private String draft = "";
    private int position;

    /** Keeps what was sent, and goes back to the end. The same text twice in a row is kept once. */
    void add(String text) {
        if (lines.isEmpty() || !lines.get(lines.size() - 1).equals(text)) {
            lines.add(text);
        }
        if (lines.size() > MOST) {
            lines.remove(0);
        }
        position = lines.size();
    }

    /** The one before; what is in the box is kept as the draft that {@link #newer} ends at. */
    Optional<String> older(String inTheBox) {
        if (position == 0) {
            return Optional.empty();
        }
        if (position == lines.size()) {
            draft = inTheBox;
        }
        position--;
        return Optional.of(lines.get(position));
    }

    /** The one after, and at last the draft. */
    Optional<String> newer() {
        if (position >= lines.size()) {
            return Optional.empty();
        }
        position++;
        return Optional.of(position == lines.size() ? draft : lines.get(position));
    }
}
