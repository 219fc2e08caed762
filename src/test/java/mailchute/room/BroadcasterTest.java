package mailchute.room;

import static java.nio.charset.StandardCharsets.UTF_8;
import static mailchute.room.TestRoom.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import mailchute.ipc.Handle.Inheritance;
import mailchute.ipc.IpcException;
import mailchute.ipc.IpcException.Reason;
import mailchute.ipc.Mailslot;
import mailchute.ipc.MailslotWriter;
import mailchute.wire.Frame;
import mailchute.wire.Limits;
import mailchute.wire.SlotContent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Writing one message into several mailslots of this process. */
@Timeout(60)
class BroadcasterTest {

    private static final long PID = ProcessHandle.current().pid();

    private final Broadcaster broadcaster = new Broadcaster("me", PID, OptionalLong.empty(), "lobby");
    private final List<Mailslot> mailslots = new ArrayList<>();

    /** Opens a mailslot of the receiver with this number, and has the broadcaster write to it. */
    private Mailslot open(long receiver, String nickname) throws IpcException {
        String address = Addresses.mailslot("broadcaster", PID) + "-" + receiver;
        Mailslot mailslot = Mailslot.create(address, Limits.MAILSLOT_MESSAGE);
        mailslots.add(mailslot);
        MailslotWriter writer = MailslotWriter.open(address, Inheritance.INHERITABLE);
        broadcaster.add(new Target(receiver, nickname, writer.value(), address), writer);
        return mailslot;
    }

    @AfterEach
    void nothingStaysOpen() {
        broadcaster.close();
        mailslots.forEach(Mailslot::close);
    }

    private static String text(Mailslot mailslot) throws IpcException {
        Optional<Mailslot.Message> message = mailslot.read(PATIENCE);
        return Attribution.textOf(SlotContent.read(message.orElseThrow().bytes()));
    }

    @Test
    void everyMailslotGetsTheSameMessageOnce() throws Exception {
        Mailslot bobs = open(1, "bob");
        Mailslot carols = open(2, "carol");
        Broadcast broadcast = broadcaster.broadcast("hello", target -> true);
        assertThat(broadcast.taken()).isEqualTo(2);
        assertThat(broadcast.summary()).isEqualTo("taken by 2 of 2 mailslots");
        for (Mailslot mailslot : List.of(bobs, carols)) {
            SlotContent content =
                    SlotContent.read(mailslot.read(PATIENCE).orElseThrow().bytes());
            Frame.Post post = ((SlotContent.Posted) content).post();
            assertThat(post).isEqualTo(broadcast.post());
            assertThat(mailslot.read(Duration.ofMillis(50))).isEmpty();
        }
        assertThat(broadcast.post().id().version()).isEqualTo(7);
    }

    @Test
    void onlyWhoIsWantedGetsTheMessage() throws Exception {
        Mailslot bobs = open(1, "bob");
        Mailslot carols = open(2, "carol");
        Broadcast broadcast = broadcaster.broadcast("for carol", target -> target.receiver() == 2);
        assertThat(broadcast.summary()).isEqualTo("taken by 1 of 1 mailslot");
        assertThat(text(carols)).isEqualTo("for carol");
        assertThat(bobs.read(Duration.ofMillis(50))).isEmpty();
    }

    @Test
    void nobodyToWriteToIsSaidInWords() throws Exception {
        IpcException none = Failures.of(() -> broadcaster.broadcast("hello?", target -> true));
        assertThat(none.reason()).isEqualTo(Reason.NOT_FOUND);
        assertThat(none).hasMessage("no receivers in room lobby");
        open(1, "bob");
        IpcException unticked = Failures.of(() -> broadcaster.broadcast("hello?", target -> false));
        assertThat(unticked).hasMessage("no receiver is ticked");
    }

    @Test
    void aMessageOverTheLimitReachesNobody() throws Exception {
        Mailslot bobs = open(1, "bob");
        IpcException failure =
                Failures.of(() -> broadcaster.broadcast("x".repeat(Limits.MAILSLOT_MESSAGE), target -> true));
        assertThat(failure.reason()).isEqualTo(Reason.TOO_LARGE);
        assertThat(failure.getMessage()).contains("the limit is " + Limits.MAILSLOT_MESSAGE);
        assertThat(bobs.read(Duration.ofMillis(50))).isEmpty();
    }

