package mailchute.ipc.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.Memory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import mailchute.ipc.Audience;
import mailchute.ipc.Handle.Inheritance;
import mailchute.ipc.IpcException;
import mailchute.ipc.IpcException.Reason;
import mailchute.ipc.Mailslot;
import mailchute.ipc.MailslotWriter;
import mailchute.ipc.NamedPipe;
import mailchute.ipc.NamedPipeServer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is true of names that are files: who may make them, who owns them, what is left behind. */
@Timeout(60)
@EnabledOnOs(OS.LINUX)
class NamesTest {

    @TempDir
    Path folder;

    private String address;

    @BeforeEach
    void name() {
        address = folder.resolve("room/slot").toString();
    }

    private static IpcException failure(Reason reason, ThrowingCallable call) {
        IpcException[] caught = new IpcException[1];
        assertThatThrownBy(call).isInstanceOfSatisfying(IpcException.class, e -> {
            assertThat(e.reason()).as(e.getMessage()).isEqualTo(reason);
            caught[0] = e;
        });
        return caught[0];
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private List<String> left() throws IOException {
        try (var files = Files.list(folder.resolve("room"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void whatIsMadeIsForThisUserAloneAndNothingIsLeftBehind() throws Exception {
        try (Mailslot mailslot = Mailslot.create(address, 100)) {
            assertThat(permissions(Path.of(mailslot.address()))).isEqualTo("rw-------");
            assertThat(permissions(folder.resolve("room"))).isEqualTo("rwx------");
            assertThat(permissions(folder.resolve("room/slot.lock"))).isEqualTo("rw-------");
            assertThat(left()).containsExactly("slot", "slot.lock");
        }
        assertThat(left()).isEmpty();
    }

    @Test
    void aPathOf107BytesFitsAndALongerOneIsToldInBytes() throws Exception {
        String start = folder + "/";
        String longest = start + "x".repeat(107 - start.length());
        try (Mailslot mailslot = Mailslot.create(longest, 100);
                MailslotWriter writer = MailslotWriter.open(longest, Inheritance.INHERITABLE)) {
            writer.write(new byte[1], Duration.ofSeconds(5));
            assertThat(mailslot.read(Duration.ZERO)).isPresent();
        }
        IpcException e = failure(Reason.OTHER, () -> Mailslot.create(longest + "x", 100));
        assertThat(e.getMessage()).contains("108 bytes").contains("107");
        String korean = start + "가".repeat(40);
        assertThat(korean.length()).isLessThan(107);
        failure(Reason.OTHER, () -> NamedPipeServer.create(korean, 100));
        failure(Reason.OTHER, () -> MailslotWriter.open(korean, Inheritance.PRIVATE));
    }

    @Test
    void aNameMayBeOfAnyScript() throws Exception {
        String korean = folder + "/방/1";
        try (Mailslot mailslot = Mailslot.create(korean, 100)) {
            MailslotWriter opened = MailslotWriter.open(korean, Inheritance.INHERITABLE);
            try (MailslotWriter writer = MailslotWriter.adopt(opened.value())) {
                assertThat(writer.address()).isEqualTo(korean);
                assertThat(mailslot.address()).isEqualTo(korean);
            }
        }
    }

    @Test
    void aFolderThatOthersMayWriteToIsRefused() throws Exception {
        Path open = Files.createDirectory(folder.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        IpcException e = failure(Reason.ACCESS_DENIED, () -> Mailslot.create(open + "/slot", 100));
        assertThat(e.getMessage()).contains(open.toString());
        failure(Reason.ACCESS_DENIED, () -> NamedPipeServer.create(open + "/deeper/pipe", 100));
        Files.setAttribute(open, "unix:mode", 01777);
        try (Mailslot mailslot = Mailslot.create(open + "/slot", 100)) {
            assertThat(mailslot.read(Duration.ZERO)).isEmpty();
        }
    }

    @Test
    void aStrangersFolderOrLockIsRefused() throws Exception {
        assumeTrue(LibC.getuid() == 0, "only root can make a stranger's file");
        Path strangers = Files.createDirectory(folder.resolve("strangers"));
        Files.setAttribute(strangers, "unix:uid", 12345);
        IpcException e = failure(Reason.ACCESS_DENIED, () -> Mailslot.create(strangers + "/slot", 100));
        assertThat(e.getMessage()).contains("12345");
        // Neither is anything asked there, or told.
        bound(strangers + "/slot");
        failure(Reason.ACCESS_DENIED, () -> MailslotWriter.open(strangers + "/slot", Inheritance.PRIVATE));
        failure(Reason.ACCESS_DENIED, () -> MailslotWriter.openForProgram(strangers + "/slot"));
        failure(Reason.ACCESS_DENIED, () -> NamedPipe.connect(strangers + "/slot", 100, Duration.ZERO));
        failure(Reason.ACCESS_DENIED, () -> NamedPipe.owners(strangers + "/"));

        Path link = Files.createSymbolicLink(folder.resolve("link"), folder);
        Files.setAttribute(link, "unix:uid", 12345, java.nio.file.LinkOption.NOFOLLOW_LINKS);
        failure(Reason.ACCESS_DENIED, () -> Mailslot.create(link + "/slot", 100));

        Path lock = Files.createFile(folder.resolve("locked.lock"));
        Files.setAttribute(lock, "unix:uid", 12345);
        IpcException locked = failure(Reason.ACCESS_DENIED, () -> Mailslot.create(folder + "/locked", 100));
        assertThat(locked.getMessage()).contains("its lock file belongs to user 12345");

        Files.createSymbolicLink(folder.resolve("linked.lock"), folder.resolve("elsewhere"));
        failure(Reason.ACCESS_DENIED, () -> Mailslot.create(folder + "/linked", 100));
        assertThat(folder.resolve("elsewhere")).doesNotExist();
    }

    @Test
    void aFileThatIsNoSocketIsLeftAlone() throws Exception {
        Files.createDirectories(folder.resolve("room"));
        Files.writeString(Path.of(address), "a letter");
        failure(Reason.NAME_IN_USE, () -> Mailslot.create(address, 100));
        assertThat(Path.of(address)).hasContent("a letter");
        failure(Reason.NOT_FOUND, () -> MailslotWriter.open(address, Inheritance.PRIVATE));
    }

    /** A reader that knows nothing of lock files, or whose lock file was tidied away, keeps its name. */
    @Test
    void aLivingSocketWithoutALockIsNotSweptAndADeadOneIs() throws Exception {
        Files.createDirectories(folder.resolve("room"));
        int foreign = bound(address);
        failure(Reason.NAME_IN_USE, () -> Mailslot.create(address, 100));
        failure(Reason.NAME_IN_USE, () -> NamedPipeServer.create(address, 100));
        LibC.close(foreign);
        assertThat(Path.of(address)).exists();
        failure(Reason.NOT_FOUND, () -> MailslotWriter.open(address, Inheritance.PRIVATE));
        try (Mailslot mailslot = Mailslot.create(address, 100)) {
            assertThat(mailslot.read(Duration.ZERO)).isEmpty();
        }
    }

    private static int bound(String path) throws IpcException {
        int socket = LibC.socket(LibC.AF_UNIX, LibC.SOCK_DGRAM | LibC.SOCK_CLOEXEC, 0);
        try (Memory name = SocketPath.of(path, "bind").socketAddress()) {
            assertThat(LibC.bind(socket, name, (int) name.size())).isZero();
        }
        return socket;
    }

    @Test
    void whatKilledOwnersLeftIsSweptByWhoLists() throws Exception {
        Files.createDirectories(folder.resolve("room"));
        String prefix = folder + "/room/";
        LibC.close(bound(prefix + "4711"));
        Files.createFile(folder.resolve("room/4711.lock"));
        Files.createFile(folder.resolve("room/4712.lock"));
        Files.createFile(folder.resolve("room/notes"));
        int foreign = bound(prefix + "4713");
        assertThat(NamedPipe.owners(prefix)).isEmpty();
        assertThat(left()).containsExactly("4713", "notes");
        LibC.close(foreign);
        assertThat(NamedPipe.owners(folder + "/no-such-folder/")).isEmpty();
    }

    /** The next receiver of a room sweeps what killed ones left, and nothing that is not named like a process. */
    @Test
    void whatKilledReadersLeftIsSweptByTheNextMailslotBesideIt() throws Exception {
        Files.createDirectories(folder.resolve("room"));
        String prefix = folder + "/room/";
        LibC.close(bound(prefix + "4711"));
        Files.createFile(folder.resolve("room/4711.lock"));
        Files.createFile(folder.resolve("room/notes.lock"));
        try (Mailslot living = Mailslot.create(prefix + "4712", 100);
                Mailslot next = Mailslot.create(prefix + "4713", 100)) {
            assertThat(next.read(Duration.ZERO)).isEmpty();
            assertThat(left()).containsExactly("4712", "4712.lock", "4713", "4713.lock", "notes.lock");
            MailslotWriter.open(living.address(), Inheritance.PRIVATE).close();
        }
    }

    @Test
    void ofAllWhoWantANameAtOnceOneAtATimeHasIt() throws Exception {
        int threads = 6;
        int rounds = 150;
        AtomicInteger owners = new AtomicInteger();
        AtomicInteger times = new AtomicInteger();
        Callable<Void> contender = () -> {
            for (int i = 0; i < rounds; i++) {
                try (NamedPipeServer server = NamedPipeServer.create(address, 100)) {
                    assertThat(owners.incrementAndGet())
                            .as("owners of " + server.address())
                            .isEqualTo(1);
                    times.incrementAndGet();
                    try (NamedPipe client = NamedPipe.connect(address, 100, Duration.ofSeconds(5))) {
                        client.write(("round " + i).getBytes(StandardCharsets.UTF_8), Duration.ofSeconds(5));
                    }
                    assertThat(server.accept(Duration.ofSeconds(5))).isPresent().hasValueSatisfying(NamedPipe::close);
                    owners.decrementAndGet();
                } catch (IpcException e) {
                    assertThat(e.reason()).as(e.getMessage()).isEqualTo(Reason.NAME_IN_USE);
                }
            }
            return null;
        };
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Void>> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                all.add(pool.submit(contender));
            }
            for (Future<Void> one : all) {
                one.get(50, TimeUnit.SECONDS);
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(times.get()).isPositive();
        assertThat(left()).isEmpty();
    }

    @Test
    void whoConnectsToANameThatIsBeingMadeWaitsUntilItListens() throws Exception {
        SocketPath path = SocketPath.of(address, "test");
        int type = LibC.SOCK_SEQPACKET | LibC.SOCK_CLOEXEC;
        int listener = LibC.socket(LibC.AF_UNIX, type, 0);
        List<FutureTask<NamedPipe>> clients = new ArrayList<>();
        OwnedName owned = OwnedName.bind(
                path,
                listener,
                LibC.SOCK_SEQPACKET,
                Audience.USER,
                () -> {
                    assertThat(OwnedName.beingMade(path, "test")).isTrue();
                    failure(Reason.NOT_FOUND, () -> NamedPipe.connect(address, 100, Duration.ZERO));
                    FutureTask<NamedPipe> client =
                            new FutureTask<>(() -> NamedPipe.connect(address, 100, Duration.ofSeconds(30)));
                    clients.add(client);
                    Thread thread = new Thread(client);
                    thread.start();
                    while (!client.isDone() && thread.getState() != Thread.State.TIMED_WAITING) {
                        Thread.onSpinWait();
                    }
                    assertThat(LibC.listen(listener, 1)).isZero();
                },
                "test");
        try (NamedPipe client = clients.get(0).get(30, TimeUnit.SECONDS)) {
            assertThat(client.peer().pid()).isEqualTo(ProcessHandle.current().pid());
            assertThat(OwnedName.beingMade(path, "test")).isFalse();
        } finally {
            owned.release();
            Descriptor.closeNumber(listener);
        }
        // What a killed owner left is waited for by nobody.
        int left = bound(address);
        Descriptor.closeNumber(left);
        failure(Reason.NOT_FOUND, () -> NamedPipe.connect(address, 100, Duration.ofSeconds(30)));
    }

    @Test
    void failuresCarryTheSymbolOfTheirCode() {
        assertThat(failure(Reason.NOT_FOUND, () -> NamedPipe.connect(address, 100, Duration.ZERO)))
                .hasMessage("connect named pipe " + address + ": nothing there has this name [ENOENT (2)]");
    }
}
