package mailchute.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** What is read from mailslots and pipes. */
public final class WireFuzz {

    private static final Charset KOREAN = Charset.forName("MS949");

    private WireFuzz() {}

    /** A mailslot's message: a frame, or text in any of the encodings that are told apart. */
    public static void mailslot(byte[] bytes) {
        showable(SlotContent.read(bytes));
        showable(SlotContent.read(bytes, KOREAN));
    }

    private static void showable(SlotContent content) {
        String text = content instanceof SlotContent.Plain plain ? plain.text() : content.toString();
        String shown = VisibleText.of(text);
        assertThat(VisibleText.of(shown)).isEqualTo(shown);
        assertThat(shown.chars().noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t'))
                .isTrue();
        assertThat(shown.chars().noneMatch(c -> c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069))
                .isTrue();
        assertThat(VisibleText.line(text)).doesNotContain("\n", "\r", "\t");
    }

    /** A frame: read, or refused as broken; what was read is written as a frame that reads the same. */
    public static void frame(byte[] bytes) {
        Frame frame;
        try {
            frame = FrameReader.read(bytes);
        } catch (BadFrameException refused) {
            assertThat(refused.getMessage()).isEqualTo(VisibleText.line(refused.getMessage()));
            return;
        }
        if (frame instanceof Frame.Unknown) {
            return;
        }
        try {
            assertThat(FrameReader.read(FrameWriter.write(frame))).isEqualTo(frame);
        } catch (BadFrameException e) {
            throw new AssertionError("written from " + frame, e);
        }
    }

    /** Nicknames, rooms, plain names, names of lines, accounts. */
    public static void name(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        try {
            String name = Names.nickname(text);
            assertThat(Names.nickname(name)).isEqualTo(name);
            assertThat(Names.room(name)).isEqualTo(name);
            assertThat(VisibleText.line(name)).isEqualTo(name);
            assertThat(name).doesNotContain("/", "\\", ".");
        } catch (BadNameException refused) {
            assertThat(refused.getMessage()).isEqualTo(VisibleText.line(refused.getMessage()));
        }
        try {
            assertThat(Names.plain(text)).isNotEmpty().isNotEqualTo("..").doesNotContain("/");
        } catch (BadNameException refused) {
            assertThat(refused.getMessage()).isEqualTo(VisibleText.line(refused.getMessage()));
        }
        try {
            Names.line(text);
        } catch (BadNameException refused) {
            assertThat(refused.getMessage()).isEqualTo(VisibleText.line(refused.getMessage()));
        }
        String account = Names.nicknameFor(text);
        assertThat(Names.nickname(account)).isEqualTo(account);
    }
}
