package mailchute.ipc;

import java.util.Optional;

/**
 * SHA-256 by the system's own library, at the speed of the processor's instructions for it: several times that of a Java that
 * compiles for a quick start. Not for several threads at once.
 *
 * <p>Windows: {@code BCryptHashData}. Linux: {@code EVP_DigestUpdate} of OpenSSL's {@code libcrypto}.
 */
public interface Sha256 extends AutoCloseable {

    /** The size of a checksum in bytes. */
    int SIZE = 32;

    /**
     * Begins a checksum.
     *
     * @return empty where the system has no such library (a Linux without OpenSSL)
     */
    static Optional<Sha256> begin() throws IpcException {
        return IpcSystem.local().beginSha256();
    }

    /** Takes these bytes in. */
    void update(byte[] bytes, int start, int count);

    /** The checksum; nothing more can be taken in. */
    byte[] finish();

    @Override
    void close();
}
