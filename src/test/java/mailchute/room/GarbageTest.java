package mailchute.room;

import static java.nio.charset.StandardCharsets.UTF_8;
import static mailchute.room.TestRoom.PATIENCE;
import static mailchute.room.TestRoom.line;
import static mailchute.room.TestRoom.mailslot;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import mailchute.ipc.Handle.Inheritance;
import mailchute.ipc.IpcException;
import mailchute.ipc.MailslotWriter;
import mailchute.ipc.NamedPipe;
import mailchute.wire.Frame;
import mailchute.wire.FrameReader;
import mailchute.wire.FrameWriter;
import mailchute.wire.Limits;
import mailchute.wire.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is written to a receiver, it still answers its card and shows the next message. */
@Tag("faults")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(90)
class GarbageTest {

    private static final AtomicInteger NEXT = new AtomicInteger();

    private final TestRoom room = new TestRoom();
    private DrivenProcess bob;
    private MailslotWriter writer;

    @BeforeAll
    void aReceiverIsHere() throws Exception {
        bob = room.start("receiver", "bob");
        writer = MailslotWriter.open(mailslot(bob), Inheritance.PRIVATE);
    }

    @AfterAll
    void itEnds() throws Exception {
        writer.close();
        room.close();
    }

    @AfterEach
    void theReceiverIsAsGoodAsBefore() throws Exception {
        Frame.Card card = Calls.askCard(bob.pid(), PATIENCE).frame();
        assertThat(card.pid()).isEqualTo(bob.pid());
        assertThat(card.nickname()).isEqualTo("bob");
        String next = "the next message, " + NEXT.incrementAndGet();
        writer.write(next.getBytes(UTF_8), PATIENCE);
        line(bob, "unknown \\(.*\\): " + next + "$");
        assertThat(bob.errors().stream().filter(EndingTest::ours)).isEmpty();
    }

