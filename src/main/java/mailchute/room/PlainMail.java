package mailchute.room;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mailchute.ipc.IpcException;

/**
 * Plain text as the textbooks' mail sender writes it: a long line in pieces, for their receivers have room for 50 characters
 * and end at a longer message.
 */
final class PlainMail {

    /** What a textbook's buffer of 50 characters holds besides the NUL. */
    private static final int PIECE = 49;

    private PlainMail() {}

    /**
     * Pieces of at most 49 units, of two bytes in UTF-16 and of one in any other encoding; no character is cut.
     *
     * @throws IpcException {@code UNSUPPORTED} where the encoding lacks a character of the text
     */
    static List<byte[]> pieces(String text, Charset charset) throws IpcException {
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
                throw new IpcException(
                        IpcException.Reason.UNSUPPORTED,
                        "write as " + charset.name(),
                        "",
                        "it lacks a character of it");
            }
            pieces.add(Arrays.copyOf(piece.array(), piece.position()));
        }
        return pieces;
    }
}
