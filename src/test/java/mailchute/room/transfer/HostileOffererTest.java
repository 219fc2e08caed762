package mailchute.room.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mailchute.ipc.IpcException;
import mailchute.ipc.NamedPipe;
import mailchute.ipc.NamedPipeServer;
import mailchute.ipc.OsProcess;
import mailchute.room.Addresses;
import mailchute.room.TestRoom;
import mailchute.wire.Chunk;
import mailchute.wire.Frame;
import mailchute.wire.FrameReader;
import mailchute.wire.FrameWriter;
import mailchute.wire.Limits;
import mailchute.wire.TransferEnd;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An offerer that keeps to nothing: the other end of the line and of the pipe is the test. */
@Tag("faults")
@Timeout(90)
class HostileOffererTest {

    private static final byte[] CONTENT = "what was offered".getBytes();

    @TempDir
    Path folder;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private NamedPipeServer server;
    private FileExchange exchange;
    private BlockingQueue<Frame> answers;

    @BeforeEach
    void open() throws Exception {
        server = NamedPipeServer.create(
                Addresses.plainPipe("offerer-" + OsProcess.current().pid() + "-" + System.nanoTime() % 10_000),
                Limits.PIPE_MESSAGE);
        exchange = new FileExchange(new FilePlaces(() -> folder, Optional.empty()), threads);
        TestLine line = new TestLine(server.address());
        answers = line.sent();
        exchange.attach(line);
    }