    static Stream<Arguments> brokenFrames() {
        String start = "{\"mailchute\":1";
        return Stream.of(
                Arguments.of("half JSON", start + ",\"kind\":\"message\",\"te", "a broken frame, 35 bytes: not JSON"),
                Arguments.of(
                        "deep nesting",
                        start + ",\"x\":" + "[".repeat(30_000),
                        "a broken frame, 30019 bytes: not JSON"),
                Arguments.of(
                        "two values", start + ",\"kind\":\"bye\"}{}", "a broken frame, 30 bytes: more than one value"),
                Arguments.of(
                        "a huge number",
                        start + ",\"kind\":\"message\",\"pid\":" + "9".repeat(5_000) + "}",
                        "a broken frame, "),
                Arguments.of(
                        "a wrong type",
                        start + ",\"kind\":\"message\",\"id\":7}",
                        "a broken frame: id is missing or no text"),
                Arguments.of(
                        "a field twice",
                        start + ",\"kind\":\"bye\",\"kind\":\"bye\"}",
                        "a broken frame, 41 bytes: not JSON"),
                Arguments.of("no kind", start + "}", "a broken frame: kind is missing or no text"),
                Arguments.of(
                        "another kind",
                        start + ",\"kind\":\"dance\"}",
                        "a frame of a kind that is not shown here: dance"),
                Arguments.of(
                        "a pipe's frame",
                        start + ",\"kind\":\"ask-close\"}",
                        "a frame of a kind that is not shown here: AskClose"),
                Arguments.of(
                        "a later version",
                        "{\"mailchute\":2,\"kind\":\"message\"}",
                        "a frame of a kind that is not shown here: version 2"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenFrames")
    void aBrokenFrameInTheMailslotShowsAsALineOfItsOwn(String what, String frame, String shown) throws Exception {
        int before = bob.output().size();
        writer.write(frame.getBytes(UTF_8), PATIENCE);
        String line = nextLine(before);
        assertThat(line).as(what).contains("unknown (").contains("): " + shown);
        assertThat(line.length()).isLessThan(200);
    }

    private String nextLine(int before) throws Exception {
        return bob.await(PATIENCE, lines -> lines.stream().skip(before).findFirst())
                .orElseThrow();
    }

    @Test
    void textThatOtherProgramsWouldActOnIsShownAsItIs() throws Exception {
        writer.write("<html><img src='http://127.0.0.1/x'>".getBytes(UTF_8), PATIENCE);
        line(bob, "unknown \\(.*\\): <html><img src='http://127.0.0.1/x'>$");
        writer.write("\u001b[2J\u202eevil\u0007".getBytes(UTF_8), PATIENCE);
        line(bob, "unknown \\(.*\\): ␛\\[2J\uFFFDevil␇$");
    }

    @Test
    void bytesThatAreNoTextDoNoHarm() throws Exception {
        Random random = new Random(4711);
        for (int size : new int[] {0, 1, 2, 3, 64, 1_000, 20_000}) {
            byte[] bytes = new byte[size];
            random.nextBytes(bytes);
            writer.write(bytes, PATIENCE);
        }
        writer.write(new byte[0], PATIENCE);
        writer.write(new byte[Limits.MAILSLOT_MESSAGE], PATIENCE);
        writer.write(new byte[] {(byte) 0xFF, (byte) 0xFE}, PATIENCE);
    }

    @Test
    void aMessageOverTheLimitIsSaidToBeSo() throws Exception {
        try {
            writer.write(new byte[Limits.MAILSLOT_MESSAGE + 1], PATIENCE);
        } catch (IpcException e) {
            // Windows refuses it here, as it promises to; Linux and Wine 8 carry it.
            assertThat(e.reason()).isEqualTo(IpcException.Reason.TOO_LARGE);
            return;
        }
        line(bob, "unknown \\(.*\\): a message of 61441 bytes, over the limit of 61440 bytes$");
    }

    @Test
    void callersThatAskNothingSensibleAreAnsweredOrLeft() throws Exception {
        Random random = new Random(815);
        byte[] noise = new byte[5_000];
        random.nextBytes(noise);
        for (byte[] message : List.of(noise, "hello".getBytes(UTF_8), "{\"mailchute\":1,\"kind\":".getBytes(UTF_8))) {
            try (NamedPipe pipe = connect()) {
                pipe.write(message, PATIENCE);
                assertThat(pipe.read(PATIENCE)).isInstanceOf(NamedPipe.Ended.class);
            }
        }
        for (Frame frame : List.of(new Frame.Bye(), new Frame.SayThis("x"), new Frame.Unknown("dance"))) {
            try (NamedPipe pipe = connect()) {
                pipe.write(FrameWriter.write(frame), PATIENCE);
                assertThat(answer(pipe)).isInstanceOf(Frame.Refused.class);
            }
        }
    }

    @Test
    void aHugeMessageToThePipeEndsThatConnectionAlone() throws Exception {
        try (NamedPipe pipe = connect()) {
            pipe.write(new byte[Limits.PIPE_MESSAGE + 1], PATIENCE);
            assertThat(pipe.read(PATIENCE)).isInstanceOf(NamedPipe.Ended.class);
        }
    }

    @Test
    void whoClaimsToBeAnotherProcessGetsNoConversation() throws Exception {
        Frame.Card root = new Frame.Card(
                1, 1, Role.SENDER, "root", room.name(), Optional.empty(), Optional.empty(), Instant.now());
        try (NamedPipe pipe = connect()) {
            pipe.write(FrameWriter.write(new Frame.AskConversation(root)), PATIENCE);
            assertThat(answer(pipe)).isEqualTo(new Frame.Refused("you are not process 1"));
        }
        assertThat(bob.output()).noneMatch(line -> line.contains("conversation with root"));
    }

    @Test
    void callersThatSayNothingAndCallersThatLeaveHoldUpNobody() throws Exception {
        List<NamedPipe> silent = new ArrayList<>();
        try {
            for (int i = 0; i < 10; i++) {
                connect().close();
                silent.add(connect());
            }
            assertThat(Calls.askCard(bob.pid(), PATIENCE).frame().nickname()).isEqualTo("bob");
            // They are hung up on, each as patiently as it was listened to.
            for (NamedPipe pipe : silent) {
                assertThat(pipe.read(PATIENCE)).isInstanceOf(NamedPipe.Ended.class);
            }
        } finally {
            silent.forEach(NamedPipe::close);
        }
    }

    private NamedPipe connect() throws Exception {
        return NamedPipe.connect(Addresses.pipe(bob.pid()), 2 * Limits.PIPE_MESSAGE, Duration.ofSeconds(20));
    }

    private static Frame answer(NamedPipe pipe) throws Exception {
        return FrameReader.read(((NamedPipe.Message) pipe.read(PATIENCE)).bytes());
    }
}
