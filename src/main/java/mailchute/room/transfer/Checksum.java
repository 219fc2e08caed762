package mailchute.room.transfer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.LongPredicate;

/** SHA-256 over a file, in constant memory. */
final class Checksum {

    private static final int BUFFER = 64 * 1024;

    private final MessageDigest digest;

    Checksum() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Takes these bytes in. */
    void update(byte[] bytes, int start, int count) {
        digest.update(bytes, start, count);
    }

    /**
     * Takes a file in, from where it is to its end or to the limit.
     *
     * @param goOn asked after each piece, with the bytes so far
     * @return false where {@code goOn} said so
     */
    boolean update(SeekableByteChannel file, long limit, LongPredicate goOn) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        long taken = 0;
        while (taken < limit) {
            buffer.clear().limit((int) Math.min(BUFFER, limit - taken));
            int count = file.read(buffer);
            if (count < 0) {
                return true;
            }
            digest.update(buffer.array(), 0, count);
            taken += count;
            if (!goOn.test(taken)) {
                return false;
            }
        }
        return true;
    }

    /** The checksum in 64 hexadecimal digits; nothing more can be taken in. */
    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
