package mailchute.ipc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mailchute.ipc.Waiting.Call;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What is seen by one who looks again and again, whether or not anything had changed before. */
@Timeout(90)
class NamedPipeOwnersTest {

    private static final int LIMIT = 1024;
    private static final long SELF = ProcessHandle.current().pid();

    private final String prefix = TestAddresses.pipePrefix();

    private NamedPipeOwners owners;

    /** Lends its pid: what counts is who owns the name, and that a pid of that number lives. */
    private ChildProcess lender;

    private long lent;

    @BeforeEach
    void begin() throws Exception {
        owners = NamedPipeOwners.of(prefix);
        lender = Children.command().arguments("sleep").start();
        lent = lender.identity().pid();
    }

    @AfterEach
    void end() throws Exception {
        owners.close();
        Children.end(lender);
        lender.close();
    }

    private NamedPipeServer pipeOf(long pid) throws IpcException {
        return NamedPipeServer.create(prefix + pid, LIMIT);
    }

    /** What this process has open under these names, each opened anew another one; on Windows the pipes themselves. */
    private Set<HandleTable.Entry> open() {
        return HandleTable.entries().stream()
                .filter(entry -> entry.address().startsWith(prefix))
                .collect(Collectors.toSet());
    }

    /** Waits and looks for longer than what happened before is in doubt; Windows keeps nothing from one look to the next. */
    private void rest() throws Exception {
        Deadline over = Deadline.after(TestAddresses.WINDOWS ? Duration.ZERO : Duration.ofSeconds(2));
        do {
            owners.await(over.remaining());
            owners.look();
        } while (!over.passed());
    }

    /** Waits for what happens, and looks; where nobody told, it would wait for ever. */
    private Call<Void> waitingFor(Long... pids) {
        return Call.start(() -> {
            while (!Arrays.equals(
                    owners.look(),
                    Stream.of(pids).mapToLong(Long::longValue).sorted().toArray())) {
                owners.await(Deadline.FOREVER);
            }
            return null;
        });
    }

    /** Starts a child that owns the name with this pid. */
    private ChildProcess ownerOf(long pid) throws Exception {
        try (AnonymousPipe output = AnonymousPipe.create(Handle.Inheritance.PRIVATE, Handle.Inheritance.INHERITABLE)) {
            ChildProcess owner = Children.command().arguments("own-pipe", prefix + pid).stream(
                            ChildCommand.Stream.OUTPUT, output.writeEnd())
                    .start();
            output.writeEnd().close();
            assertThat(output.readEnd().stream().read())
                    .as("the owner's word that it listens")
                    .isPositive();
            return owner;
        }
    }

    @Test
    void whoeverComesOrGoesIsSeenByTheNextLook() throws Exception {
        assertThat(owners.look()).isEmpty();
        for (int round = 0; round < 100; round++) {
            try (NamedPipeServer own = pipeOf(SELF)) {
                assertThat(owners.look()).as(own.address()).containsExactly(SELF);
                try (NamedPipeServer other = pipeOf(lent)) {
                    assertThat(owners.look()).as(other.address()).containsExactlyInAnyOrder(SELF, lent);
                }
                assertThat(owners.look()).containsExactly(SELF);
            }
            assertThat(owners.look()).isEmpty();
        }
    }

    @Test
    void whoeverComesOrGoesAfterALongRestIsSeenByTheNextLook() throws Exception {
        try (NamedPipeServer own = pipeOf(SELF)) {
            rest();
            assertThat(owners.look()).as(own.address()).containsExactly(SELF);
            NamedPipeServer other = pipeOf(lent);
            assertThat(owners.look()).containsExactlyInAnyOrder(SELF, lent);
            rest();
            other.close();
            assertThat(owners.look()).containsExactly(SELF);
            rest();
        }
        assertThat(owners.look()).isEmpty();
    }

    @Test
    void aKilledOwnerIsNoneAndItsHeirIsOne() throws Exception {
        try (NamedPipeServer own = pipeOf(SELF)) {
            try (ChildProcess owner = ownerOf(lent)) {
                rest();
                assertThat(owners.look()).as(own.address()).containsExactlyInAnyOrder(SELF, lent);
                Children.end(owner);
                assertThat(owners.look()).containsExactly(SELF);
            }
            rest();
            try (NamedPipeServer heir = pipeOf(lent)) {
                assertThat(owners.look()).as(heir.address()).containsExactlyInAnyOrder(SELF, lent);
            }
            assertThat(owners.look()).containsExactly(SELF);
        }
    }

