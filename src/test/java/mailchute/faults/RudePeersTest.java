package mailchute.faults;

import static mailchute.room.TestRoom.PATIENCE;
import static mailchute.room.TestRoom.line;
import static mailchute.room.TestRoom.mailslot;
import static mailchute.room.TestRoom.reaches;
import static mailchute.room.TestRoom.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mailchute.ipc.Deadline;
import mailchute.ipc.Handle.Inheritance;
import mailchute.ipc.IpcException;
import mailchute.ipc.MailslotWriter;
import mailchute.ipc.NamedPipe;
import mailchute.room.Addresses;
import mailchute.room.DrivenProcess;
import mailchute.room.TestRoom;
import mailchute.wire.Frame;
import mailchute.wire.FrameReader;
import mailchute.wire.FrameWriter;
import mailchute.wire.Limits;
import mailchute.wire.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Peers that keep to no manners: they call and say nothing, talk and do not read, break off, come a thousand times. */
@Tag("faults")
@Timeout(180)
class RudePeersTest {

    private static final long HERE = ProcessHandle.current().pid();

    @TempDir
    private Path home;

    private Scene scene;
    private DrivenProcess bob;
    private DrivenProcess alice;
    private String slot;
    private int said;

    @BeforeEach
    void aReceiverAndASender() throws Exception {
        scene = new Scene(home);
        bob = scene.start("receiver", "bob");
        alice = scene.start("sender", "alice");
        slot = mailslot(bob);
        reaches(alice, bob);
        aliceIsHeard();
    }

    @AfterEach
    void theyGoOnAndNothingIsLeft() throws Exception {
        aliceIsHeard();
        scene.end();
    }

    private void aliceIsHeard() throws Exception {
        String text = "a" + said++;
        alice.type(text);
        line(bob, "alice .*: " + text + "$");
    }

    private NamedPipe call() throws IpcException {
        return NamedPipe.connect(Addresses.pipe(bob.pid()), 2 * Limits.PIPE_MESSAGE, PATIENCE);
    }

    private static Frame.Card card(String nickname, String room) {
        return new Frame.Card(HERE, 1, Role.SENDER, nickname, room, Optional.empty(), Optional.empty(), Instant.now());
    }

    /** Begins a conversation as a participant does. */
    private NamedPipe converse(String nickname) throws Exception {
        NamedPipe pipe = call();
        pipe.write(FrameWriter.write(new Frame.AskConversation(card(nickname, scene.name()))), PATIENCE);
        assertThat(next(pipe)).isInstanceOf(Frame.Card.class);
        return pipe;
    }

    private static Frame next(NamedPipe pipe) throws Exception {
        return FrameReader.read(((NamedPipe.Message) pipe.read(PATIENCE)).bytes());
    }

    private static Frame.Said said(String text) {
        return new Frame.Said(UUID.randomUUID(), Instant.ofEpochMilli(0), text);
    }

