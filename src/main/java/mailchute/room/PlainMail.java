package mailchute.room;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.CoderResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mailchute.ipc.Handle;
import mailchute.ipc.IpcException;
import mailchute.ipc.MailslotWriter;

/**
 * Plain text into a mailslot with a plain name, as the textbooks' mail sender writes it: each line with its newline, a long
 * one in pieces, for their receivers have room for 50 characters and end at a longer message.
 */
public final class PlainMail implements AutoCloseable {

    /** What a textbook's buffer of 50 characters holds besides the NUL. */
    private static final int PIECE = 49;

    private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(2);

    private final MailslotWriter writer;
    private final Charset charset;

    private PlainMail(MailslotWriter writer, Charset charset) {
        this.writer = writer;
        this.charset = charset;
    }

    /**
     * Opens the mailslot.
     *
     * @throws IpcException {@code NOT_FOUND} where no program owns the name
     */
    public static PlainMail open(String plainName, Charset charset) throws IpcException {
        String address = Addresses.plainMailslot(plainName);
        return new PlainMail(MailslotWriter.open(address, Handle.Inheritance.PRIVATE), charset);
    }

    /** The mailslot's name. */
    public String address() {
        return writer.address();
    }

    /**
     * Writes one line.
     *
     * @throws CharacterCodingException where the encoding lacks a character of it; nothing was written then
     * @throws IpcException where the mailslot does not take it; earlier pieces of the line were written then
     */
    public void writeLine(String line) throws CharacterCodingException, IpcException {
        for (byte[] piece : pieces(line + "\n", charset)) {
            writer.write(piece, WRITE_TIMEOUT);
        }
    }

    /** Pieces of at most 49 units, of two bytes in UTF-16 and of one in any other encoding; no character is cut. */
    static List<byte[]> pieces(String text, Charset charset) throws CharacterCodingException {
        CharsetEncoder encoder = charset.newEncoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        int unit = charset.name().startsWith("UTF-16") ? 2 : 1;
        CharBuffer rest = CharBuffer.wrap(text);
        List<byte[]> pieces = new ArrayList<>();
        while (rest.hasRemaining()) {
            ByteBuffer piece = ByteBuffer.allocate(PIECE * unit);
            CoderResult result = encoder.encode(rest, piece, true);
            if (result.isError()) {
                result.throwException();
            }
            pieces.add(Arrays.copyOf(piece.array(), piece.position()));
        }
        return pieces;
    }

    @Override
    public void close() {
        writer.close();
    }
}