    @AfterEach
    void close() {
        server.close();
        threads.shutdownNow();
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private IncomingTransfer offer(long size) throws Exception {
        return offer("file.txt", size);
    }

    private IncomingTransfer offer(String name, long size) throws Exception {
        UUID id = UUID.randomUUID();
        assertThat(exchange.take(new Frame.OfferFile(id, Instant.now(), name, size, sha256(CONTENT))))
                .isTrue();
        return (IncomingTransfer) exchange.transfers().stream()
                .filter(transfer -> transfer.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** Accepts, and answers the question at the pipe with these messages. */
    private void answer(IncomingTransfer transfer, byte[]... messages) throws Exception {
        transfer.accept();
        assertThat(answers.poll(30, TimeUnit.SECONDS)).isEqualTo(new Frame.AcceptFile(transfer.id()));
        try (NamedPipe pipe = server.accept(TestRoom.PATIENCE).orElseThrow()) {
            NamedPipe.Message question = (NamedPipe.Message) pipe.read(TestRoom.PATIENCE);
            assertThat(FrameReader.read(question.bytes())).isEqualTo(new Frame.AskFile(transfer.id(), 0));
            tell(pipe, messages);
        }
    }

    /** Whoever has heard enough of it leaves, and does not wait for the rest. */
    private static void tell(NamedPipe pipe, byte[]... messages) throws Exception {
        try {
            for (byte[] message : messages) {
                pipe.write(message, TestRoom.PATIENCE);
            }
            pipe.closeAfterRead(TestRoom.PATIENCE);
        } catch (IpcException e) {
            assertThat(e.reason()).isEqualTo(IpcException.Reason.OWNER_GONE);
        }
    }

    private static byte[] follows(Transfer transfer, long offset, long size) {
        return FrameWriter.write(new Frame.FileFollows(transfer.id(), offset, size));
    }

    private static byte[] chunk(byte[] content) {
        byte[] message = Chunk.room(content.length);
        System.arraycopy(content, 0, message, Chunk.START, content.length);
        return message;
    }

    private static void awaitState(Transfer transfer, Transfer.State state) throws Exception {
        TestRoom.until(
                state + ", not " + transfer.status(), () -> transfer.status().state() == state);
    }

    private List<String> files() throws Exception {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> path.getFileName().toString()).toList();
        }
    }

    @Test
    void whatKeepsToTheOfferIsTaken() throws Exception {
        IncomingTransfer transfer = offer(CONTENT.length);
        answer(transfer, follows(transfer, 0, CONTENT.length), chunk(CONTENT));
        awaitState(transfer, Transfer.State.DONE);
        assertThat(folder.resolve("file.txt")).hasBinaryContent(CONTENT);
        assertThat(answers.poll(30, TimeUnit.SECONDS)).isEqualTo(new Frame.FileDone(transfer.id()));
    }

    /** Out of the folder, over a file that is there, through a link, into a stream or onto a device: none of these. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../above.txt",
                "..\\..\\above.txt",
                "/tmp/above.txt",
                "C:\\above.txt",
                "there.txt",
                "THERE.TXT",
                "file.txt:stream",
                "NUL",
                "autorun.inf",
                "run.desktop",
                "a\u202Etxt.exe",
                "two\nlines"
            })
    void whateverNameIsClaimedTheFileIsANewOneInItsFolder(String claimed) throws Exception {
        Path there = Files.writeString(folder.resolve("there.txt"), "mine");
        IncomingTransfer transfer = offer(claimed, CONTENT.length);
        answer(transfer, follows(transfer, 0, CONTENT.length), chunk(CONTENT));
        awaitState(transfer, Transfer.State.DONE);
        Path file = transfer.status().file().orElseThrow();
        assertThat(file).hasBinaryContent(CONTENT).hasParentRaw(folder);
        assertThat(there).hasContent("mine");
        assertThat(files()).hasSize(2).contains("there.txt", file.getFileName().toString());
        assertThat(file.getFileName().toString()).doesNotEndWith(".desktop").doesNotEndWith(".inf");
        if (!TestRoom.WINDOWS) {
            assertThat(Files.isExecutable(file)).isFalse();
        }
    }

    @Test
    void anotherContentOfTheSameSizeGetsNoName() throws Exception {
        IncomingTransfer transfer = offer(CONTENT.length);
        byte[] other = CONTENT.clone();
        other[3]++;
        answer(transfer, follows(transfer, 0, CONTENT.length), chunk(other));
        awaitState(transfer, Transfer.State.FAILED);
        assertThat(transfer.status().end()).contains(TransferEnd.WRONG_CHECKSUM);
        assertThat(answers.poll(30, TimeUnit.SECONDS))
                .isEqualTo(new Frame.CancelFile(transfer.id(), TransferEnd.WRONG_CHECKSUM));
        TestRoom.until("nothing is left", () -> files().isEmpty());
    }

    @Test
    void moreThanWasOfferedIsNotWritten() throws Exception {
        IncomingTransfer transfer = offer(CONTENT.length);
        answer(transfer, follows(transfer, 0, CONTENT.length), chunk(new byte[CONTENT.length + 1]));
        awaitState(transfer, Transfer.State.INTERRUPTED);
        assertThat(transfer.status().problem().orElseThrow().kind()).isEqualTo(Transfer.Problem.Kind.CONNECTION);
        assertThat(PartFile.lengthIn(folder, sha256(CONTENT))).hasValue(0);
    }

    @Test
    void anotherSizeAnotherOffsetNonsenseAndAnEarlyEndInterruptAndItCanGoOn() throws Exception {
        IncomingTransfer transfer = offer(CONTENT.length);
        byte[][][] lies = {
            {follows(transfer, 0, CONTENT.length + 1), chunk(CONTENT)},
            {follows(transfer, 5, CONTENT.length), chunk(CONTENT)},
            {{1, 2, 3}},
            {"{\"mailchute\":1,\"kind\":".getBytes()},
            {FrameWriter.write(new Frame.Unknown("dance"))},
            {FrameWriter.write(new Frame.Refused("no"))},
            {chunk(CONTENT)},
            {follows(transfer, 0, CONTENT.length)},
            {},
        };
        answer(transfer, lies[0]);
        awaitState(transfer, Transfer.State.INTERRUPTED);
        for (int i = 1; i < lies.length; i++) {
            byte[][] lie = lies[i];
            transfer.resume();
            assertThat(answers.poll(30, TimeUnit.SECONDS)).isEqualTo(new Frame.ResumeFile(transfer.id()));
            try (NamedPipe pipe = server.accept(TestRoom.PATIENCE).orElseThrow()) {
                assertThat(pipe.read(TestRoom.PATIENCE)).isInstanceOf(NamedPipe.Message.class);
                tell(pipe, lie);
            }
            awaitState(transfer, Transfer.State.INTERRUPTED);
        }
        transfer.resume();
        try (NamedPipe pipe = server.accept(TestRoom.PATIENCE).orElseThrow()) {
            pipe.read(TestRoom.PATIENCE);
            pipe.write(follows(transfer, 0, CONTENT.length), TestRoom.PATIENCE);
            pipe.write(chunk(CONTENT), TestRoom.PATIENCE);
            awaitState(transfer, Transfer.State.DONE);
        }
    }

    @Test
    void aFileThatCannotFitIsNotBegun() throws Exception {
        IncomingTransfer transfer = offer(Long.MAX_VALUE);
        transfer.accept();
        awaitState(transfer, Transfer.State.INTERRUPTED);
        assertThat(transfer.status().problem().orElseThrow().kind()).isEqualTo(Transfer.Problem.Kind.NO_SPACE);
    }

    @Test
    void framesAboutTransfersThatAreNoneChangeNothing() throws Exception {
        IncomingTransfer transfer = offer(CONTENT.length);
        UUID none = UUID.randomUUID();
        for (Frame frame : List.of(
                new Frame.AcceptFile(none),
                new Frame.DeclineFile(none),
                new Frame.PauseFile(none),
                new Frame.ResumeFile(none),
                new Frame.FileDone(none),
                new Frame.CancelFile(none, TransferEnd.CANCELLED),
                // What only an offerer's partner can say of what it was offered.
                new Frame.AcceptFile(transfer.id()),
                new Frame.DeclineFile(transfer.id()),
                new Frame.FileDone(transfer.id()),
                new Frame.ResumeFile(transfer.id()))) {
            assertThat(exchange.take(frame)).isTrue();
        }
        assertThat(transfer.status().state()).isEqualTo(Transfer.State.OFFERED);
        assertThat(exchange.transfers()).containsExactly(transfer);
        assertThat(files()).isEmpty();
    }

    @Test
    void theSameIdForAnotherFileIsDeclinedAndTheFirstOneStands() throws Exception {
        IncomingTransfer transfer = offer(CONTENT.length);
        exchange.take(new Frame.OfferFile(transfer.id(), Instant.now(), "other", 5, sha256(new byte[5])));
        assertThat(answers.poll(30, TimeUnit.SECONDS)).isEqualTo(new Frame.DeclineFile(transfer.id()));
        assertThat(transfer.size()).isEqualTo(CONTENT.length);
    }

    @Test
    void aFloodOfOffersIsDeclined() throws Exception {
        for (int i = 0; i < FileExchange.MOST_UNANSWERED; i++) {
            offer(CONTENT.length);
        }
        assertThat(answers).isEmpty();
        UUID id = UUID.randomUUID();
        exchange.take(new Frame.OfferFile(id, Instant.now(), "one more", 5, sha256(new byte[5])));
        assertThat(answers.poll(30, TimeUnit.SECONDS)).isEqualTo(new Frame.DeclineFile(id));
        assertThat(exchange.transfers()).hasSize(FileExchange.MOST_UNANSWERED);
    }
}
