package mailchute.ipc.linux;

import com.sun.jna.Memory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Text as C has it: UTF-8 bytes and a NUL. Java's own paths and environment go through the locale's encoding, which loses
 * letters in the POSIX locale.
 */
final class CString {

    private CString() {}

    static byte[] of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (byte b : bytes) {
            if (b == 0) {
                throw new IllegalArgumentException("a NUL character cannot be passed to the system");
            }
        }
        return Arrays.copyOf(bytes, bytes.length + 1);
    }

    /** A {@code char *[]} that ends with NULL, with its strings behind it in the same block. */
    static Memory vector(List<byte[]> strings) {
        long table = (strings.size() + 1L) * Long.BYTES;
        long size = table;
        for (byte[] string : strings) {
            size += string.length;
        }
        Memory block = new Memory(size);
        long at = table;
        for (int i = 0; i < strings.size(); i++) {
            byte[] string = strings.get(i);
            block.write(at, string, 0, string.length);
            block.setPointer((long) i * Long.BYTES, block.share(at));
            at += string.length;
        }
        block.setPointer(table - Long.BYTES, null);
        return block;
    }
}
