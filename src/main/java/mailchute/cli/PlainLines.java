package mailchute.cli;

import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/** Lines of standard input, without a prompt. Not a byte more than a line is read: the rest is for what it starts. */
final class PlainLines implements PromptLines {

    private final InputStream in = new FileInputStream(FileDescriptor.in);
    private final Charset charset;

    PlainLines(Charset charset) {
        this.charset = charset;
    }

    @Override
    public Optional<String> next(String prompt) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int read = read();
        if (read < 0) {
            return Optional.empty();
        }
        while (read >= 0 && read != '\n') {
            line.write(read);
            read = read();
        }
        String text = line.toString(charset);
        return Optional.of(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
    }

    private int read() {
        try {
            return in.read();
        } catch (IOException e) {
            // A process without a standard input has come to its end.
            LoggerFactory.getLogger(PlainLines.class).info("standard input ends: {}", e.getMessage());
            return -1;
        }
    }

    @Override
    public void close() {
        // Standard input is the process's, not ours to close.
    }
}
