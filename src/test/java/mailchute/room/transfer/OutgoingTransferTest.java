package mailchute.room.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mailchute.ipc.NamedPipe;
import mailchute.ipc.NamedPipeServer;
import mailchute.ipc.OsProcess;
import mailchute.room.Addresses;
import mailchute.room.TestRoom;
import mailchute.wire.Chunk;
import mailchute.wire.Frame;
import mailchute.wire.FrameReader;
import mailchute.wire.Limits;
import mailchute.wire.TransferEnd;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The offerer, with a test at the other end of the line and of the pipe. */
@Timeout(90)
class OutgoingTransferTest {

    private static final int SIZE = 3 * Chunk.MOST + 17;

    @TempDir
    Path folder;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private NamedPipeServer server;
    private TestLine line;
    private FileExchange exchange;
    private Path file;

    @BeforeEach
    void open() throws Exception {
        server = NamedPipeServer.create(
                Addresses.plainPipe("asker-" + OsProcess.current().pid() + "-" + System.nanoTime() % 10_000),
                Limits.PIPE_MESSAGE);
        line = new TestLine(server.address());
        exchange = exchange();
        exchange.attach(line);
        file = Files.write(folder.resolve("file"), new byte[SIZE]);
    }

    @AfterEach
    void close() {
        server.close();
        threads.shutdownNow();
    }

    private FileExchange exchange() {
        return new FileExchange(new FilePlaces(() -> folder, Optional.of(folder.resolve("offers"))), threads);
    }

    private static Frame.OfferFile offerOn(TestLine line) throws Exception {
        return (Frame.OfferFile) line.sent().poll(30, TimeUnit.SECONDS);
    }

    /** Asks, and returns what came: how many bytes of the file, or the frame instead of it. */
    private Object ask(FileExchange whom, UUID id, long offset) throws Exception {
        try (NamedPipe asks = NamedPipe.connect(server.address(), Limits.PIPE_MESSAGE, TestRoom.PATIENCE)) {
            whom.serve(server.accept(TestRoom.PATIENCE).orElseThrow(), new Frame.AskFile(id, offset));
            long bytes = 0;
            NamedPipe.Read read = asks.read(TestRoom.PATIENCE);
            while (read instanceof NamedPipe.Message message) {
                if (Chunk.isChunk(message.bytes())) {
                    bytes += message.bytes().length - Chunk.START;
                } else if (!(FrameReader.read(message.bytes()) instanceof Frame.FileFollows)) {
                    return FrameReader.read(message.bytes());
                }
                read = asks.read(TestRoom.PATIENCE);
            }
            return bytes;
        }
    }

    @Test
    void sendsWhatIsAskedForFromEachOffset() throws Exception {
        exchange.offer(file);
        UUID id = offerOn(line).id();
        assertThat(ask(exchange, id, 0)).isEqualTo((long) SIZE);
        assertThat(ask(exchange, id, 5)).isEqualTo((long) SIZE - 5);
        assertThat(ask(exchange, id, SIZE)).isEqualTo(0L);
        assertThat(ask(exchange, id, SIZE + 1L)).isEqualTo(new Frame.CancelFile(id, TransferEnd.NOT_OFFERED));
    }

    /** A question goes over a pipe of its own and can overtake the word for it in the conversation. */
    @Test
    void aQuestionIsAnsweredThatComesBeforeTheWordThatThePauseIsOver() throws Exception {
        Transfer transfer = exchange.offer(file);
        UUID id = offerOn(line).id();
        exchange.take(new Frame.AcceptFile(id));
        exchange.take(new Frame.PauseFile(id));
        assertThat(transfer.status().state()).isEqualTo(Transfer.State.PAUSED);
        assertThat(ask(exchange, id, 0)).isEqualTo((long) SIZE);
        exchange.take(new Frame.ResumeFile(id));
        exchange.take(new Frame.FileDone(id));
        assertThat(transfer.status().state()).isEqualTo(Transfer.State.DONE);
    }

    @Test
    void whatRestsHereIsNotGivenUntilItGoesOn() throws Exception {
        Transfer transfer = exchange.offer(file);
        UUID id = offerOn(line).id();
        exchange.take(new Frame.AcceptFile(id));
        transfer.pause();
        assertThat(ask(exchange, id, 0)).isEqualTo(new Frame.PauseFile(id));
        transfer.resume();
        assertThat(ask(exchange, id, 0)).isEqualTo((long) SIZE);
    }

    @Test
    void anOfferBelongsToItsProcessAsLongAsThatLives() throws Exception {
        exchange.offer(file);
        Frame.OfferFile offer = offerOn(line);
        FileExchange another = exchange();
        TestLine itsLine = new TestLine(server.address());
        another.attach(itsLine);
        another.offer(Files.write(folder.resolve("other"), new byte[1]));
        assertThat(offerOn(itsLine).name()).isEqualTo("other");
        assertThat(another.offers(offer.id())).isFalse();
        assertThat(kept()).hasSize(2);
    }

    @Test
    void anOfferOfAProcessThatHasEndedIsMadeAgainToTheSameOneAlone() throws Exception {
        exchange.offer(file);
        Frame.OfferFile offer = offerOn(line);
        ownerHasEnded();
        TestLine stranger =
                new TestLine(server.address(), new TestLine("").sent(), TestLine.card("me"), TestLine.card("carol"));
        FileExchange withStranger = exchange();
        withStranger.attach(stranger);
        withStranger.offer(Files.write(folder.resolve("other"), new byte[1]));
        assertThat(offerOn(stranger).name()).isEqualTo("other");

        FileExchange back = exchange();
        TestLine itsLine = new TestLine(server.address());
        back.attach(itsLine);
        Frame.OfferFile again = offerOn(itsLine);
        assertThat(again.id()).isEqualTo(offer.id());
        assertThat(again.sha256()).isEqualTo(offer.sha256());
        assertThat(ask(back, again.id(), 10)).isEqualTo((long) SIZE - 10);
        back.take(new Frame.FileDone(again.id()));
        TestRoom.until("it is forgotten", () -> kept().size() == 1);
    }

    private List<Path> kept() throws Exception {
        try (Stream<Path> all = Files.list(folder.resolve("offers"))) {
            return all.toList();
        }
    }

    /** As if the process that made the offers had another start: its pid alone is not what counts. */
    private void ownerHasEnded() throws Exception {
        for (Path offer : kept()) {
            Properties properties = new Properties();
            try (var in = Files.newBufferedReader(offer)) {
                properties.load(in);
            }
            properties.setProperty("owner.started", "1");
            try (var out = Files.newBufferedWriter(offer)) {
                properties.store(out, null);
            }
        }
    }
}
