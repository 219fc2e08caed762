package mailchute.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** What goes into a frame comes out of it, and nothing that comes in does harm. */
class FramePropertiesTest {

    @Provide
    Arbitrary<String> anyText() {
        return Arbitraries.oneOf(
                Arbitraries.strings().all().ofMaxLength(200),
                Arbitraries.strings().withCharRange('가', '힣').ofMaxLength(50),
                Arbitraries.of(
                        "", "\u0000", "\uD83D", "\uDE00\uD83D", "😀", "a\u202Eb", "<html>", "\"\\\u001b[0m", "\r\n"));
    }

    /** The text with U+FFFD in place of each surrogate that is alone: JSON in UTF-8 has no way to write one. */
    private static String wellFormed(String text) {
        StringBuilder mended = new StringBuilder();
        text.codePoints().map(c -> c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c).forEach(mended::appendCodePoint);
        return mended.toString();
    }

    @Property(tries = 500)
    void aPostComesOutAsItWentIn(
            @ForAll("anyText") String text,
            @ForAll @LongRange(min = 0, max = 0xFFFF_FFFFL) long pid,
            @ForAll @LongRange(min = 0, max = 4_000_000_000_000L) long at)
            throws BadFrameException {
        Frame.Post post = new Frame.Post(
                new UUID(pid, at), "앨리스", pid, OptionalLong.of(pid), "lobby", Instant.ofEpochMilli(at), text);
        Frame.Post expected =
                new Frame.Post(post.id(), post.from(), pid, post.parent(), post.room(), post.at(), wellFormed(text));
        assertThat(FrameReader.read(FrameWriter.write(post))).isEqualTo(expected);
    }

    @Property(tries = 300)
    void anAddressInACardOrAHandleComesOutAsItWentIn(@ForAll("anyText") String address) throws BadFrameException {
        Frame.Card card = new Frame.Card(
                1, 0, Role.RECEIVER, "bob", "lobby", Optional.of(address), Optional.empty(), Instant.ofEpochMilli(7));
        assertThat(((Frame.Card) FrameReader.read(FrameWriter.write(card))).mailslot())
                .contains(wellFormed(address));
        Frame.OpenHandle handle = new Frame.OpenHandle(
                4, "event", address, "signal", false, false, Instant.ofEpochMilli(7), OptionalLong.empty());
        assertThat(((Frame.OpenHandle) FrameReader.read(FrameWriter.write(handle))).address())
                .isEqualTo(wellFormed(address));
    }

    /** Reads it as both readers do: nothing but the declared error may come, and the mailslot's reader has none. */
    private static void readsOrDeclares(byte[] bytes) {
        assertThat(SlotContent.read(bytes)).isNotNull();
        try {
            assertThat(FrameReader.read(bytes)).isNotNull();
        } catch (BadFrameException declared) {
            assertThat(declared.getMessage()).isEqualTo(VisibleText.line(declared.getMessage()));
        }
    }

    @Property(tries = 1000)
    void randomBytesDoNoHarm(@ForAll byte[] bytes) {
        readsOrDeclares(bytes);
    }

    @Property(tries = 500)
    void aFrameThatIsCutOrChangedDoesNoHarm(
            @ForAll("anyText") String text,
            @ForAll @IntRange(max = 1000) int place,
            @ForAll byte change,
            @ForAll boolean cut) {
        byte[] frame = FrameWriter.write(new Frame.Said(new UUID(1, 2), Instant.ofEpochMilli(3), text));
        int at = place % frame.length;
        if (cut) {
            readsOrDeclares(Arrays.copyOf(frame, at));
        } else {
            frame[at] = change;
            readsOrDeclares(frame);
        }
    }

    @Provide
    Arbitrary<String> json() {
        Arbitrary<String> values = Arbitraries.of(
                "1",
                "-1",
                "99999999999999999999",
                "1e999",
                "null",
                "true",
                "\"x\"",
                "[[[[]]]]",
                "{\"a\":{\"a\":1}}",
                "\"\\ud800\"",
                "0.5",
                "[".repeat(40),
                "\"" + "y".repeat(300) + "\"");
        Arbitrary<String> names = Arbitraries.of(
                "kind",
                "id",
                "from",
                "pid",
                "room",
                "at",
                "text",
                "handle",
                "type",
                "usage",
                "count",
                "inheritable",
                "since");
        return Arbitraries.maps(names, values).ofMaxSize(10).map(fields -> {
            StringBuilder text = new StringBuilder("{\"mailchute\":1");
            fields.forEach((name, value) ->
                    text.append(",\"").append(name).append("\":").append(value));
            return text.append('}').toString();
        });
    }

    @Property(tries = 500)
    void fieldsOfWrongTypesDoNoHarm(@ForAll("json") String frame, @ForAll("kinds") String kind) {
        String text = frame.replaceFirst("\\{\"mailchute\":1", "{\"mailchute\":1,\"kind\":\"" + kind + "\"");
        readsOrDeclares(text.getBytes(StandardCharsets.UTF_8));
        readsOrDeclares(frame.getBytes(StandardCharsets.UTF_8));
    }

    @Provide
    Arbitrary<String> kinds() {
        return Arbitraries.of(Arrays.stream(Kind.values()).map(Kind::word).toArray(String[]::new));
    }

    @Property(tries = 500)
    void whatIsShownHoldsNothingThatControls(@ForAll("anyText") String text) {
        String shown = VisibleText.of(text);
        assertThat(VisibleText.of(shown)).isEqualTo(shown);
        assertThat(shown.chars().filter(c -> c != '\n' && c != '\t').noneMatch(Character::isISOControl))
                .isTrue();
        assertThat(shown.chars().noneMatch(c -> c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069))
                .isTrue();
        assertThat(shown.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF))
                .isTrue();
        assertThat(VisibleText.line(text)).doesNotContain("\n", "\r", "\t");
    }

    @Property(tries = 500)
    void aNameIsTakenAsItIsOrRefused(@ForAll("anyText") String text) {
        try {
            String name = Names.nickname(text);
            assertThat(Names.nickname(name)).isEqualTo(name);
            assertThat(VisibleText.line(name)).isEqualTo(name);
        } catch (BadNameException refused) {
            assertThat(refused.getMessage()).isEqualTo(VisibleText.line(refused.getMessage()));
        }
        assertThat(Names.nickname(Names.nicknameFor(text))).isEqualTo(Names.nicknameFor(text));
    }
}
