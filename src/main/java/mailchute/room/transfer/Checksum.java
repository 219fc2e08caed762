package mailchute.room.transfer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.LongPredicate;
import mailchute.ipc.IpcException;
import mailchute.ipc.Sha256;

/** SHA-256 over a file, in constant memory. */
final class Checksum implements AutoCloseable {

    private static final int BUFFER = 64 * 1024;

    /** From this size on the system's library is worth the memory that it takes. */
    private static final long LARGE = 4L * 1024 * 1024;

    private final Optional<Sha256> system;
    private final MessageDigest digest;

    /** @param size of the file, as far as it is known */
    Checksum(long size) throws IpcException {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
        system = size >= LARGE ? Sha256.begin() : Optional.empty();
    }

    /** Takes these bytes in. */
    void update(byte[] bytes, int start, int count) {
        if (system.isPresent()) {
            system.get().update(bytes, start, count);
        } else {
            digest.update(bytes, start, count);
        }
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
            update(buffer.array(), 0, count);
            taken += count;
            if (!goOn.test(taken)) {
                return false;
            }
        }
        return true;
    }

    /** The checksum in 64 hexadecimal digits; nothing more can be taken in. */
    String hex() {
        return HexFormat.of().formatHex(system.isPresent() ? system.get().finish() : digest.digest());
    }

    @Override
    public void close() {
        system.ifPresent(Sha256::close);
    }
}
