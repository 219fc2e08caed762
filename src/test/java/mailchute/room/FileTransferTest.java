package mailchute.room;

import static mailchute.room.TestRoom.PATIENCE;
import static mailchute.room.TestRoom.line;
import static mailchute.room.TestRoom.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import mailchute.ipc.ChildCommand;
import mailchute.ipc.Deadline;
import mailchute.ipc.NamedPipe;
import mailchute.room.transfer.FilePlaces;
import mailchute.room.transfer.IncomingTransfer;
import mailchute.room.transfer.Transfer;
import mailchute.room.transfer.Transfer.State;
import mailchute.settings.UserFolders;
import mailchute.wire.Frame;
import mailchute.wire.FrameWriter;
import mailchute.wire.Role;
import mailchute.wire.TransferEnd;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files between this process and others. Here a listener can hold a transfer up, because it is told on the way. */
@Timeout(180)
class FileTransferTest {

    private static final long HERE = ProcessHandle.current().pid();

    private static final int SIZE = 20_000_000;

    @TempDir
    Path folder;

    private final TestRoom room = new TestRoom();
    private final BlockingQueue<Conversation> conversations = new LinkedBlockingQueue<>();
    private final List<Transfer> told = new ArrayList<>();
    private final CountDownLatch goOn = new CountDownLatch(1);
    private volatile long holdAt = Long.MAX_VALUE;
    private Participant here;
    private Path theirs;
    private Path ours;

    @BeforeEach
    void open() throws Exception {
        theirs = folder.resolve("theirs");
        ours = folder.resolve("ours");
        here = Participant.open(Role.SENDER, "me", room.name(), Optional.empty());
        here.keepFilesIn(new FilePlaces(() -> ours, Optional.of(folder.resolve("offers"))));
        here.onConversation(conversation -> {
            conversation.listen(new Heard());
            conversations.add(conversation);
        });
        here.start();
    }

    @AfterEach
    void close() throws Exception {
        goOn.countDown();
        here.close();
        room.close();
    }

    private final class Heard implements Conversation.Listener {

        @Override
        public void transfer(Transfer file) {
            synchronized (told) {
                if (!told.contains(file)) {
                    told.add(file);
                }
            }
            Transfer.Status status = file.status();
            // Who reads the conversation is not held: the other side's pause comes that way.
            boolean reads = Thread.currentThread().getName().startsWith("mailchute-conversation-read");
            if (status.state() == State.RUNNING && status.bytes() >= holdAt && !reads) {
                await(goOn);
            }
        }

        @Override
        public void saying(Frame.Said words) {}

        @Override
        public void said(Frame.Said words) {}

        @Override
        public void sent(UUID id) {}

        @Override
        public void received(UUID id) {}

        @Override
        public void strange(String what) {}

        @Override
        public void ended(String why, List<UUID> lost) {}
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private DrivenProcess bob(String... more) throws Exception {
        List<String> options = new ArrayList<>(List.of("--files", theirs.toString()));
        options.addAll(List.of(more));
        DrivenProcess bob = room.start("receiver", "bob", options.toArray(String[]::new));
        TestRoom.mailslot(bob);
        return bob;
    }

    /** Has the other side call here; a process that has just started may be too slow for the first call. */
    private Conversation calledBy(DrivenProcess other) throws Exception {
        for (int tries = 0; tries < 5; tries++) {
            int before = other.errors().size();
            other.type("/to " + HERE + " hello");
            until("an answer", () -> !conversations.isEmpty() || other.errors().size() > before);
            if (!conversations.isEmpty()) {
                return conversations.take();
            }
        }
        throw new AssertionError(other.lastLines());
    }

    private Path file(String name, int size) throws Exception {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        return Files.write(folder.resolve(name), content);
    }

    private static void awaitState(Transfer transfer, State state) throws Exception {
        until(state + ", not " + transfer.status(), () -> transfer.status().state() == state);
    }

    /** The file that the other side offers here. */
    private IncomingTransfer offered(Predicate<Transfer> wanted) throws Exception {
        until("an offer", () -> newest(wanted).isPresent());
        return (IncomingTransfer) newest(wanted).orElseThrow();
    }

    private Optional<Transfer> newest(Predicate<Transfer> wanted) {
        synchronized (told) {
            return told.stream().filter(wanted).reduce((first, second) -> second);
        }
    }

    private static List<Path> in(Path folder) throws Exception {
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList();
        }
    }