    @Test
    void whatIsNamedOtherwiseIsNoOwner() throws Exception {
        try (NamedPipeServer own = pipeOf(SELF);
                NamedPipeServer named = NamedPipeServer.create(prefix + "notes", LIMIT);
                NamedPipeServer zero = NamedPipeServer.create(prefix + "0" + SELF, LIMIT)) {
            assertThat(owners.look())
                    .as("%s beside %s and %s", own.address(), named.address(), zero.address())
                    .containsExactly(SELF);
        }
    }

    @Test
    void whoWaitsIsToldOfThoseWhoComeAndGo() throws Exception {
        try (NamedPipeServer own = pipeOf(SELF)) {
            waitingFor(SELF).result();
            for (int round = 0; round < 5; round++) {
                if (round > 2) {
                    rest();
                }
                Call<Void> coming = waitingFor(SELF, lent);
                try (NamedPipeServer other = pipeOf(lent)) {
                    coming.result();
                    assertThat(owners.look())
                            .as("%s and %s", own.address(), other.address())
                            .containsExactlyInAnyOrder(SELF, lent);
                    if (round > 3) {
                        rest();
                    }
                }
                waitingFor(SELF).result();
            }
        }
    }

    @Test
    void whoWaitsIsToldOfAKilledOwner() throws Exception {
        try (NamedPipeServer own = pipeOf(SELF)) {
            for (boolean rested : new boolean[] {false, true}) {
                try (ChildProcess owner = ownerOf(lent)) {
                    waitingFor(SELF, lent).result();
                    if (rested) {
                        rest();
                    }
                    Call<Void> going = waitingFor(SELF);
                    owner.terminate(1);
                    going.result();
                    assertThat(owners.look()).as(own.address()).containsExactly(SELF);
                    Children.end(owner);
                }
            }
        }
    }

    @Test
    void aWakeEndsTheWaitAndOneThatCameBeforeTheNext() throws Exception {
        try (NamedPipeServer own = pipeOf(SELF)) {
            waitingFor(SELF).result();
            rest();
            for (int round = 0; round < 5; round++) {
                owners.wake();
                owners.await(Deadline.FOREVER);
                Call<Void> waiting = Call.start(() -> {
                    owners.await(Deadline.FOREVER);
                    return null;
                });
                owners.wake();
                waiting.result();
            }
            assertThat(owners.look()).as(own.address()).containsExactly(SELF);
        }
    }

    @Test
    void aWaitGivesUpWhenItsTimeIsOver() throws Exception {
        try (NamedPipeServer own = pipeOf(SELF)) {
            for (int round = 0; round < 3; round++) {
                owners.await(Duration.ZERO);
                owners.await(Waiting.SHORT);
                rest();
            }
            assertThat(owners.look()).as(own.address()).containsExactly(SELF);
        }
    }

    @Test
    void closingGivesBackWhatWasOpen() throws Exception {
        try (NamedPipeServer own = pipeOf(SELF)) {
            Set<HandleTable.Entry> before = open();
            owners.await(Duration.ZERO);
            assertThat(owners.look()).as(own.address()).containsExactly(SELF);
            owners.close();
            assertThat(open()).isEqualTo(before);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFolderInThePlaceOfAnotherIsSeen() throws Exception {
        Path folder = Path.of(prefix);
        Path aside = folder.resolveSibling(folder.getFileName() + "-aside");
        try (NamedPipeServer own = pipeOf(SELF)) {
            waitingFor(SELF).result();
            rest();
            Call<Void> nobody = waitingFor();
            Files.move(folder, aside);
            nobody.result();
            Call<Void> coming = waitingFor(lent);
            try (NamedPipeServer other = pipeOf(lent)) {
                coming.result();
                rest();
                assertThat(owners.look())
                        .as("%s and %s", own.address(), other.address())
                        .containsExactly(lent);
            }
            Files.delete(folder);
            Files.move(aside, folder);
            assertThat(owners.look()).containsExactly(SELF);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aNameThatIsTakenAwayFromALiveOwnerIsNone() throws Exception {
        try (NamedPipeServer own = pipeOf(SELF)) {
            rest();
            Files.delete(Path.of(own.address()));
            assertThat(owners.look()).isEmpty();
        }
    }
}
