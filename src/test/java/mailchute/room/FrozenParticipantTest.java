package mailchute.room;

import static mailchute.room.TestRoom.line;
import static mailchute.room.TestRoom.mailslot;
import static mailchute.room.TestRoom.member;
import static mailchute.room.TestRoom.reaches;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import mailchute.ipc.IpcException;
import mailchute.wire.Frame;
import mailchute.wire.Role;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A participant that is stopped (SIGSTOP): alive for the kernel, deaf to everyone. Windows has no such signal. */
@Tag("faults")
@Timeout(90)
@EnabledOnOs(OS.LINUX)
class FrozenParticipantTest {

    @Test
    void aFrozenParticipantHoldsUpNobodyElseInTheRoster() throws Exception {
        try (TestRoom room = new TestRoom()) {
            DrivenProcess frozen = room.start("receiver", "frozen");
            DrivenProcess bob = room.start("receiver", "bob");
            mailslot(frozen);
            mailslot(bob);
            Freezing.freeze(frozen.pid());
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
                Freezing.thaw(frozen.pid());
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
            Freezing.freeze(bob.pid());
            UUID second = conversation.say("and now?").id();
            UUID third = conversation.say("hello?").id();
            try (Roster roster = new Roster()) {
                Member frozen =
                        TestRoom.members(roster, "bob", all -> all.stream().anyMatch(m -> m.pid() == bob.pid()))
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
            Freezing.freeze(frozen.pid());
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