    @Test
    void aFileIsOfferedAcceptedFetchedAndWhole() throws Exception {
        DrivenProcess bob = bob();
        Path file = file("봄 소풍.jpg", SIZE);
        Transfer transfer = here.converseWith(bob.pid()).files().offer(file);
        String sha256 = line(bob, "file 1 from me, 봄 소풍.jpg: offered, " + SIZE + " bytes, SHA-256 ([0-9a-f]{64})$")
                .group(1);
        assertThat(transfer.sha256()).contains(sha256);
        assertThat(transfer.status().state()).isEqualTo(State.OFFERED);
        assertThat(theirs).doesNotExist();
        bob.type("/accept");
        line(bob, "file 1 from me, .*: received as .*봄 소풍\\.jpg$");
        awaitState(transfer, State.DONE);
        assertThat(transfer.status().bytes()).isEqualTo(SIZE);
        assertThat(in(theirs)).containsExactly(theirs.resolve("봄 소풍.jpg"));
        assertThat(theirs.resolve("봄 소풍.jpg")).hasSameBinaryContentAs(file);
        if (!TestRoom.WINDOWS) {
            assertThat(Files.getPosixFilePermissions(theirs.resolve("봄 소풍.jpg")).toString())
                    .doesNotContain("EXECUTE");
        }
        assertThat(in(folder.resolve("offers"))).isEmpty();
    }

    @Test
    void aFileWithoutABitIsAFileToo() throws Exception {
        DrivenProcess bob = bob();
        calledBy(bob);
        bob.type("/file " + HERE + " " + file("empty.txt", 0));
        IncomingTransfer transfer = offered(t -> t.status().state() == State.OFFERED);
        transfer.accept();
        awaitState(transfer, State.DONE);
        assertThat(ours.resolve("empty.txt")).isEmptyFile();
        line(bob, "file 1 to me, empty.txt: received there$");
    }

    @Test
    void nothingIsReplacedTheNextFreeNumberIsTaken() throws Exception {
        DrivenProcess bob = bob();
        Files.createDirectories(theirs);
        Files.writeString(theirs.resolve("notes.txt"), "mine");
        Files.writeString(theirs.resolve("notes (2).txt"), "mine too");
        Conversation conversation = here.converseWith(bob.pid());
        conversation.files().offer(file("notes.txt", 1000));
        line(bob, "file 1 .* offered");
        bob.type("/accept 1");
        line(bob, "file 1 .* received as .*notes \\(3\\)\\.txt$");
        assertThat(theirs.resolve("notes.txt")).hasContent("mine");
        assertThat(theirs.resolve("notes (2).txt")).hasContent("mine too");
    }

    @Test
    void whatIsDeclinedIsNotFetched() throws Exception {
        DrivenProcess bob = bob();
        Transfer transfer = here.converseWith(bob.pid()).files().offer(file("unwanted", 1000));
        line(bob, "file 1 .* offered");
        bob.type("/decline");
        awaitState(transfer, State.DECLINED);
        assertThat(transfer.status().by()).contains(Transfer.Side.THERE);
        line(bob, "file 1 .* declined by you$");
        assertThat(theirs).doesNotExist();
    }

    @Test
    void eitherSideCanHaveItRestAndGoOnAndItGoesOnWhereItWas() throws Exception {
        DrivenProcess bob = bob();
        holdAt = 1;
        Transfer transfer = here.converseWith(bob.pid()).files().offer(file("large", SIZE));
        line(bob, "file 1 .* offered");
        bob.type("/accept");
        until(
                "it runs",
                () -> transfer.status().state() == State.RUNNING
                        && transfer.status().bytes() > 0);
        bob.type("/pause 1");
        line(bob, "file 1 .* paused by you at");
        awaitState(transfer, State.PAUSED);
        assertThat(transfer.status().by()).contains(Transfer.Side.THERE);
        holdAt = Long.MAX_VALUE;
        goOn.countDown();
        assertThat(transfer.status().bytes()).isLessThan(SIZE);
        transfer.pause();
        bob.type("/resume 1");
        line(bob, "file 1 .* paused by me at");
        transfer.resume();
        line(bob, "file 1 .* received as");
        awaitState(transfer, State.DONE);
        assertThat(theirs.resolve("large")).hasSameBinaryContentAs(folder.resolve("large"));
    }

