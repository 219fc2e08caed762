package mailchute.ipc.win32;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import com.sun.jna.ptr.PointerByReference;
import com.sun.jna.win32.StdCallLibrary;

/** The checksums of {@code bcrypt.dll}; each call returns an {@code NTSTATUS}, 0 where it succeeded. */
interface BCrypt extends StdCallLibrary {

    BCrypt INSTANCE = Native.load("bcrypt", BCrypt.class);

    /** {@code BCRYPT_SHA256_ALGORITHM}. */
    WString SHA256 = new WString("SHA256");

    int BCryptOpenAlgorithmProvider(PointerByReference algorithm, WString name, WString implementation, int flags);

    int BCryptCloseAlgorithmProvider(Pointer algorithm, int flags);

    int BCryptCreateHash(
            Pointer algorithm,
            PointerByReference hash,
            Pointer object,
            int objectSize,
            Pointer secret,
            int secretSize,
            int flags);

    int BCryptHashData(Pointer hash, Pointer input, int size, int flags);

    int BCryptFinishHash(Pointer hash, Pointer output, int size, int flags);

    int BCryptDestroyHash(Pointer hash);
}
