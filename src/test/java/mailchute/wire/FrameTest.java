package mailchute.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameTest {

    private static final UUID ID = UUID.fromString("0198c0de-0000-7000-8000-000000000001");
    private static final Instant AT = Instant.ofEpochMilli(1_795_000_000_123L);
    private static final Frame.Card CARD =
            new Frame.Card(4711, 4700, Role.CHILD, "alice-1", "lobby", Optional.empty(), Optional.empty(), AT);

    static Stream<Frame> everyKindOfFrame() {
        return Stream.of(
                new Frame.Post(ID, "앨리스", 4711, OptionalLong.empty(), "lobby", AT, "hello\n\"world\" \\ 안녕 😀"),
                new Frame.Post(ID, "alice-1", 4711, OptionalLong.of(4700), "lobby", AT, "<html>"),
                new Frame.Post(
                        ID, "build", 4711, OptionalLong.empty(), "lobby", AT, Optional.of("1 \u20ac/때"), "3 of 7"),
                new Frame.AskCard(),
                new Frame.AskClose(),
                new Frame.AskConversation(CARD),
                CARD,
                new Frame.AskHandles(),
                new Frame.OpenHandle(
                        404, "mailslot writer", "\\\\.\\mailslot\\x", "write", true, true, AT, OptionalLong.of(2)),
                new Frame.OpenHandle(7, "event", "", "signal", false, false, AT, OptionalLong.empty()),
                new Frame.HandlesEnd(2),
                new Frame.Card(
                        1,
                        0,
                        Role.RECEIVER,
                        "bob",
                        "로비",
                        Optional.of("\\\\.\\mailslot\\mailchute\\x\\1"),
                        Optional.of("\\\\.\\mailslot\\우편함"),
                        AT),
                new Frame.Closing(),
                new Frame.Refused("why not"),
                new Frame.Said(ID, AT, "text"),
                new Frame.Received(ID),
                new Frame.Seen(ID),
                new Frame.Typing(),
                new Frame.OfferFile(ID, AT, "봄 <html>.txt", 0, "0123456789abcdef".repeat(4)),
                new Frame.OfferFile(ID, AT, "", Long.MAX_VALUE, "0".repeat(64)),
                new Frame.AcceptFile(ID),
                new Frame.DeclineFile(ID),
                new Frame.PauseFile(ID),
                new Frame.ResumeFile(ID),
                new Frame.CancelFile(ID, TransferEnd.CHANGED),
                new Frame.FileDone(ID),
                new Frame.AskFile(ID, 1_000_000_000_000L),
                new Frame.FileFollows(ID, 5, 6),
                new Frame.Bye(),
                new Frame.ByeToo(),
                new Frame.UseHandle(OptionalLong.of(404), 4700, "bob"),
                new Frame.UseHandle(OptionalLong.empty(), 4700, "bob"),
                new Frame.DropHandle(4700),
                new Frame.SayThis("go"),
                new Frame.Unknown("from-the-future"));
    }

    @ParameterizedTest
    @MethodSource("everyKindOfFrame")
    void everyFrameComesBackAsItWasWritten(Frame frame) throws BadFrameException {
        byte[] bytes = FrameWriter.write(frame);
        assertThat(new String(bytes, StandardCharsets.UTF_8)).startsWith("{\"mailchute\":1,");
        assertThat(FrameReader.read(bytes)).isEqualTo(frame);
    }

    @Test
    void fieldsThatAreNotKnownAreKeptOutOfTheWay() throws BadFrameException {
        String json = "{\"mailchute\":1,\"kind\":\"refused\",\"later\":{\"a\":[1,{\"b\":null}]},\"text\":\"no\"}";
        assertThat(FrameReader.read(json.getBytes(StandardCharsets.UTF_8))).isEqualTo(new Frame.Refused("no"));
    }

    private static String post(String line) {
        return "{\"mailchute\":1,\"kind\":\"message\",\"id\":\"" + ID + "\",\"from\":\"alice\",\"pid\":4711,"
                + "\"room\":\"lobby\",\"at\":1" + line + ",\"text\":\"hello\"}";
    }

    @Test
    void theNameOfALineHasOneTo64CharactersAndNoneThatActsUnseen() throws BadFrameException {
        String longest = "한".repeat(Limits.LINE);
        Frame read = FrameReader.read(post(",\"line\":\"" + longest + "\"").getBytes(StandardCharsets.UTF_8));
        assertThat(((Frame.Post) read).line()).contains(longest);
        read = FrameReader.read(post("").getBytes(StandardCharsets.UTF_8));
        assertThat(((Frame.Post) read).line()).isEmpty();
        for (String bad : new String[] {"", longest + "x", "a\\nb", "a\\u001b[0m", "a\u202Eb", "\\ud800"}) {
            byte[] bytes = post(",\"line\":\"" + bad + "\"").getBytes(StandardCharsets.UTF_8);
            assertThatThrownBy(() -> FrameReader.read(bytes))
                    .as(bad)
                    .isInstanceOf(BadFrameException.class)
                    .hasMessage("a broken frame: line is no name of a line");
        }
    }

    @Test
    void aHandleOfAnOlderVersionCameFromNobody() throws BadFrameException {
        String json = "{\"mailchute\":1,\"kind\":\"open-handle\",\"handle\":7,\"type\":\"event\",\"address\":\"\","
                + "\"access\":\"signal\",\"inheritable\":0,\"at\":" + AT.toEpochMilli() + "}";
        assertThat(FrameReader.read(json.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new Frame.OpenHandle(7, "event", "", "signal", false, false, AT, OptionalLong.empty()));
    }

    @Test
    void anOfferWithoutAChecksumOrWithANegativeSizeIsBroken() throws BadFrameException {
        Frame.OfferFile offer = new Frame.OfferFile(ID, AT, "a", 1, "a".repeat(64));
        String json = new String(FrameWriter.write(offer), StandardCharsets.UTF_8);
        for (String broken : new String[] {
            json.replace("a".repeat(64), "a".repeat(63)),
            json.replace("a".repeat(64), "A".repeat(64)),
            json.replace("a".repeat(64), "../" + "a".repeat(61)),
            json.replace("\"size\":1", "\"size\":-1"),
            json.replace("\"size\":1", "\"size\":\"1\""),
        }) {
            assertThat(broken).isNotEqualTo(json);
            assertThatThrownBy(() -> FrameReader.read(broken.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(BadFrameException.class);
        }
    }

    @Test
    void anEndForAReasonOfALaterVersionIsAnEnd() throws BadFrameException {
        String json = "{\"mailchute\":1,\"kind\":\"cancel-file\",\"id\":\"" + ID + "\",\"why\":\"bored\"}";
        assertThat(FrameReader.read(json.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new Frame.CancelFile(ID, TransferEnd.CANCELLED));
    }

    @Test
    void aNewerVersionIsShownAsSuch() throws BadFrameException {
        byte[] bytes = "{\"mailchute\":2,\"kind\":\"message\"}".getBytes(StandardCharsets.UTF_8);
        assertThat(FrameReader.read(bytes)).isEqualTo(new Frame.Unknown("version 2"));
    }

    @Test
    void loneSurrogatesBecomeReplacementCharacters() throws BadFrameException {
        Frame read = FrameReader.read(FrameWriter.write(new Frame.SayThis("a\uD800b\uDC00")));
        assertThat(read).isEqualTo(new Frame.SayThis("a\uFFFDb\uFFFD"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"mailchute\":1",
                "{\"mailchute\":1}",
                "{\"mailchute\":\"1\",\"kind\":\"bye\"}",
                "{\"mailchute\":1,\"kind\":7}",
                "{\"mailchute\":1,\"kind\":\"bye\"} {}",
                "{\"mailchute\":1,\"kind\":\"bye\",\"kind\":\"bye\"}",
                "{\"mailchute\":1,\"kind\":\"received\",\"id\":\"no uuid\"}",
                "{\"mailchute\":1,\"kind\":\"drop-handle\",\"receiver\":-1}",
                "{\"mailchute\":1,\"kind\":\"drop-handle\",\"receiver\":1e999}",
                "{\"mailchute\":1,\"kind\":\"drop-handle\",\"receiver\":99999999999999999999999999999999}",
                "{\"mailchute\":1,\"kind\":\"drop-handle\",\"receiver\":9223372036854775808}",
                "{\"mailchute\":1,\"kind\":\"refused\",\"text\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
                "{\"mailchute\":1,\"kind\":\"refused\",\"text\":\"\u0001\"}",
                "{\"mailchute\":1,\"kind\":\"use-handle\",\"receiver\":1,\"nickname\":\"<html>\"}",
            })
    void brokenFramesAreToldAndNothingElse(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> FrameReader.read(bytes))
                .isInstanceOf(BadFrameException.class)
                .hasMessageContaining("a broken frame");
        assertThat(SlotContent.read(bytes)).isInstanceOf(SlotContent.Broken.class);
    }

    @Test
    void otherJsonIsPlainText() {
        String json = "{\"event\":\"build finished\"}";
        assertThat(SlotContent.read(json.getBytes(StandardCharsets.UTF_8))).isEqualTo(new SlotContent.Plain(json));
    }

    @Test
    void aFrameThatIsNoMessageIsStrangeInAMailslot() {
        assertThat(SlotContent.read(FrameWriter.write(new Frame.Bye()))).isEqualTo(new SlotContent.Strange("Bye"));
    }

    @Test
    void randomBytesNeverThrow() {
        java.util.Random random = new java.util.Random(42);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = FrameWriter.write(CARD);
            for (int flips = random.nextInt(4); flips >= 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            assertThat(SlotContent.read(bytes)).isNotNull();
        }
    }
}
