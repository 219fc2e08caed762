package mailchute.ipc.linux;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;

/**
 * A {@code struct msghdr} with one buffer and room for one control message, laid out once and used for every call. Not for
 * several threads at once.
 */
final class MessageHeader {

    private static final int IOVEC = 56;
    private static final int CONTROL = IOVEC + 16;
    private static final int CMSG_DATA = 16;
    private static final int CMSG_ALIGNMENT = 8;

    private final Memory header;
    private final Memory buffer;
    private final int controlLength;

    /**
     * @param bufferSize the largest message in bytes
     * @param controlData bytes of a control message's data; the kernel takes what the alignment adds as room, too
     */
    MessageHeader(long bufferSize, int controlData) {
        controlLength = CMSG_DATA + (controlData + CMSG_ALIGNMENT - 1) / CMSG_ALIGNMENT * CMSG_ALIGNMENT;
        buffer = new Memory(Math.max(1, bufferSize));
        header = new Memory(CONTROL + controlLength);
        header.clear();
        header.setPointer(16, header.share(IOVEC));
        header.setLong(24, 1);
        header.setPointer(32, header.share(CONTROL));
        header.setPointer(IOVEC, buffer);
        header.setLong(IOVEC + 8, buffer.size());
    }

    /** To be passed to {@code recvmsg}: the kernel has overwritten two lengths in the last call. */
    Pointer toReceive() {
        header.setLong(40, controlLength);
        header.setInt(48, 0);
        return header;
    }

    /** To be passed to {@code sendmsg}: the message with one descriptor. */
    Pointer toSend(byte[] message, int fd) {
        buffer.write(0, message, 0, message.length);
        header.setLong(IOVEC + 8, message.length);
        header.setLong(40, controlLength);
        header.setLong(CONTROL, CMSG_DATA + Integer.BYTES);
        header.setInt(CONTROL + 8, LibC.SOL_SOCKET);
        header.setInt(CONTROL + 12, LibC.SCM_RIGHTS);
        header.setInt(CONTROL + CMSG_DATA, fd);
        return header;
    }

    /** The largest message that fits, in bytes. */
    long bufferSize() {
        return buffer.size();
    }

    byte[] message(long length) {
        return buffer.getByteArray(0, (int) length);
    }

    boolean flag(int flag) {
        return (header.getInt(48) & flag) != 0;
    }

    /** How many integers of this type of control message came, 0 where none did. */
    int received(int type) {
        if (header.getLong(40) < CMSG_DATA
                || header.getInt(CONTROL + 8) != LibC.SOL_SOCKET
                || header.getInt(CONTROL + 12) != type) {
            return 0;
        }
        return (int) (header.getLong(CONTROL) - CMSG_DATA) / Integer.BYTES;
    }

    int receivedInt(int index) {
        return header.getInt(CONTROL + CMSG_DATA + (long) index * Integer.BYTES);
    }

    void free() {
        header.close();
        buffer.close();
    }
}
