package mailchute.ipc.linux;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;

/** The memory that outgoing messages are copied into: one an endpoint, as large as its largest message so far. */
final class SendBuffer {

    private static final int FIRST_SIZE = 4096;

    private Memory memory;

    /** The message in native memory, until the next call; for one thread at a time. */
    Pointer holding(byte[] message, int offset, int length) {
        if (memory == null || memory.size() < length) {
            free();
            memory = new Memory(Math.max(FIRST_SIZE, length));
        }
        memory.write(0, message, offset, length);
        return memory;
    }

    void free() {
        if (memory != null) {
            memory.close();
        }
    }
}
