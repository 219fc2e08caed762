package mailchute.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import mailchute.ipc.Handle.Inheritance;
import mailchute.ipc.IpcException;
import mailchute.ipc.IpcException.Reason;
import mailchute.ipc.Mailslot;
import mailchute.ipc.MailslotWriter;
import mailchute.wire.Frame;
import mailchute.wire.Limits;
import mailchute.wire.Role;
import mailchute.wire.SlotContent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Posting into a room in which this process alone is: as a receiver whose mailslot is read here, or not. */
@Timeout(60)
class PostingTest {

    private static final long PID = ProcessHandle.current().pid();

    private final String room = "posting-" + UUID.randomUUID().toString().substring(0, 8);
    private Mailslot mailslot;
    private Participant receiver;

    private void receive() throws IpcException {
        mailslot = Mailslot.create(Addresses.mailslot(room, PID), Limits.MAILSLOT_MESSAGE);
        receiver = Participant.open(Role.RECEIVER, "bob", room, Optional.of(mailslot.address()));
    }

    @AfterEach
    void nothingStaysOpen() {
        if (receiver != null) {
            receiver.close();
            mailslot.close();
        }
    }

    private Frame.Post next() throws IpcException {
        byte[] bytes = mailslot.read(TestRoom.PATIENCE).orElseThrow().bytes();
        return ((SlotContent.Posted) SlotContent.read(bytes)).post();
    }

    private static Broadcast post(Posting posting, String text, String to) throws IpcException {
        return posting.post(text, Optional.empty(), Optional.ofNullable(to));
    }

    @Test
    void aMessageReachesWhoIsThereWithTheLineItSays() throws Exception {
        receive();
        receiver.start();
        try (Posting posting = Posting.open("alice", room)) {
            Broadcast broadcast = posting.post("3 of 7", Optional.of("build"), Optional.empty());
            assertThat(broadcast.taken()).isEqualTo(1);
            assertThat(next()).isEqualTo(broadcast.post());
            assertThat(broadcast.post().line()).contains("build");
            assertThat(broadcast.post().from()).isEqualTo("alice");
            assertThat(posting.named(broadcast).deliveries().get(0).target().label())
                    .isEqualTo("bob (" + PID + ")");
        }
    }

    @Test
    void aReceiverThatDoesNotAnswerQuestionsTakesItsMailAllTheSame() throws Exception {
        receive();
        try (Posting posting = Posting.open("alice", room)) {
            Broadcast broadcast = post(posting, "whenever you wake up", null);
            assertThat(broadcast.taken()).isEqualTo(1);
            assertThat(next().text()).isEqualTo("whenever you wake up");
            assertThat(posting.named(broadcast).deliveries().get(0).target().label())
                    .isEqualTo("? (" + PID + ")");
        }
    }

    @Test
    void oneIsMeantByNicknameOrPidAndNobodyElse() throws Exception {
        receive();
        receiver.start();
        try (Posting posting = Posting.open("alice", room)) {
            post(posting, "by name", "bob");
            assertThat(next().text()).isEqualTo("by name");
            post(posting, "by pid", Long.toString(PID));
            assertThat(next().text()).isEqualTo("by pid");
            IpcException nobody = Failures.of(() -> post(posting, "to nobody", "carol"));
            assertThat(nobody.reason()).isEqualTo(Reason.NOT_FOUND);
            assertThat(nobody).hasMessage("no receiver in room " + room + " is called carol, only bob (" + PID + ")");
            assertThat(mailslot.read(Duration.ofMillis(50))).isEmpty();
        }
    }

    @Test
    void anEmptyRoomIsSaidAndAnotherRoomIsNotReached() throws Exception {
        receive();
        receiver.start();
        // The second has the first one's mailslots on Windows, where case does not count in a name.
        for (String other : new String[] {room + "-2", room.toUpperCase()}) {
            try (Posting posting = Posting.open("alice", other)) {
                for (String to : new String[] {null, "bob", Long.toString(PID)}) {
                    IpcException nobody = Failures.of(() -> post(posting, "hello?", to));
                    assertThat(nobody.reason()).isEqualTo(Reason.NOT_FOUND);
                    assertThat(nobody).hasMessage("no receivers in room " + other);
                }
            }
        }
        assertThat(mailslot.read(Duration.ofMillis(50))).isEmpty();
    }

    @Test
    void whatIsOverTheLimitIsKnownBefore() throws Exception {
        receive();
        try (Posting posting = Posting.open("alice", room)) {
            String most = "x".repeat(Limits.MAILSLOT_MESSAGE - 500);
            String more = "x".repeat(Limits.MAILSLOT_MESSAGE);
            assertThat(posting.fits(most, Optional.empty())).isTrue();
            assertThat(posting.fits(more, Optional.empty())).isFalse();
            assertThat(Failures.of(() -> post(posting, more, null)).reason()).isEqualTo(Reason.TOO_LARGE);
            assertThat(post(posting, most, null).taken()).isEqualTo(1);
        }
    }

    @Test
    void aFullMailslotTakesNothingAndIsNamed() throws Exception {
        receive();
        receiver.start();
        try (MailslotWriter writer = MailslotWriter.open(mailslot.address(), Inheritance.PRIVATE)) {
            int[] taken = {0};
            IpcException full = Failures.of(() -> {
                while (taken[0] < 10_000) {
                    writer.write(new byte[] {'x'}, Duration.ofMillis(200));
                    taken[0]++;
                }
            });
            assertThat(full.reason()).isEqualTo(Reason.OWNER_NOT_READING);
        }
        try (Posting posting = Posting.open("alice", room)) {
            Broadcast broadcast = posting.named(post(posting, "hello?", null));
            assertThat(broadcast.summary())
                    .isEqualTo("taken by 0 of 1 mailslot; not by bob (" + PID
                            + "): its owner does not read, and the queue is full");
        }
    }
}
