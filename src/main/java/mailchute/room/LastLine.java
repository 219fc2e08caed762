package mailchute.room;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.Optional;
import mailchute.wire.PlainText;

/** The last line with anything on it, of a stream of bytes in whatever encoding. */
final class LastLine {

    /** Enough of a line to know it by. */
    private static final int MOST_BYTES = 1000;

    private final ByteArrayOutputStream current = new ByteArrayOutputStream();
    private byte[] complete = {};

    /** Takes the next bytes. A carriage return ends a line too: progress bars are lines one over another. */
    synchronized void take(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            if (bytes[i] == '\n' || bytes[i] == '\r') {
                complete = last();
                current.reset();
            } else if (current.size() < MOST_BYTES) {
                current.write(bytes[i]);
            }
        }
    }

    private byte[] last() {
        byte[] line = current.toByteArray();
        for (byte b : line) {
            if (b != ' ' && b != '\t' && b != 0) {
                return line;
            }
        }
        return complete;
    }

    /** The line, ended or not. */
    synchronized Optional<String> text(Charset codePage) {
        String text = PlainText.decode(last(), codePage).strip();
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