    @Test
    void whatIsGivenUpInTheMiddleLeavesNothingBehind() throws Exception {
        DrivenProcess bob = bob();
        Conversation conversation = here.converseWith(bob.pid());
        holdAt = 1;
        for (boolean byThem : new boolean[] {true, false}) {
            Transfer transfer = conversation.files().offer(file("large" + byThem, SIZE));
            int number = byThem ? 1 : 2;
            line(bob, "file " + number + " .* offered");
            bob.type("/accept " + number);
            until(
                    "it runs",
                    () -> transfer.status().state() == State.RUNNING
                            && transfer.status().bytes() > 0);
            until("a part is there", () -> Files.exists(theirs) && in(theirs).size() == 1);
            if (byThem) {
                bob.type("/cancel " + number);
            } else {
                transfer.cancel();
            }
            awaitState(transfer, State.CANCELLED);
            line(bob, "file " + number + " .* cancelled by " + (byThem ? "you" : "me") + "$");
            until("nothing is left", () -> in(theirs).isEmpty());
        }
    }

    @Test
    void aFileThatIsChangedAfterTheOfferIsRefused() throws Exception {
        DrivenProcess bob = bob();
        Path file = file("changing", 100_000);
        Transfer transfer = here.converseWith(bob.pid()).files().offer(file);
        line(bob, "file 1 .* offered");
        Files.write(file, new byte[100_000]);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(10)));
        bob.type("/accept");
        line(bob, "file 1 .* failed: the file has been changed since it was offered$");
        awaitState(transfer, State.FAILED);
        assertThat(transfer.status().end()).contains(TransferEnd.CHANGED);
        until("nothing is left", () -> in(theirs).isEmpty());
    }

    @Test
    void aFileThatIsChangedOnTheWayIsNotGivenItsName() throws Exception {
        DrivenProcess bob = bob();
        Path file = file("changing", SIZE);
        holdAt = 1;
        Transfer transfer = here.converseWith(bob.pid()).files().offer(file);
        line(bob, "file 1 .* offered");
        bob.type("/accept");
        until(
                "it runs",
                () -> transfer.status().state() == State.RUNNING
                        && transfer.status().bytes() > 0);
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
            out.write(1);
        }
        goOn.countDown();
        line(bob, "file 1 .* failed: the file has been changed since it was offered$");
        awaitState(transfer, State.FAILED);
        until("nothing is left", () -> in(theirs).isEmpty());
    }

    @Test
    void aReceiverThatWasKilledInTheMiddleGoesOnWhereItWas() throws Exception {
        DrivenProcess bob = bob();
        Path file = file("large", SIZE);
        holdAt = SIZE / 2;
        Conversation first = here.converseWith(bob.pid());
        Transfer transfer = first.files().offer(file);
        line(bob, "file 1 .* offered");
        bob.type("/accept");
        until("half of it is there", () -> transfer.status().bytes() >= SIZE / 2);
        until(
                "a part is there",
                () -> in(theirs).size() == 1 && Files.size(in(theirs).get(0)) > SIZE / 4);
        bob.process().terminate(ProcessControl.KILLED);
        assertThat(bob.process().waitFor(PATIENCE)).isTrue();
        awaitState(transfer, State.INTERRUPTED);
        holdAt = Long.MAX_VALUE;
        goOn.countDown();
        long part = Files.size(in(theirs).get(0));

        DrivenProcess again = bob();
        try (Roster roster = new Roster()) {
            TestRoom.member(roster, again.pid());
            assertThat(here.reconnect(first, roster)).isInstanceOf(Reconnection.Connected.class);
        }
        line(again, "file 1 from me, large: offered, .*; " + part + " bytes are here from before$");
        again.type("/accept");
        line(again, "file 1 .* received as");
        awaitState(transfer, State.DONE);
        assertThat(in(theirs)).containsExactly(theirs.resolve("large"));
        assertThat(theirs.resolve("large")).hasSameBinaryContentAs(file);
    }

    @Test
    void anOffererThatWasKilledInTheMiddleOffersAgainAndItGoesOnByItself() throws Exception {
        DrivenProcess bob = bob();
        Path file = file("large", SIZE);
        holdAt = SIZE / 2;
        final Conversation first = calledBy(bob);
        bob.type("/file " + HERE + " " + file);
        IncomingTransfer transfer = offered(t -> t.status().state() == State.OFFERED);
        transfer.accept();
        until("half of it is here", () -> transfer.status().bytes() >= SIZE / 2);
        bob.process().terminate(ProcessControl.KILLED);
        assertThat(bob.process().waitFor(PATIENCE)).isTrue();
        awaitState(transfer, State.INTERRUPTED);
        holdAt = Long.MAX_VALUE;
        goOn.countDown();
        assertThat(transfer.status().bytes()).isLessThan(SIZE);

        DrivenProcess again = bob();
        assertThat(calledBy(again).earlier()).contains(first);
        awaitState(transfer, State.DONE);
        line(again, "file 1 to me, large: received there$");
        assertThat(ours.resolve("large")).hasSameBinaryContentAs(file);
        assertThat(in(ours)).containsExactly(ours.resolve("large"));
    }

    @Test
    void aFileThatWasChangedWhileItsOffererWasGoneIsNotOfferedAgain() throws Exception {
        DrivenProcess bob = bob();
        Path file = file("changing", 1000);
        calledBy(bob);
        bob.type("/file " + HERE + " " + file);
        IncomingTransfer transfer = offered(t -> t.status().state() == State.OFFERED);
        bob.process().terminate(ProcessControl.KILLED);
        assertThat(bob.process().waitFor(PATIENCE)).isTrue();
        awaitState(transfer, State.INTERRUPTED);
        Files.write(file, new byte[1001]);

        DrivenProcess again = bob();
        calledBy(again);
        awaitState(transfer, State.FAILED);
        assertThat(transfer.status().end()).contains(TransferEnd.CHANGED);
        line(again, "file 1 to me, changing: failed: the file has been changed since it was offered$");
    }

    /** A second connection to the pipe, as anyone can make one. */
    private Frame ask(long pid, UUID id) throws Exception {
        Deadline deadline = Deadline.after(PATIENCE);
        try (NamedPipe pipe = Calls.connect(pid, deadline)) {
            pipe.write(FrameWriter.write(new Frame.AskFile(id, 0)), deadline.remaining());
            return Calls.readFrame(pipe, deadline);
        }
    }

    @Test
    void aStrangerIsNotGivenWhatWasOfferedToAnother() throws Exception {
        DrivenProcess bob = bob();
        DrivenProcess carol = room.start("receiver", "carol", "--files", theirs.toString());
        TestRoom.mailslot(carol);
        Transfer transfer = here.converseWith(bob.pid()).files().offer(file("secret", 1000));
        line(bob, "file 1 .* offered");
        // Bob offers carol one of his own; this process, which has a conversation with bob, asks him for it.
        carol.type("/to " + bob.pid() + " hello");
        line(bob, "conversation with carol .*: hello$");
        bob.type("/file " + carol.pid() + " " + file("theirs alone", 1000));
        line(carol, "file 1 from bob, theirs alone: offered");
        UUID theirsAlone = null;
        for (Path offer : in(UserFolders.data().resolve("offers"))) {
            if (Files.readString(offer).contains("theirs alone")) {
                theirsAlone = UUID.fromString(offer.getFileName().toString().replace(".offer", ""));
            }
        }
        assertThat(theirsAlone).isNotNull();
        assertThat(ask(bob.pid(), theirsAlone)).isEqualTo(new Frame.CancelFile(theirsAlone, TransferEnd.NOT_OFFERED));
        assertThat(ask(bob.pid(), UUID.randomUUID())).isInstanceOf(Frame.CancelFile.class);
        assertThat(transfer.status().state()).isEqualTo(State.OFFERED);
    }

    @Test
    void aLargeFileTakesNoMoreMemoryThanASmallOne() throws Exception {
        long size = 300_000_000L;
        ChildCommand small = room.command("receiver", "bob", "--files", theirs.toString())
                .environment("JAVA_TOOL_OPTIONS", "-Xmx24m");
        DrivenProcess bob = room.start(small);
        TestRoom.mailslot(bob);
        Path file = folder.resolve("large");
        byte[] piece = new byte[1_000_000];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int i = 0; i < size / piece.length; i++) {
                new Random(i).nextBytes(piece);
                out.write(piece);
            }
        }
        Transfer transfer = here.converseWith(bob.pid()).files().offer(file);
        line(bob, "file 1 .* offered");
        bob.type("/accept");
        line(bob, "file 1 .* received as");
        awaitState(transfer, State.DONE);
        assertThat(Files.mismatch(file, theirs.resolve("large"))).isEqualTo(-1);
        // And back: the small process computes a checksum and sends.
        bob.type("/file " + HERE + " " + theirs.resolve("large"));
        IncomingTransfer back = offered(IncomingTransfer.class::isInstance);
        back.accept();
        awaitState(back, State.DONE);
        assertThat(Files.mismatch(file, ours.resolve("large"))).isEqualTo(-1);
    }
}
