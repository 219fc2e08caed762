package mailchute.room;

import static mailchute.room.TestRoom.WINDOWS;
import static mailchute.room.TestRoom.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import mailchute.ipc.Handle.Inheritance;
import mailchute.ipc.IpcException;
import mailchute.ipc.OsProcess;
import mailchute.room.Departures.Departure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who left, and what can be known of their ends. */
@Timeout(240)
class DeparturesTest {

    private static Optional<Departure> of(Roster roster, long pid) {
        return roster.departures().list().stream()
                .filter(departure -> departure.member().pid() == pid)
                .findFirst();
    }

    private static ProcessEnd end(Roster roster, long pid) throws Exception {
        until(
                "how process " + pid + " ended is known",
                () -> of(roster, pid).flatMap(Departure::end).isPresent());
        return of(roster, pid).flatMap(Departure::end).orElseThrow();
    }

    @Test
    void aChildOfThisProcessIsRememberedWithItsExitCode() throws Exception {
        try (TestRoom room = new TestRoom();
                Roster roster = new Roster()) {
            Instant before = Instant.now();
            List<List<Member>> told = new CopyOnWriteArrayList<>();
            roster.listen(told::add);
            DrivenProcess bob = room.start("receiver", "bob");
            Member member = TestRoom.member(roster, bob.pid());
            bob.process().terminate(7);
            TestRoom.gone(roster, bob.pid());

            assertThat(end(roster, bob.pid()).exitCode()).contains(new ExitCode(WINDOWS ? 7 : 137));
            Departure departure = of(roster, bob.pid()).orElseThrow();
            assertThat(departure.member()).isEqualTo(member);
            assertThat(departure.leftAt()).isBetween(before, Instant.now());
            assertThat(departure.end().orElseThrow().lastError())
                    .as("this process does not read it")
                    .isEmpty();

            int calls = told.size();
            roster.departures().forget();
            assertThat(roster.departures().list()).isEmpty();
            until("the listener is told", () -> told.size() > calls);
        }
    }

    @Test
    void anotherProcessesChildTellsItsExitCodeToItsParentAloneOnLinux() throws Exception {
        try (TestRoom room = new TestRoom();
                Roster roster = new Roster()) {
            DrivenProcess alice = room.start("sender", "alice");
            long child = TestRoom.child(alice, "argv");
            Member member = TestRoom.member(roster, child);
            ProcessControl.kill(member);

            Optional<ExitCode> code = end(roster, child).exitCode();
            if (WINDOWS) {
                assertThat(code).contains(new ExitCode(ProcessControl.KILLED));
            } else {
                assertThat(code).isEmpty();
            }
            TestRoom.line(alice, "child alice-1 \\(" + child + "\\) ended with exit code 137");
        }
    }

    @Test
    void aChildSendersLastWordsAreKept() throws Exception {
        try (TestRoom room = new TestRoom();
                Roster roster = new Roster();
                Sender sender = Sender.open("alice", room.name(), roster)) {
            sender.start();
            Ends ends = new Ends();
            sender.listen(ends);
            ByteArrayOutputStream errors = new ByteArrayOutputStream();
            sender.children().passErrorsTo(errors);
            ChildSenders.Child loud = sender.children().start(HandlesBy.ARGV, false);
            ChildSenders.Child quiet = sender.children().start(HandlesBy.ENVIRONMENT, false);
            sender.children().tell(loud.pid(), "nobody is here to hear this");
            until(
                    "the child complains",
                    () -> errors.toString(StandardCharsets.UTF_8).contains("\n"));
            ProcessControl.close(TestRoom.member(roster, loud.pid()));
            ProcessControl.close(TestRoom.member(roster, quiet.pid()));

            until("the sender is told of both", () -> ends.all.size() == 2);
            for (ChildSenders.Child child : List.of(loud, quiet)) {
                until(
                        "what it wrote last is known",
                        () -> end(roster, child.pid()).lastError().isPresent());
                ProcessEnd end = end(roster, child.pid());
                assertThat(end.exitCode()).isPresent();
                assertThat(end).isEqualTo(ends.all.get(child));
            }
            String complaint = errors.toString(StandardCharsets.UTF_8).strip();
            assertThat(end(roster, loud.pid()).lastError().orElseThrow())
                    .isNotEmpty()
                    .isEqualTo(
                            complaint.substring(complaint.lastIndexOf('\n') + 1).strip());
            assertThat(end(roster, quiet.pid()).lastError()).contains("");
        }
    }

    /** How the children of a sender ended. */
    private static final class Ends implements Sender.Listener {

        private final Map<ChildSenders.Child, ProcessEnd> all = new ConcurrentHashMap<>();

        @Override
        public void childEnded(ChildSenders.Child child, ProcessEnd end) {
            all.put(child, end);
        }

        @Override
        public void targetsChanged(List<Target> targets) {}

        @Override
        public void broadcasted(Broadcast broadcast) {}

        @Override
        public void notOpened(Member receiver, IpcException why) {}

        @Override
        public void childStarted(ChildSenders.Child child) {}

        @Override
        public void handedOver(ChildSenders.Child child, Target target) {}

        @Override
        public void notReached(ChildSenders.Child child, IpcException why) {}
    }

    @Test
    void whoIsBackHasNotLeft() throws Exception {
        String room = "departures-" + OsProcess.current().pid();
        long self = OsProcess.current().pid();
        try (Roster roster = new Roster()) {
            try (Receiver receiver = Receiver.open("bob", room)) {
                receiver.start();
                TestRoom.member(roster, self);
            }
            TestRoom.gone(roster, self);
            assertThat(of(roster, self).orElseThrow().end())
                    .as("this process runs")
                    .isEmpty();
            try (Receiver receiver = Receiver.open("bob", room)) {
                receiver.start();
                TestRoom.member(roster, self);
                assertThat(of(roster, self)).isEmpty();
            }
        }
    }

    @Test
    void onlyTheNewestAreRemembered() throws Exception {
        Departures departures = new Departures(() -> {});
        for (int i = 0; i < Departures.MOST + 3; i++) {
            departures.left(
                    MemberTreeTest.member(100 + i, 1, 1000 + i), Optional.of(OsProcess.openSelf(Inheritance.PRIVATE)));
        }
        assertThat(departures.list())
                .extracting(departure -> departure.member().pid())
                .hasSize(Departures.MOST)
                .startsWith(103L)
                .endsWith(100L + Departures.MOST + 2);
        departures.close();
    }

    @Test
    void whoNeverShowedItsCardIsNotRemembered() throws Exception {
        Departures departures = new Departures(() -> {});
        departures.left(MemberTreeTest.silent(5, 10), Optional.of(OsProcess.openSelf(Inheritance.PRIVATE)));
        assertThat(departures.list()).isEmpty();
    }

    /** As Windows has it with the processes of other users. */
    @Test
    void whoseProcessIsClosedToThisUserLeavesAndNobodyKnowsHow() throws Exception {
        Departures departures = new Departures(() -> {});
        departures.left(MemberTreeTest.member(5, 1, 10), Optional.empty());
        assertThat(departures.look()).isFalse();
        assertThat(departures.list())
                .singleElement()
                .satisfies(departure ->
                        assertThat(departure.end()).contains(new ProcessEnd(Optional.empty(), Optional.empty())));
        departures.close();
    }
}
