package mailchute.ipc.linux;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.util.List;

/** OpenSSL's digests, where it is installed. */
final class LibCrypto {

    /** Of OpenSSL 3, and of the one before. */
    private static final List<String> NAMES = List.of("libcrypto.so.3", "libcrypto.so.1.1");

    /** Whether it is; nothing else here may be called where it is not. */
    static final boolean AVAILABLE = NAMES.stream().anyMatch(LibCrypto::register);

    private LibCrypto() {}

    private static boolean register(String name) {
        try {
            Native.register(LibCrypto.class, NativeLibrary.getInstance(name));
            return true;
        } catch (UnsatisfiedLinkError notInstalled) {
            return false;
        }
    }

    static native Pointer EVP_MD_CTX_new();

    static native void EVP_MD_CTX_free(Pointer context);

    static native Pointer EVP_sha256();

    static native int EVP_DigestInit_ex(Pointer context, Pointer type, Pointer engine);

    static native int EVP_DigestUpdate(Pointer context, Pointer data, long count);

    static native int EVP_DigestFinal_ex(Pointer context, Pointer digest, Pointer size);
}
