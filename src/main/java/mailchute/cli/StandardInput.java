package mailchute.cli;

import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import mailchute.wire.Limits;
import mailchute.wire.PlainText;

/**
 * Standard input as the text of one message: read to its end, so that whoever writes it is not ended for it, and kept as far as
 * a message goes.
 *
 * @param text its beginning, without a newline at the end
 * @param bytes how long it was
 */
record StandardInput(String text, long bytes) {

    private static final int MOST = Limits.MAILSLOT_MESSAGE;

    /** Reads it to the end; UTF-8, UTF-16LE or the code page, told apart as in a mailslot. */
    static StandardInput read() throws IOException {
        try (InputStream in = new FileInputStream(FileDescriptor.in)) {
            return read(in);
        }
    }

    static StandardInput read(InputStream in) throws IOException {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        long bytes = 0;
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            kept.write(buffer, 0, Math.min(count, MOST - kept.size()));
            bytes += count;
        }
        Charset typed = Console.charset();
        Charset codePage = typed.equals(StandardCharsets.UTF_8) ? PlainText.SYSTEM_CODE_PAGE : typed;
        return new StandardInput(PlainText.decode(kept.toByteArray(), codePage), bytes);
    }

    /**
     * The text, or as much of its beginning as fits, with a last line that says that it was cut.
     *
     * @param fits whether a text is within the limit
     */
    String fitted(Predicate<String> fits) {
        if (!isCut(fits)) {
            return text;
        }
        String word = "\n(cut here: the whole is " + bytes + " bytes long)";
        int least = 0;
        int most = text.length();
        while (least < most) {
            int middle = (least + most + 1) / 2;
            if (fits.test(beginning(middle) + word)) {
                least = middle;
            } else {
                most = middle - 1;
            }
        }
        return beginning(least) + word;
    }

    /** Whether a part of it does not fit. */
    boolean isCut(Predicate<String> fits) {
        return bytes > MOST || !fits.test(text);
    }

    /** Never half of a surrogate pair. */
    private String beginning(int length) {
        boolean half = length > 0 && length < text.length() && Character.isHighSurrogate(text.charAt(length - 1));
        return text.substring(0, half ? length - 1 : length);
    }
}
