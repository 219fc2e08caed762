package mailchute.room;

import static mailchute.room.TestRoom.PATIENCE;
import static mailchute.room.TestRoom.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import mailchute.ipc.Handle.Inheritance;
import mailchute.ipc.IpcException;
import mailchute.ipc.IpcException.Reason;
import mailchute.ipc.Mailslot;
import mailchute.ipc.MailslotWriter;
import mailchute.ipc.NamedPipe;
import mailchute.ipc.NamedPipeServer;
import mailchute.ipc.OsProcess;
import mailchute.ipc.User;
import mailchute.wire.Frame;
import mailchute.wire.FrameWriter;
import mailchute.wire.Limits;
import mailchute.wire.Role;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the roster and a receiver of this very process make of each other. */
@Timeout(90)
class RosterTest {

    private static final long PID = ProcessHandle.current().pid();

    private final String room = "roster-" + PID;

    @Test
    void whoOpensIsSeenAndWhoClosesIsSeenToLeave() throws Exception {
        try (Roster roster = new Roster()) {
            assertThat(roster.awaitFirstLook(PATIENCE)).isTrue();
            assertThat(roster.member(PID)).isEmpty();
            List<List<Member>> told = new CopyOnWriteArrayList<>();
            Consumer<List<Member>> listener = told::add;
            roster.listen(listener);
            until("the listener is told who is here", () -> !told.isEmpty());
            try (Receiver receiver = Receiver.open("나", room)) {
                receiver.start();
                Member member = TestRoom.member(roster, PID);
                assertThat(member.identity()).isEqualTo(OsProcess.current());
                assertThat(member.user()).isEqualTo(User.current());
                assertThat(member.card()).contains(receiver.participant().card());
                assertThat(member.label()).isEqualTo("나 (" + PID + ")");
                assertThat(member.isOf(User.current())).isTrue();
                assertThat(member.isOf(new User("0-someone-else", "x"))).isFalse();
                assertThat(member.receivesIn(room)).isTrue();
                assertThat(member.receivesIn("elsewhere")).isFalse();
                until("the listener is told of it", () -> last(told).contains(member));
            }
            TestRoom.gone(roster, PID);
            until("the listener is told that it left", () -> last(told).stream().noneMatch(m -> m.pid() == PID));
            roster.unlisten(listener);
            int before = told.size();
            try (Receiver receiver = Receiver.open("again", room)) {
                receiver.start();
                TestRoom.member(roster, PID);
            }
            TestRoom.gone(roster, PID);
            assertThat(told).hasSize(before);
        }
    }

    private static List<Member> last(List<List<Member>> told) {
        return told.get(told.size() - 1);
    }

    @Test
    void aConditionThatIsNotMetInTimeIsNotMet() throws Exception {
        try (Roster roster = new Roster()) {
            assertThat(roster.await(members -> false, Duration.ofMillis(50))).isEmpty();
        }
    }

    @Test
    void whoWaitsForAClosedRosterIsNotKeptWaiting() throws Exception {
        Roster roster = new Roster();
        roster.close();
        assertThat(roster.await(members -> false, Duration.ofDays(1))).isEmpty();
        assertThat(roster.members()).isEmpty();
    }

    @Test
    void aCardOfAnotherProcessIsNotBelieved() throws Exception {
        Frame.Card another = new Frame.Card(
                PID + 1,
                1,
                Role.RECEIVER,
                "false",
                room,
                Optional.of("anywhere"),
                Optional.empty(),
                Instant.ofEpochMilli(0));
        try (NamedPipeServer server = NamedPipeServer.create(Addresses.pipe(PID), Limits.PIPE_MESSAGE);
                Roster roster = new Roster()) {
            try (NamedPipe caller = server.accept(PATIENCE).orElseThrow()) {
                assertThat(caller.read(PATIENCE)).isInstanceOf(NamedPipe.Message.class);
                caller.write(FrameWriter.write(another), PATIENCE);
                List<Member> members = TestRoom.members(
                        roster, "a member without a card", all -> all.stream().anyMatch(m -> m.pid() == PID));
                assertThat(members.stream()
                                .filter(m -> m.pid() == PID)
                                .findFirst()
                                .orElseThrow()
                                .card())
                        .isEmpty();
            }
            // It is asked again: it may have been busy only.
            assertThat(server.accept(PATIENCE)).isPresent().get().satisfies(NamedPipe::close);
        }
    }

    @Test
    void aReceiverWhoseMailslotsNameIsTakenIsNotOpenedAndLeavesNothing() throws Exception {
        String address = Addresses.mailslot(room, PID);
        try (Mailslot other = Mailslot.create(address, 1024)) {
            assertThat(other.address()).isEqualTo(address);
            assertThat(Failures.of(() -> Receiver.open("bob", room)).reason()).isEqualTo(Reason.NAME_IN_USE);
            assertThat(NamedPipe.owners(Addresses.pipePrefix())).doesNotContain(PID);
        }
        Receiver.open("bob", room).close();
    }

    @Test
    @Tag("not-on-wine") // FILE_FLAG_FIRST_PIPE_INSTANCE is ignored by Wine 8: PITFALLS, "Wine 8 beside Windows"
    void aReceiverWhosePipesNameIsTakenGivesItsMailslotBack() throws Exception {
        try (NamedPipeServer other = NamedPipeServer.create(Addresses.pipe(PID), 1024)) {
            assertThat(other.address()).isEqualTo(Addresses.pipe(PID));
            IpcException failure = Failures.of(() -> Receiver.open("bob", room));
            assertThat(failure.reason()).isEqualTo(Reason.NAME_IN_USE);
            assertThat(failure)
                    .hasMessageContaining(
                            "process " + PID + " of " + User.current().name() + " has it");
            assertThat(Failures.of(() -> MailslotWriter.open(Addresses.mailslot(room, PID), Inheritance.PRIVATE))
                            .reason())
                    .isEqualTo(Reason.NOT_FOUND);
        }
        Receiver.open("bob", room).close();
    }
}
