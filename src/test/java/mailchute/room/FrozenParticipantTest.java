package mailchute.room;

import static mailchute.room.TestRoom.line;
import static mailchute.room.TestRoom.mailslot;
import static mailchute.room.TestRoom.member;
import static mailchute.room.TestRoom.reaches;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import mailchute.ipc.Deadline;
import mailchute.ipc.IpcException;
import mailchute.wire.Frame;
import mailchute.wire.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A participant that is stopped (SIGSTOP): alive for the kernel, deaf to everyone. Windows has no such signal. */
@Timeout(90)
@EnabledOnOs(OS.LINUX)
class FrozenParticipantTest {

    private static final int SIGCONT = 18;
    private static final int SIGSTOP = 19;

    private static void signal(DrivenProcess process, int signal) {
        int result = NativeLibrary.getInstance("c").getFunction("kill").invokeInt(new Object[] {(int) process.pid(), signal});
        assertThat(result).isZero();
    }

    /** Stops a process, and waits until each of its threads has: one that runs goes on until it comes by the kernel. */
    private static void freeze(DrivenProcess process) throws IOException {
        signal(process, SIGSTOP);
        Deadline deadline = Deadline.after(Duration.ofSeconds(60));
        while (!isFrozen(process.pid())) {
            assertThat(deadline.passed()).as("it has not stopped in time").isFalse();
            LockSupport.parkNanos(5_000_000);
        }
    }

    private static boolean isFrozen(long pid) throws IOException {
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            for (Path thread : threads.toList()) {
                String stat = Files.readString(thread.resolve("stat"));
                // Behind the name, which is in brackets and may have some itself.
                if (stat.charAt(stat.lastIndexOf(')') + 2) != 'T') {
                    return false;
                }
            }
        }
        return true;
    }

    @Test
    void aFrozenParticipantHoldsUpNobodyElseInTheRoster() throws Exception {
        try (TestRoom room = new TestRoom()) {
            DrivenProcess frozen = room.start("receiver", "frozen");
            DrivenProcess bob = room.start("receiver", "bob");
            mailslot(frozen);
            mailslot(bob);
            freeze(frozen);
            try (Roster roster = new Roster()) {
                long before = System.nanoTime();
                member(roster, bob.pid());
                // The frozen one is given two seconds for its card; bob's was there long before.
                assertThat(roster.member(frozen.pid()).flatMap(Member::card)).isEmpty();
                assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
                List<Member> members = TestRoom.members(
                        roster,
                        "the frozen one, without a card",
                        all -> all.stream().anyMatch(m -> m.pid() == frozen.pid()));
                assertThat(members).extracting(Member::pid).contains(bob.pid());
                assertThat(Failures.of(() -> ProcessControl.close(
                                        roster.member(frozen.pid()).orElseThrow()))
                                .reason())
                        .isEqualTo(IpcException.Reason.TIMED_OUT);
                signal(frozen, SIGCONT);
                // It answers again, and what its asker was told is not done is not done late either.
                member(roster, frozen.pid());
                assertThat(frozen.process().waitFor(Duration.ZERO)).isFalse();
            }
        }
    }

    @Test
    void aFrozenParticipantIsKilledAndWhatItDidNotHearIsTold() throws Exception {
        try (TestRoom room = new TestRoom();
                Participant here = Participant.open(Role.SENDER, "me", room.name(), Optional.empty())) {
            DrivenProcess bob = room.start("receiver", "bob");
            mailslot(bob);
            CompletableFuture<List<UUID>> lost = new CompletableFuture<>();
            CompletableFuture<UUID> heard = new CompletableFuture<>();
            here.onConversation(conversation -> conversation.listen(new Conversation.Listener() {
                @Override
                public void saying(Frame.Said words) {}

                @Override
                public void said(Frame.Said words) {}

                @Override
                public void sent(UUID id) {}

                @Override
                public void received(UUID id) {
                    heard.complete(id);
                }

                @Override
                public void strange(String what) {}

                @Override
                public void ended(String why, List<UUID> unheard) {
                    lost.complete(unheard);
                }
            }));
            here.start();
            Conversation conversation = here.converseWith(bob.pid());
            UUID first = conversation.say("are you there?").id();
            assertThat(heard.get(60, TimeUnit.SECONDS)).isEqualTo(first);
            freeze(bob);
            UUID second = conversation.say("and now?").id();
            UUID third = conversation.say("hello?").id();
            try (Roster roster = new Roster()) {
                Member frozen = TestRoom.members(roster, "bob", all -> all.stream().anyMatch(m -> m.pid() == bob.pid()))
                        .stream()
                        .filter(m -> m.pid() == bob.pid())
                        .findFirst()
                        .orElseThrow();
                ProcessControl.kill(frozen);
                assertThat(lost.get(60, TimeUnit.SECONDS)).containsExactly(second, third);
                TestRoom.gone(roster, bob.pid());
            }
        }
    }

    @Test
    void aSenderIsToldThatAFrozenReceiverDoesNotReadAndTheOthersGetEverything() throws Exception {
        try (TestRoom room = new TestRoom()) {
            DrivenProcess frozen = room.start("receiver", "frozen");
            DrivenProcess bob = room.start("receiver", "bob");
            DrivenProcess alice = room.start("sender", "alice");
            reaches(alice, frozen);
            reaches(alice, bob);
            freeze(frozen);
            String much = "x".repeat(50_000);
            for (int i = 0; i < 6; i++) {
                alice.type(much + i);
            }
            line(alice, "taken by 1 of 2 mailslots; not by frozen \\(" + frozen.pid() + "\\): its owner does not read");
            for (int i = 0; i < 6; i++) {
                line(bob, "alice .*: x+" + i + "$");
            }
            alice.endInput();
            assertThat(TestRoom.exit(alice)).as("some were not reached").isEqualTo(3);
        }
    }
}