    @Test
    void aFullMailslotIsGivenUpForAndHoldsUpNobodyElse() throws Exception {
        Mailslot full = open(1, "bob");
        Mailslot read = open(2, "carol");
        fill();
        CompletableFuture<Broadcast> broadcast = CompletableFuture.supplyAsync(() -> {
            try {
                return broadcaster.broadcast("to whoever reads", target -> true);
            } catch (IpcException e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(text(read)).isEqualTo("to whoever reads");
        assertThat(broadcast).as("it still waits for the full mailslot").isNotDone();
        Broadcast done = broadcast.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(done.taken()).isEqualTo(1);
        assertThat(done.summary())
                .isEqualTo("taken by 1 of 2 mailslots; not by bob (1): its owner does not read, and the queue is full");
        assertThat(full.read(PATIENCE)).isPresent();
    }

    @Test
    void whatWasNotTakenIsWrittenAgainUnderItsOwnIdAndOnlyThere() throws Exception {
        Mailslot full = open(1, "bob");
        Mailslot read = open(2, "carol");
        int waiting = fill();
        Broadcast first = broadcaster.broadcast("once more", target -> true);
        assertThat(first.taken()).isEqualTo(1);
        assertThat(text(read)).isEqualTo("once more");
        for (int i = 0; i < waiting; i++) {
            assertThat(full.read(PATIENCE)).isPresent();
        }

        Broadcast again = broadcaster.again(first);

        assertThat(again.taken()).isEqualTo(2);
        assertThat(again.post()).isEqualTo(first.post());
        SlotContent content = SlotContent.read(full.read(PATIENCE).orElseThrow().bytes());
        assertThat(((SlotContent.Posted) content).post()).isEqualTo(first.post());
        assertThat(read.read(Duration.ofMillis(50))).isEmpty();
        broadcaster.drop(1);
        assertThat(broadcaster.again(first)).isEqualTo(first);
    }

    @Test
    void aFullMailslotThatIsReadInTimeTakesTheMessage() throws Exception {
        Mailslot full = open(1, "bob");
        int waiting = fill();
        CompletableFuture<Broadcast> broadcast = CompletableFuture.supplyAsync(() -> {
            try {
                return broadcaster.broadcast("at last", target -> true);
            } catch (IpcException e) {
                throw new IllegalStateException(e);
            }
        });
        for (int i = 0; i < waiting; i++) {
            assertThat(full.read(PATIENCE)).isPresent();
        }
        assertThat(text(full)).isEqualTo("at last");
        assertThat(broadcast.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).summary())
                .isEqualTo("taken by 1 of 1 mailslot");
    }

    /** Fills the first mailslot until it takes no more, and returns how many messages wait in it. */
    private int fill() throws IpcException {
        byte[] much = "x".repeat(50_000).getBytes(UTF_8);
        int[] taken = {0};
        broadcaster.use(1, lines -> {
            try {
                while (taken[0] < 10_000) {
                    lines.get(0).writer().write(much, Duration.ofMillis(200));
                    taken[0]++;
                }
            } catch (IpcException e) {
                assertThat(e.reason()).isEqualTo(Reason.OWNER_NOT_READING);
            }
        });
        assertThat(taken[0]).isBetween(1, 9_999);
        return taken[0];
    }

    @Test
    void aHandleIsKnownByItsValueUntilItIsNamed() throws Exception {
        String address = Addresses.mailslot("broadcaster", PID) + "-unnamed";
        Mailslot mailslot = Mailslot.create(address, Limits.MAILSLOT_MESSAGE);
        mailslots.add(mailslot);
        MailslotWriter writer = MailslotWriter.open(address, Inheritance.INHERITABLE);
        broadcaster.add(new Target(0, "", writer.value(), address), writer);
        assertThat(broadcaster.targets()).extracting(Target::label).containsExactly("handle " + writer.value());
        assertThat(broadcaster.name(writer.value() + 4, 7, "bob")).isFalse();
        assertThat(broadcaster.name(writer.value(), 7, "bob")).isTrue();
        assertThat(broadcaster.name(writer.value(), 7, "bob")).isFalse();
        assertThat(broadcaster.targets()).extracting(Target::label).containsExactly("bob (7)");
        broadcaster.broadcast("named", target -> true);
        assertThat(text(mailslot)).isEqualTo("named");
    }

    @Test
    void aDroppedReceiversHandleIsClosed() throws Exception {
        open(1, "bob");
        MailslotWriter[] held = new MailslotWriter[1];
        assertThat(broadcaster.use(1, lines -> held[0] = lines.get(0).writer())).isTrue();
        assertThat(broadcaster.drop(1)).isTrue();
        assertThat(broadcaster.drop(1)).isFalse();
        assertThat(broadcaster.use(1, lines -> {})).isFalse();
        assertThat(broadcaster.targets()).isEmpty();
        assertThat(Failures.of(() -> held[0].write(new byte[] {1}, Duration.ZERO))
                        .reason())
                .isEqualTo(Reason.CLOSED);
    }

    @Test
    void aHandleThatComesAfterTheEndIsClosedAtOnce() throws Exception {
        broadcaster.close();
        String address = Addresses.mailslot("broadcaster", PID) + "-late";
        try (Mailslot mailslot = Mailslot.create(address, 1024)) {
            MailslotWriter writer = MailslotWriter.open(mailslot.address(), Inheritance.PRIVATE);
            broadcaster.add(new Target(9, "late", writer.value(), address), writer);
            assertThat(broadcaster.targets()).isEmpty();
            assertThat(Failures.of(() -> writer.write(new byte[] {1}, Duration.ZERO))
                            .reason())
                    .isEqualTo(Reason.CLOSED);
        }
    }
}
