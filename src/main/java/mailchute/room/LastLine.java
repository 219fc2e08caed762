package mailchute.room;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import mailchute.wire.PlainText;
import mailchute.wire.VisibleText;

/** Keeps the last line of a stream that is not blank, as far as it goes. */
final class LastLine {

    private static final int MOST_BYTES = 500;

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private Optional<String> last = Optional.empty();

    /** Takes what came next. */
    synchronized void add(byte[] bytes, int count) {
        for (int i = 0; i < count; i++) {
            if (bytes[i] == '\n') {
                end();
            } else if (line.size() < MOST_BYTES) {
                line.write(bytes[i]);
            }
        }
    }

    private void end() {
        String text = VisibleText.line(PlainText.decode(line.toByteArray())).strip();
        line.reset();
        if (!text.isEmpty()) {
            last = Optional.of(text);
        }
    }

    /** The line, safe to show; empty where there was none. A last line without an end counts. */
    synchronized Optional<String> text() {
        if (line.size() > 0) {
            end();
        }
        return last;
    }
}
