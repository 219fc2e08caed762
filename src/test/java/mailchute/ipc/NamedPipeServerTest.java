package mailchute.ipc;

import static mailchute.ipc.MailslotTest.bytes;
import static mailchute.ipc.Waiting.LONG;
import static mailchute.ipc.Waiting.SHORT;
import static mailchute.ipc.Waiting.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import mailchute.ipc.IpcException.Reason;
import mailchute.ipc.Waiting.Call;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NamedPipeServerTest {

    private static final int LIMIT = 128 * 1024;

    private final String address = TestAddresses.pipe();

    @Test
    void aNameThatNobodyOwnsIsNotFoundAtOnce() throws Exception {
        long before = System.nanoTime();
        IpcException e = failure(
                Reason.NOT_FOUND, () -> NamedPipe.connect(address, LIMIT, LONG).close());
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(LONG.dividedBy(2));
        assertThat(e.getMessage()).contains(e.operation()).contains(address).matches("(?s).*[A-Z_]{4,} \\(\\d+\\).*");
    }

    @Test
    @Tag("not-on-wine")
    void aNameHasOneOwner() throws Exception {
        try (NamedPipeServer server = NamedPipeServer.create(address, LIMIT)) {
            failure(
                    Reason.NAME_IN_USE,
                    () -> NamedPipeServer.create(address, LIMIT).close());
            try (NamedPipe client = NamedPipe.connect(address, LIMIT, LONG);
                    NamedPipe served = server.accept(LONG).orElseThrow()) {
                client.write(bytes("to the first"), LONG);
                assertThat(NamedPipeTest.read(served)).isEqualTo(bytes("to the first"));
            }
        }
    }

    @Test
    void aNameIsFreeAfterClose() throws Exception {
        for (int i = 0; i < 20; i++) {
            try (NamedPipeServer server = NamedPipeServer.create(address, LIMIT)) {
                assertThat(server.address()).isEqualTo(address);
            }
        }
        failure(Reason.NOT_FOUND, () -> NamedPipe.connect(address, LIMIT, SHORT).close());
    }

    @Test
    void anAcceptGivesUpWhenItsTimeIsOver() throws Exception {
        try (NamedPipeServer server = NamedPipeServer.create(address, LIMIT)) {
            assertThat(server.accept(Duration.ZERO)).isEmpty();
            long before = System.nanoTime();
            assertThat(server.accept(SHORT)).isEmpty();
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isBetween(SHORT, LONG);
            try (NamedPipe client = NamedPipe.connect(address, LIMIT, LONG);
                    NamedPipe served = server.accept(LONG).orElseThrow()) {
                client.write(bytes("after the wait"), LONG);
                assertThat(NamedPipeTest.read(served)).isEqualTo(bytes("after the wait"));
            }
        }
    }

    @Test
    void closeWakesAccept() throws Exception {
        for (int i = 0; i < 10; i++) {
            NamedPipeServer server = NamedPipeServer.create(address, LIMIT);
            Call<?> accept = Call.start(() -> server.accept(Deadline.FOREVER)).untilItWaits();
            server.close();
            accept.failsWith(Reason.CLOSED);
        }
    }

    @Test
    void closeAtAnyMomentIsSeenByAccept() throws Exception {
        for (int i = 0; i < 100; i++) {
            NamedPipeServer server = NamedPipeServer.create(address, LIMIT);
            Call<?> accept = Call.start(() -> server.accept(Deadline.FOREVER));
            server.close();
            accept.failsWith(Reason.CLOSED);
        }
    }

    @Test
    void aClientThatWroteAndLeftBeforeTheAcceptIsHeard() throws Exception {
        try (NamedPipeServer server = NamedPipeServer.create(address, LIMIT)) {
            for (int i = 0; i < 5; i++) {
                try (NamedPipe client = NamedPipe.connect(address, LIMIT, LONG)) {
                    client.write(bytes("in passing " + i), LONG);
                }
                try (NamedPipe served = server.accept(LONG).orElseThrow()) {
                    assertThat(NamedPipeTest.read(served)).isEqualTo(bytes("in passing " + i));
                    assertThat(served.read(LONG)).isEqualTo(new NamedPipe.Ended());
                }
            }
        }
    }

    @Test
    void aClientThatComesAndLeavesDoesNotStopTheServer() throws Exception {
        try (NamedPipeServer server = NamedPipeServer.create(address, LIMIT)) {
            for (int i = 0; i < 5; i++) {
                NamedPipe.connect(address, LIMIT, LONG).close();
                try (NamedPipe served = server.accept(LONG).orElseThrow()) {
                    assertThat(served.read(LONG)).isEqualTo(new NamedPipe.Ended());
                }
            }
            try (NamedPipe client = NamedPipe.connect(address, LIMIT, LONG);
                    NamedPipe served = server.accept(LONG).orElseThrow()) {
                served.write(bytes("welcome"), LONG);
                assertThat(NamedPipeTest.read(client)).isEqualTo(bytes("welcome"));
            }
        }
    }

    @Test
    void clientsOneAfterTheOtherNeverFindTheNameMissing() throws Exception {
        int count = 200;
        try (NamedPipeServer server = NamedPipeServer.create(address, LIMIT)) {
            Call<Integer> clients = Call.start(() -> {
                for (int i = 0; i < count; i++) {
                    try (NamedPipe client = NamedPipe.connect(address, LIMIT, LONG)) {
                        client.write(bytes("client " + i), LONG);
                        assertThat(NamedPipeTest.read(client)).isEqualTo(bytes("seen"));
                    }
                }
                return count;
            });
            for (int i = 0; i < count; i++) {
                try (NamedPipe served = server.accept(LONG).orElseThrow()) {
                    assertThat(NamedPipeTest.read(served)).isEqualTo(bytes("client " + i));
                    served.write(bytes("seen"), LONG);
                    assertThat(served.read(LONG)).isEqualTo(new NamedPipe.Ended());
                }
            }
            assertThat(clients.result()).isEqualTo(count);
        }
    }

    /** How many clients wait unaccepted is the system's business: one on Windows, a backlog of them on Linux. */
    @Test
    void aBusyPipeIsToldWhenTheTimeIsOverAndWaitedForUntilThen() throws Exception {
        List<NamedPipe> clients = new ArrayList<>();
        try (NamedPipeServer server = NamedPipeServer.create(address, LIMIT)) {
            boolean busy = false;
            while (!busy) {
                assertThat(clients).as("clients that nobody accepted").hasSizeLessThan(1_000);
                long before = System.nanoTime();
                try {
                    clients.add(NamedPipe.connect(address, LIMIT, SHORT));
                } catch (IpcException e) {
                    assertThat(e.reason()).as(e.getMessage()).isEqualTo(Reason.BUSY);
                    assertThat(Duration.ofNanos(System.nanoTime() - before)).isBetween(SHORT, LONG);
                    busy = true;
                }
            }
            failure(
                    Reason.BUSY,
                    () -> NamedPipe.connect(address, LIMIT, Duration.ZERO).close());
            Call<NamedPipe> patient =
                    Call.start(() -> NamedPipe.connect(address, LIMIT, LONG)).untilItWaits();
            // Those that gave up may have left an instance that is to be accepted first.
            while (!patient.done()) {
                server.accept(SHORT).ifPresent(NamedPipe::close);
            }
            clients.add(patient.result());
        } finally {
            clients.forEach(NamedPipe::close);
        }
    }

    @Test
    void ownersAreThePidsWhosePipeExists() throws Exception {
        String prefix = TestAddresses.pipePrefix();
        long own = ProcessHandle.current().pid();
        assertThat(NamedPipe.owners(prefix)).isEmpty();
        try (NamedPipeServer server = NamedPipeServer.create(prefix + own, LIMIT)) {
            assertThat(NamedPipe.owners(prefix)).containsExactly(own);
            assertThat(server.accept(Duration.ZERO)).as("asking opens nothing").isEmpty();
        }
        assertThat(NamedPipe.owners(prefix)).isEmpty();
    }

    @Test
    void aKilledOwnerIsNoOwnerAndItsNameIsFree() throws Exception {
        try (AnonymousPipe output = AnonymousPipe.create(Handle.Inheritance.PRIVATE, Handle.Inheritance.INHERITABLE);
                // A sleeping child lends its pid: what counts is who owns the name, and that a pid of that number
                // lives.
                ChildProcess lender = Children.command().arguments("sleep").start()) {
            String prefix = TestAddresses.pipePrefix();
            String name = prefix + lender.identity().pid();
            ChildCommand command = Children.command().arguments("own-pipe", name).stream(
                    ChildCommand.Stream.OUTPUT, output.writeEnd());
            try (ChildProcess owner = command.start()) {
                output.writeEnd().close();
                InputStream stream = output.readEnd().stream();
                assertThat(stream.read()).as("the owner's word that it listens").isPositive();
                assertThat(NamedPipe.owners(prefix))
                        .containsExactly(lender.identity().pid());
                Children.end(owner);
                assertThat(NamedPipe.owners(prefix)).isEmpty();
            }
            try (NamedPipeServer heir = NamedPipeServer.create(name, LIMIT)) {
                assertThat(heir.accept(Duration.ZERO)).isEmpty();
                assertThat(NamedPipe.owners(prefix))
                        .containsExactly(lender.identity().pid());
            }
            Children.end(lender);
        }
    }

    @Test
    void aClientBeyondTheLimitIsBusyUntilOneOfThePipesIsClosed() throws Exception {
        String limited = TestAddresses.pipe();
        try (NamedPipeServer server = NamedPipeServer.create(limited, 1024, 2);
                NamedPipe first = NamedPipe.connect(limited, 1024, LONG);
                NamedPipe firstServed = server.accept(LONG).orElseThrow();
                NamedPipe second = NamedPipe.connect(limited, 1024, LONG)) {
            NamedPipe secondServed = server.accept(LONG).orElseThrow();
            for (int round = 0; round < 20; round++) {
                failure(
                        Reason.BUSY,
                        () -> NamedPipe.connect(limited, 1024, SHORT).close());
                assertThat(server.accept(Duration.ZERO)).isEmpty();
                Call<NamedPipe> waiting =
                        Call.start(() -> NamedPipe.connect(limited, 1024, LONG)).untilItWaits();
                secondServed.close();
                try (NamedPipe third = waiting.result()) {
                    secondServed = server.accept(LONG).orElseThrow();
                    third.write(bytes("let in"), LONG);
                    assertThat(NamedPipeTest.read(secondServed)).isEqualTo(bytes("let in"));
                }
            }
            first.write(bytes("never cut off"), LONG);
            assertThat(NamedPipeTest.read(firstServed)).isEqualTo(bytes("never cut off"));
            assertThat(second.read(LONG)).isInstanceOf(NamedPipe.Ended.class);
            secondServed.close();
        }
    }

    @Test
    void anAcceptThatWaitsForAFreeInstanceIsWokenByCloseAndByTheDeadline() throws Exception {
        String limited = TestAddresses.pipe();
        NamedPipeServer server = NamedPipeServer.create(limited, 1024, 1);
        try (NamedPipe client = NamedPipe.connect(limited, 1024, LONG);
                NamedPipe served = server.accept(LONG).orElseThrow()) {
            assertThat(server.accept(SHORT)).isEmpty();
            Call<?> accept = Call.start(() -> server.accept(LONG)).untilItWaits();
            server.close();
            accept.failsWith(Reason.CLOSED);
            served.write(bytes("lives on"), LONG);
            assertThat(NamedPipeTest.read(client)).isEqualTo(bytes("lives on"));
        }
        failure(Reason.NOT_FOUND, () -> NamedPipe.connect(limited, 1024, SHORT).close());
        NamedPipeServer.create(limited, 1024, 1).close();
    }

    @Test
    void aLimitIsOneTo254OrNone() {
        for (int instances : new int[] {0, -1, 256}) {
            assertThatThrownBy(() -> NamedPipeServer.create(address, 1024, instances))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
