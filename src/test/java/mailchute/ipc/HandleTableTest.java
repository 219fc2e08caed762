package mailchute.ipc;

import static mailchute.ipc.Waiting.LONG;
import static mailchute.ipc.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import mailchute.ipc.Handle.Inheritance;
import mailchute.ipc.HandleTable.Entry;
import mailchute.ipc.HandleTable.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The table of what this process has open. Other tests' leftovers may be in it: each test looks for its own. */
@Timeout(60)
class HandleTableTest {

    private static List<Entry> at(String address) {
        return HandleTable.entries().stream()
                .filter(entry ->
                        entry.address().equals(address) && entry.kind() != Kind.EVENT && entry.kind() != Kind.LOCK_FILE)
                .toList();
    }

    private static Entry of(Handle handle) {
        return HandleTable.entries().stream()
                .filter(entry -> entry.value() == handle.value())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void eachOpenObjectIsListedWithItsKindAndGoneOnceItIsClosed() throws Exception {
        String slot = TestAddresses.mailslot();
        String pipe = TestAddresses.pipe();
        Instant before = Instant.now();
        Mailslot mailslot = Mailslot.create(slot, 1024);
        MailslotWriter writer = MailslotWriter.open(slot, Inheritance.INHERITABLE);
        NamedPipeServer server = NamedPipeServer.create(pipe, 1024);
        NamedPipe client = NamedPipe.connect(pipe, 1024, LONG);
        NamedPipe served = server.accept(LONG).orElseThrow();
        assertThat(at(slot).stream().map(Entry::kind)).containsExactlyInAnyOrder(Kind.MAILSLOT, Kind.MAILSLOT_WRITER);
        assertThat(at(pipe).stream().map(Entry::kind))
                .containsExactlyInAnyOrder(Kind.NAMED_PIPE_SERVER, Kind.NAMED_PIPE, Kind.NAMED_PIPE);
        assertThat(of(writer).inheritance()).isEqualTo(Inheritance.INHERITABLE);
        assertThat(of(writer).kind().access()).isEqualTo(HandleTable.Access.WRITE);
        assertThat(of(writer).openedAt()).isBetween(before, Instant.now());
        for (AutoCloseable open : List.of(mailslot, writer, client, served, server)) {
            open.close();
        }
        assertThat(at(slot)).isEmpty();
        assertThat(at(pipe)).isEmpty();
    }

    @Test
    void endsOfPipesAndProcessesAreListedToo() throws Exception {
        try (AnonymousPipe pipe = AnonymousPipe.create(Inheritance.PRIVATE, Inheritance.INHERITABLE);
                OsProcess self = OsProcess.openSelf(Inheritance.INHERITABLE);
                OrderLine line = OrderLine.create()) {
            assertThat(of(pipe.readEnd()).kind()).isEqualTo(Kind.PIPE_READ_END);
            assertThat(of(pipe.readEnd()).inheritance()).isEqualTo(Inheritance.PRIVATE);
            assertThat(of(pipe.writeEnd()).kind()).isEqualTo(Kind.PIPE_WRITE_END);
            assertThat(of(pipe.writeEnd()).inheritance()).isEqualTo(Inheritance.INHERITABLE);
            assertThat(of(self).kind()).isEqualTo(Kind.PROCESS);
            assertThat(of(line.childEnd()).kind()).isEqualTo(Kind.ORDER_LINE);
            assertThat(of(line.childEnd()).inheritance()).isEqualTo(Inheritance.INHERITABLE);
        }
    }

    @Test
    void whatCameFromAnotherProcessIsMarked() throws Exception {
        String slot = TestAddresses.mailslot();
        try (Mailslot mailslot = Mailslot.create(slot, 1024);
                MailslotWriter opened = MailslotWriter.open(slot, Inheritance.PRIVATE)) {
            assertThat(at(mailslot.address())).hasSize(2).noneMatch(Entry::adopted);
            assertThat(of(opened).adopted()).isFalse();
            long value = MailslotWriter.open(slot, Inheritance.INHERITABLE).value();
            try (MailslotWriter adopted = MailslotWriter.adopt(value)) {
                assertThat(of(adopted).adopted()).isTrue();
                assertThat(of(adopted).kind()).isEqualTo(Kind.MAILSLOT_WRITER);
                assertThat(of(adopted).inheritance()).isEqualTo(Inheritance.PRIVATE);
            }
            try (OsProcess self =
                    OsProcess.adopt(OsProcess.openSelf(Inheritance.INHERITABLE).value())) {
                assertThat(of(self).adopted()).isTrue();
            }
            try (OrderLine line = OrderLine.create()) {
                Handle end = line.childEnd();
                OrderLine.adopt(end.value());
                assertThat(of(end).adopted()).isTrue();
            }
        }
    }

    @Test
    void whatWasNotOpenedIsNotListed() throws Exception {
        String slot = TestAddresses.mailslot();
        Set<Long> before = HandleTable.entries().stream().map(Entry::value).collect(Collectors.toSet());
        Waiting.failure(
                IpcException.Reason.NOT_FOUND,
                () -> MailslotWriter.open(slot, Inheritance.PRIVATE).close());
        Waiting.failure(
                IpcException.Reason.WRONG_HANDLE,
                () -> MailslotWriter.adopt(4_000_000).close());
        assertThat(at(slot)).isEmpty();
        assertThat(HandleTable.entries().stream().map(Entry::value)).allMatch(before::contains);
    }

    @Test
    void anInheritedHandleCountsTwiceWhileTheChildLivesAndOnceAfterIt() throws Exception {
        String slot = TestAddresses.mailslot();
        try (Mailslot mailslot = Mailslot.create(slot, 1024);
                MailslotWriter writer = MailslotWriter.open(slot, Inheritance.INHERITABLE)) {
            assertThat(HandleTable.usageCount(writer.value(), List.of())).hasValue(1);
            ChildCommand command = Children.command();
            command.inherit(writer);
            try (ChildProcess child = command.arguments("sleep").start()) {
                List<Long> pids = List.of(child.identity().pid());
                assertThat(HandleTable.usageCount(writer.value(), pids)).hasValue(2);
                Children.end(child);
                until(
                        "the child's handle is gone",
                        () -> HandleTable.usageCount(writer.value(), pids).orElse(0) == 1);
            }
            assertThat(mailslot.read(Duration.ZERO)).isEqualTo(Optional.empty());
            assertThat(HandleTable.usageCount(4_000_000, List.of())).isEmpty();
        }
    }

    @Test
    void theTwoEndsOfAnAnonymousPipeAreCountedApart() throws Exception {
        try (AnonymousPipe pipe = AnonymousPipe.create(Inheritance.PRIVATE, Inheritance.PRIVATE)) {
            assertThat(HandleTable.usageCount(pipe.readEnd().value(), List.of()))
                    .hasValue(1);
            pipe.writeEnd().close();
            assertThat(HandleTable.usageCount(pipe.readEnd().value(), List.of()))
                    .hasValue(1);
        }
    }
}
