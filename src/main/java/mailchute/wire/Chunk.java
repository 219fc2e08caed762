package mailchute.wire;

/** A piece of a file in a message of its own: a zero byte, which no frame begins with, and then the piece. */
public final class Chunk {

    /** The most bytes of a file that one message carries. */
    public static final int MOST = 64 * 1024;

    /** Where in the message the piece begins. */
    public static final int START = 1;

    private static final byte MARK = 0;

    private Chunk() {}

    /** Whether the message is a chunk; else it is a frame, or nothing of ours. */
    public static boolean isChunk(byte[] message) {
        return message.length > START && message[0] == MARK;
    }

    /** A message with room for a piece of this size behind its mark. */
    public static byte[] room(int size) {
        return new byte[START + size];
    }
}