    /** Threads of the process; Windows tells of none here. */
    private static long threadsOf(DrivenProcess process) throws Exception {
        return TestRoom.WINDOWS
                ? 0
                : Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                        .filter(line -> line.startsWith("Threads:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElseThrow();
    }

    /** What the process has open, as the system names it; not asked for on Windows. */
    private static List<String> handlesOf(DrivenProcess process) throws Exception {
        if (TestRoom.WINDOWS) {
            return List.of();
        }
        List<String> handles = new ArrayList<>();
        try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(process.pid()), "fd"))) {
            for (Path each : open.toList()) {
                try {
                    handles.add(Files.readSymbolicLink(each).toString());
                } catch (NoSuchFileException e) {
                    // Closed while they were listed.
                    continue;
                }
            }
        }
        return handles;
    }

    @Test
    void aThousandCallersWhoLeaveAtOnceOrInTheMiddleOfAQuestionLeaveNothingBehind() throws Exception {
        // What it opens once, libraries and the history, it has opened then.
        callAndLeave(30);
        awaitService().close();
        List<String> before = handlesOf(bob);
        callAndLeave(1_000);
        try (NamedPipe pipe = awaitService()) {
            assertThat(pipe.peer().pid()).isEqualTo(bob.pid());
        }
        Deadline deadline = Deadline.after(PATIENCE);
        while (handlesOf(bob).size() > before.size() + 2) {
            assertThat(deadline.passed())
                    .as("it had %s and has %s", before, handlesOf(bob))
                    .isFalse();
            LockSupport.parkNanos(50_000_000);
        }
        assertThat(bob.process().waitFor(Duration.ZERO)).isFalse();
    }

    private void callAndLeave(int times) throws Exception {
        byte[] question = FrameWriter.write(new Frame.AskCard());
        for (int i = 0; i < times; i++) {
            try (NamedPipe pipe = call()) {
                if (i % 3 == 1) {
                    writeUnlessHungUp(pipe, question);
                } else if (i % 3 == 2) {
                    writeUnlessHungUp(pipe, "{\"mailchute\":1,\"ki".getBytes(StandardCharsets.UTF_8));
                }
            }
            if (i % 250 == 0) {
                aliceIsHeard();
            }
        }
    }

    private static void writeUnlessHungUp(NamedPipe pipe, byte[] bytes) throws IpcException {
        try {
            pipe.write(bytes, PATIENCE);
        } catch (IpcException e) {
            // With too many at once it is turned away.
            assertThat(e.reason()).isEqualTo(IpcException.Reason.OWNER_GONE);
        }
    }

    /** A call that is served, as soon as there is a place: those who are served leave within seconds. */
    private NamedPipe awaitService() throws Exception {
        NamedPipe[] served = new NamedPipe[1];
        until("a caller is served", () -> {
            NamedPipe pipe = call();
            try {
                pipe.write(FrameWriter.write(new Frame.AskCard()), PATIENCE);
                if (pipe.read(PATIENCE) instanceof NamedPipe.Message) {
                    served[0] = pipe;
                    return true;
                }
            } catch (IpcException e) {
                assertThat(e.reason()).isEqualTo(IpcException.Reason.OWNER_GONE);
            }
            pipe.close();
            return false;
        });
        return served[0];
    }

    @Test
    void hundredsWhoCallAndSayNothingHoldUpNobodyForLong() throws Exception {
        List<NamedPipe> silent = new ArrayList<>();
        try {
            for (int i = 0; i < 200; i++) {
                silent.add(call());
            }
            aliceIsHeard();
            awaitService().close();
            for (NamedPipe pipe : silent) {
                assertThat(pipe.read(PATIENCE)).isInstanceOf(NamedPipe.Ended.class);
            }
        } finally {
            silent.forEach(NamedPipe::close);
        }
        TestRoom.member(scene.roster(), bob.pid());
    }

    @Test
    void messagesOfEverySizeUpToTheLimitAreShownAndThoseOverItAreToldOf() throws Exception {
        List<Integer> sizes = new ArrayList<>(List.of(1, 2, 3, 255, 256, 4_095, 4_096, 4_097, 32_767, 32_768));
        for (int near = -2; near <= 2; near++) {
            sizes.add(Limits.MAILSLOT_MESSAGE + near);
        }
        sizes.add(2 * Limits.MAILSLOT_MESSAGE);
        try (MailslotWriter writer = MailslotWriter.open(slot, Inheritance.PRIVATE)) {
            for (int size : sizes) {
                try {
                    writer.write("q".repeat(size).getBytes(StandardCharsets.UTF_8), PATIENCE);
                } catch (IpcException e) {
                    // Windows refuses what is over the limit; Linux and Wine carry it.
                    assertThat(e.reason()).isEqualTo(IpcException.Reason.TOO_LARGE);
                    assertThat(size).isGreaterThan(Limits.MAILSLOT_MESSAGE);
                    continue;
                }
                line(
                        bob,
                        size > Limits.MAILSLOT_MESSAGE
                                ? "unknown .*: a message of " + size + " bytes, over the limit"
                                : "unknown .*: q{" + size + "}$");
            }
        }
    }

    @Test
    void framesOfEverySizeInAConversationAreShownOrToldOfAndItGoesOn() throws Exception {
        try (NamedPipe pipe = converse("rude")) {
            int frame = FrameWriter.write(said("")).length;
            for (int size :
                    new int[] {1, 2, 4_096, 65_535, 65_536, 65_537, Limits.PIPE_MESSAGE - 1, Limits.PIPE_MESSAGE}) {
                Frame.Said words = said("w".repeat(Math.max(0, size - frame)));
                pipe.write(FrameWriter.write(words), PATIENCE);
                assertThat(next(pipe)).as("%d bytes", size).isEqualTo(new Frame.Received(words.id()));
            }
            for (int over : new int[] {1, 2, Limits.PIPE_MESSAGE / 2}) {
                int size = Limits.PIPE_MESSAGE + over;
                pipe.write(FrameWriter.write(said("o".repeat(size - frame))), PATIENCE);
                line(bob, "conversation with rude .*: a message of " + size + " bytes, over the limit");
            }
            Frame.Said words = said("and on it goes");
            pipe.write(FrameWriter.write(words), PATIENCE);
            assertThat(next(pipe)).isEqualTo(new Frame.Received(words.id()));
            pipe.write(FrameWriter.write(new Frame.Bye()), PATIENCE);
            assertThat(next(pipe)).isEqualTo(new Frame.ByeToo());
        }
        line(bob, "conversation with rude .* ended: rude left$");
    }

    /** It has said half of what it wanted, reads no more and stays: whoever writes to it is told, and nobody else is held up. */
    @Test
    void oneWhoHangsInTheMiddleOfAConversationIsGivenUp() throws Exception {
        long threads = threadsOf(bob);
        try (NamedPipe pipe = converse("hanging")) {
            pipe.write(FrameWriter.write(said("I was about to")), PATIENCE);
            line(bob, "conversation with hanging .*: I was about to$");
            String much = "x".repeat(40_000);
            for (int i = 0; i < 40; i++) {
                bob.type("/to " + HERE + " " + much);
            }
            aliceIsHeard();
            bob.type("/to " + alice.pid() + " are you there?");
            line(alice, "conversation with bob .*: are you there\\?$");
            line(bob, "conversation with hanging .* ended: hanging is gone: .*; \\d+ messages were not received$");
        }
        bob.type("/bye " + alice.pid());
        line(bob, "conversation with alice .* ended");
        until("the threads of both conversations have ended: " + threads, () -> threadsOf(bob) <= threads + 4);
    }

    @Test
    void oneWhoTalksWithoutReadingIsGivenUp() throws Exception {
        try (NamedPipe pipe = converse("talking")) {
            byte[] words = FrameWriter.write(said("blah"));
            Pattern end = Pattern.compile("conversation with talking .* ended: talking ");
            until("it is given up", () -> {
                try {
                    for (int i = 0; i < 2_000; i++) {
                        pipe.write(words, PATIENCE);
                    }
                } catch (IpcException e) {
                    assertThat(e.reason()).isIn(IpcException.Reason.OWNER_GONE, IpcException.Reason.OWNER_NOT_READING);
                }
                return bob.awaitLine(end, Duration.ofMillis(10)).isPresent();
            });
        }
    }
}
