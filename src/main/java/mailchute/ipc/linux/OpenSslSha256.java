package mailchute.ipc.linux;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import mailchute.ipc.Sha256;

/** A checksum that {@link LibCrypto} computes. */
final class OpenSslSha256 implements Sha256 {

    private final Pointer context = LibCrypto.EVP_MD_CTX_new();
    private final SendBuffer buffer = new SendBuffer();
    private boolean closed;

    OpenSslSha256() {
        require("EVP_DigestInit_ex", LibCrypto.EVP_DigestInit_ex(context, LibCrypto.EVP_sha256(), null));
    }

    @Override
    public void update(byte[] bytes, int start, int count) {
        require("EVP_DigestUpdate", LibCrypto.EVP_DigestUpdate(context, buffer.holding(bytes, start, count), count));
    }

    @Override
    public byte[] finish() {
        try (Memory digest = new Memory(SIZE)) {
            require("EVP_DigestFinal_ex", LibCrypto.EVP_DigestFinal_ex(context, digest, null));
            return digest.getByteArray(0, SIZE);
        }
    }

    /** None of these fails but for want of memory. */
    private static void require(String call, int result) {
        if (result != 1) {
            throw new IllegalStateException(call + " failed");
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            LibCrypto.EVP_MD_CTX_free(context);
            buffer.free();
        }
    }
}
