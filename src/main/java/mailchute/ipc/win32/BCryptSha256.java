package mailchute.ipc.win32;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import mailchute.ipc.Sha256;

/** A checksum that {@link BCrypt} computes. */
final class BCryptSha256 implements Sha256 {

    private static final int BUFFER = 64 * 1024;

    private final Memory buffer = new Memory(BUFFER);
    private final Pointer algorithm;
    private final Pointer hash;
    private boolean closed;

    BCryptSha256() {
        PointerByReference made = new PointerByReference();
        require(
                "BCryptOpenAlgorithmProvider",
                BCrypt.INSTANCE.BCryptOpenAlgorithmProvider(made, BCrypt.SHA256, null, 0));
        algorithm = made.getValue();
        boolean begun = false;
        try {
            require("BCryptCreateHash", BCrypt.INSTANCE.BCryptCreateHash(algorithm, made, null, 0, null, 0, 0));
            begun = true;
        } finally {
            if (!begun) {
                BCrypt.INSTANCE.BCryptCloseAlgorithmProvider(algorithm, 0);
            }
        }
        hash = made.getValue();
    }

    @Override
    public void update(byte[] bytes, int start, int count) {
        for (int done = 0; done < count; done += BUFFER) {
            int piece = Math.min(BUFFER, count - done);
            buffer.write(0, bytes, start + done, piece);
            require("BCryptHashData", BCrypt.INSTANCE.BCryptHashData(hash, buffer, piece, 0));
        }
    }

    @Override
    public byte[] finish() {
        try (Memory digest = new Memory(SIZE)) {
            require("BCryptFinishHash", BCrypt.INSTANCE.BCryptFinishHash(hash, digest, SIZE, 0));
            return digest.getByteArray(0, SIZE);
        }
    }

    /** None of these fails but for want of memory. */
    private static void require(String call, int status) {
        if (status != 0) {
            throw new IllegalStateException(String.format("%s failed: NTSTATUS 0x%08X", call, status));
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            BCrypt.INSTANCE.BCryptDestroyHash(hash);
            BCrypt.INSTANCE.BCryptCloseAlgorithmProvider(algorithm, 0);
            buffer.close();
        }
    }
}
