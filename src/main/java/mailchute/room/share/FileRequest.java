package mailchute.room.share;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import mailchute.wire.PlainText;

/**
 * What a client writes: a file's name, with or without a NUL behind it. Behind the NUL, where a program in C does not look,
 * Mailchute's own client says that it would like to be told the size first.
 *
 * @param name the file's name
 * @param charset what the name was written in, and so what a refusal is to be written in
 * @param wantsSize whether the client understands {@link FileAnswer}
 */
record FileRequest(String name, Charset charset, boolean wantsSize) {

    /** The largest request in bytes; a name has a few hundred. */
    static final int LARGEST = 32 * 1024;

    private static final String MARK = "\0mailchute 1";

    /** Reads a request of any program. */
    static FileRequest read(byte[] bytes, Charset codePage) {
        for (Charset charset : List.of(StandardCharsets.US_ASCII, StandardCharsets.UTF_16LE)) {
            byte[] mark = MARK.getBytes(charset);
            int start = bytes.length - mark.length;
            if (start >= 0 && Arrays.equals(bytes, start, bytes.length, mark, 0, mark.length)) {
                PlainText.Decoded name = name(Arrays.copyOf(bytes, start), codePage);
                return new FileRequest(name.text(), name.charset(), true);
            }
        }
        PlainText.Decoded name = name(bytes, codePage);
        return new FileRequest(name.text(), name.charset(), false);
    }

    /** Up to the first NUL: a program that writes its whole buffer writes what happens to lie behind it as well. */
    private static PlainText.Decoded name(byte[] bytes, Charset codePage) {
        PlainText.Decoded whole = PlainText.read(bytes, codePage);
        String text = whole.text().replaceAll("[\r\n\0]+$", "");
        if (text.indexOf('\0') < 0) {
            return new PlainText.Decoded(text, whole.charset());
        }
        boolean wide = bytes.length > 1 && bytes[1] == 0;
        int end = 0;
        while (end < bytes.length && (bytes[end] != 0 || wide && end + 1 < bytes.length && bytes[end + 1] != 0)) {
            end += wide ? 2 : 1;
        }
        PlainText.Decoded cut = PlainText.read(Arrays.copyOf(bytes, Math.min(end, bytes.length)), codePage);
        return new PlainText.Decoded(cut.text().replaceAll("[\r\n\0]+$", ""), cut.charset());
    }

    /**
     * The request of Mailchute's own client.
     *
     * @throws IllegalArgumentException for no name, for one with a NUL or a character that the charset lacks, and for one
     *     that is longer than a request may be
     */
    static byte[] write(String name, Charset charset) {
        if (name.isEmpty() || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a file has a name, without a NUL in it");
        }
        if (!charset.newEncoder().canEncode(name)) {
            throw new IllegalArgumentException(charset.name() + " lacks a character of the name " + name);
        }
        byte[] request = (name + MARK).getBytes(charset);
        if (request.length > LARGEST) {
            throw new IllegalArgumentException(
                    "a name of " + request.length + " bytes is over the limit of " + LARGEST);
        }
        return request;
    }
}
