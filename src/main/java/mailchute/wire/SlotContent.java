package mailchute.wire;

import java.nio.charset.Charset;

/** What a message in a mailslot turned out to be. */
public sealed interface SlotContent {

    /** A broadcast of a participant. */
    record Posted(Frame.Post post) implements SlotContent {}

    /** Plain text of any program. */
    record Plain(String text) implements SlotContent {}

    /** A frame that a mailslot is not for, or of a kind that this version does not know. */
    record Strange(String kind) implements SlotContent {}

    /** Something that claims to be a frame and is none. */
    record Broken(String why) implements SlotContent {}

    /** Reads a mailslot message, with the system's code page for plain text; never fails. */
    static SlotContent read(byte[] bytes) {
        return read(bytes, PlainText.SYSTEM_CODE_PAGE);
    }

    /** Reads a mailslot message; never fails. */
    static SlotContent read(byte[] bytes, Charset codePage) {
        if (!FrameReader.looksLikeFrame(bytes)) {
            return new Plain(PlainText.decode(bytes, codePage));
        }
        try {
            Frame frame = FrameReader.read(bytes);
            if (frame instanceof Frame.Post post) {
                return new Posted(post);
            }
            return new Strange(
                    frame instanceof Frame.Unknown unknown
                            ? unknown.kind()
                            : frame.getClass().getSimpleName());
        } catch (BadFrameException e) {
            return new Broken(e.getMessage());
        }
    }
}
