package mailchute.room;

import static java.nio.charset.StandardCharsets.UTF_8;
import static mailchute.room.TestRoom.line;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mailchute.Stranger;
import mailchute.ipc.ChildCommand;
import mailchute.ipc.ChildProcess;
import mailchute.ipc.IpcException;
import mailchute.ipc.Mailslot;
import mailchute.ipc.NamedPipe;
import mailchute.ipc.NamedPipeServer;
import mailchute.ipc.OsProcess;
import mailchute.ipc.User;
import mailchute.wire.Limits;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * What another user of this machine cannot do to a private room, tried by one. On Windows the access is a security descriptor's,
 * which {@code ipc.win32.SecurityTest} reads back.
 */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
class StrangerTest {

    private static final String DENIED = "Permission denied";

    private static Stranger stranger;

    @BeforeAll
    static void anotherAccount() throws Exception {
        stranger = Stranger.create();
    }

    @AfterAll
    static void noMore() {
        if (stranger != null) {
            stranger.close();
        }
    }

    /** Each in a runtime folder that everyone may pass through, so that nothing but our own rights is in the way. */
    private static Path runtimeFolder() throws Exception {
        Path runtime = Files.createTempDirectory(stranger.folder(), "r");
        Files.setPosixFilePermissions(runtime, PosixFilePermissions.fromString("rwxr-xr-x"));
        return runtime;
    }

    private static ChildCommand in(Path runtime, ChildCommand command) {
        return command.environment("XDG_RUNTIME_DIR", runtime.toString());
    }

    private static void permit(Path path, String permissions) throws Exception {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    /** Behind the folders that are closed to everyone, the sockets are closed as well. */
    private static void openTheFolders(Path runtime) throws Exception {
        try (Stream<Path> all = Files.walk(runtime)) {
            for (Path folder : all.filter(Files::isDirectory).toList()) {
                permit(folder, "rwxr-xr-x");
            }
        }
    }

    @Test
    void aStrangerCannotWriteIntoAMailslot() throws Exception {
        Path runtime = runtimeFolder();
        try (TestRoom room = new TestRoom()) {
            DrivenProcess bob = room.start(in(runtime, room.command("receiver", "bob")));
            String mailslot = TestRoom.mailslot(bob);
            assertThat(stranger.runProgram("mail-sender", mailslot, "in").lines())
                    .containsExactly("sendto: " + DENIED);
            openTheFolders(runtime);
            assertThat(stranger.runProgram("mail-sender", mailslot, "in").lines())
                    .containsExactly("sendto: " + DENIED);
            permit(Path.of(mailslot), "rw-rw-rw-");
            assertThat(stranger.runProgram("mail-sender", mailslot, "let in").lines())
                    .isEmpty();
            line(bob, "unknown \\(process \\d+, of " + stranger.name() + ", verified\\): let in$");
            assertThat(bob.output()).noneMatch(said -> said.endsWith(": in"));
        }
    }

    @Test
    void aStrangerCannotConnectToAPipe() throws Exception {
        Path runtime = runtimeFolder();
        try (TestRoom room = new TestRoom()) {
            DrivenProcess bob = room.start(in(runtime, room.command("receiver", "bob")));
            String pipe = line(bob, "^pipe (.+)").group(1);
            String question = "{\"mailchute\":1,\"kind\":\"ask-card\"}";
            assertThat(stranger.runProgram("file-client", pipe, question).lines())
                    .containsExactly("connect: " + DENIED);
            openTheFolders(runtime);
            assertThat(stranger.runProgram("file-client", pipe, question).lines())
                    .containsExactly("connect: " + DENIED);
            permit(Path.of(pipe), "rw-rw-rw-");
            assertThat(stranger.runProgram("file-client", pipe, question).lines())
                    .singleElement()
                    .asString()
                    .contains("\"nickname\":\"bob\"");
        }
    }

    /** Even where its user has opened the pipe to everyone. */
    @Test
    void aStrangerCannotCloseAParticipantNorSeeItsHandles() throws Exception {
        Path runtime = runtimeFolder();
        try (TestRoom room = new TestRoom()) {
            DrivenProcess bob = room.start(in(runtime, room.command("receiver", "bob")));
            String pipe = line(bob, "^pipe (.+)").group(1);
            openTheFolders(runtime);
            permit(Path.of(pipe), "rw-rw-rw-");
            assertThat(stranger.runProgram("file-client", pipe, "{\"mailchute\":1,\"kind\":\"ask-close\"}")
                            .lines())
                    .singleElement()
                    .asString()
                    .contains("only its own user can close it");
            assertThat(stranger.runProgram("file-client", pipe, "{\"mailchute\":1,\"kind\":\"ask-handles\"}")
                            .lines())
                    .singleElement()
                    .asString()
                    .contains("only its own user may see its handles");
            assertThat(bob.process().exitCode()).isEmpty();
        }
    }

    @Test
    void aStrangerCannotListWhoIsHere() throws Exception {
        Path runtime = runtimeFolder();
        try (TestRoom room = new TestRoom()) {
            DrivenProcess bob = room.start(in(runtime, room.command("receiver", "bob")));
            String pipe = line(bob, "^pipe (.+)").group(1);
            assertThat(stranger.run("ls", Path.of(pipe).getParent().toString()).lines())
                    .singleElement()
                    .asString()
                    .contains(DENIED);
            Stranger.Ran ps = Stranger.ran(in(runtime, stranger.mailchute("ps")));
            assertThat(ps.status()).as("%s", ps).isNotZero();
            assertThat(String.join("\n", ps.lines())).doesNotContain("bob");
            assertThat(Stranger.ran(in(runtime, Program.command(false, List.of("ps"))))
                            .lines())
                    .anyMatch(row -> row.contains("bob"));
        }
    }

    @Test
    void aStrangerCannotFetchASharedFile() throws Exception {
        Path runtime = runtimeFolder();
        Path shared = Files.createDirectory(runtime.resolve("shared"));
        Files.write(shared.resolve("a.txt"), "for us".getBytes(UTF_8));
        ChildCommand share = Program.command(false, List.of("share", shared.toString(), "--pipe", "files"));
        try (TestRoom room = new TestRoom()) {
            DrivenProcess server = room.start(in(runtime, share));
            String pipe = line(server, "^sharing .* on (.+)").group(1);
            assertThat(stranger.runProgram("file-client", pipe, "a.txt").lines())
                    .containsExactly("connect: " + DENIED);
            openTheFolders(runtime);
            assertThat(stranger.runProgram("file-client", pipe, "a.txt").lines())
                    .containsExactly("connect: " + DENIED);
            permit(Path.of(pipe), "rw-rw-rw-");
            assertThat(String.join(
                            "",
                            stranger.runProgram("file-client", pipe, "a.txt").lines()))
                    .contains("for us");
        }
    }

    @Test
    void aStrangerCannotEndAParticipant() throws Exception {
        Path runtime = runtimeFolder();
        try (TestRoom room = new TestRoom()) {
            DrivenProcess bob = room.start(in(runtime, room.command("receiver", "bob")));
            TestRoom.mailslot(bob);
            Stranger.Ran kill = stranger.shell("kill -9 " + bob.pid());
            assertThat(kill.status()).isNotZero();
            assertThat(kill.lines()).singleElement().asString().contains("not permitted");
            Stranger.Ran kp = Stranger.ran(stranger.mailchute("kill", Long.toString(bob.pid())));
            assertThat(kp.status()).as("%s", kp).isNotZero();
            bob.type("/who");
            line(bob, "bob");
        }
    }

    /** Root could: Mailchute does not, not even for root. */
    @Test
    void aStrangersProcessIsNotEnded() throws Exception {
        try (ChildProcess sleeper = stranger.command("sleep", List.of("60")).start()) {
            TestRoom.until(
                    "it runs as the stranger",
                    () -> isStrangers(sleeper.identity().pid()));
            Member member = new Member(
                    sleeper.identity(), OsProcess.userOf(sleeper.identity().pid()), Optional.empty());
            IpcException refused = Failures.of(() -> ProcessControl.kill(member));
            assertThat(refused.reason()).isEqualTo(IpcException.Reason.ACCESS_DENIED);
            assertThat(refused).hasMessageContaining("it runs as " + stranger.name());
            assertThat(sleeper.exitCode()).isEmpty();
            sleeper.terminate(1);
            assertThat(sleeper.waitFor(TestRoom.PATIENCE)).isTrue();
        }
    }

    private static boolean isStrangers(long pid) throws Exception {
        return OsProcess.userOf(pid).equals(new User(stranger.id(), stranger.name()));
    }

    /** On Windows anyone can own a pipe of such a name; here it takes root's help. */
    @Test
    void aStrangersProcessWithAParticipantsNameIsListedAndNamedAndNeverAsked() throws Exception {
        try (ChildProcess squatter = stranger.command("sleep", List.of("60")).start()) {
            long pid = squatter.identity().pid();
            TestRoom.until("it runs as the stranger", () -> isStrangers(pid));
            try (NamedPipeServer pipe = NamedPipeServer.create(Addresses.pipe(pid), Limits.PIPE_MESSAGE);
                    TestRoom room = new TestRoom();
                    Roster roster = new Roster()) {
                List<Member> here = TestRoom.members(
                        roster, "the squatter", all -> all.stream().anyMatch(m -> m.pid() == pid));
                Member member = here.stream()
                        .filter(one -> one.pid() == pid)
                        .findFirst()
                        .orElseThrow();
                assertThat(member.user().name()).isEqualTo(stranger.name());
                assertThat(member.card()).isEmpty();
                assertThat(Failures.of(() -> Calls.askCard(pid, TestRoom.PATIENCE)))
                        .hasMessageContaining("process " + pid + " of " + stranger.name());

                DrivenProcess bob = room.start("receiver", "bob");
                String mailslot = TestRoom.mailslot(bob);
                Path squatted = Path.of(mailslot).resolveSibling(Long.toString(pid));
                try (Mailslot slot = Mailslot.create(squatted.toString(), Limits.MAILSLOT_MESSAGE);
                        Posting posting = Posting.open("alice", room.name())) {
                    Broadcast said = posting.post("for bob alone", Optional.empty(), Optional.empty());
                    assertThat(said.deliveries())
                            .singleElement()
                            .satisfies(delivery ->
                                    assertThat(delivery.target().receiver()).isEqualTo(bob.pid()));
                    line(bob, "for bob alone$");
                    assertThat(slot.read(Duration.ZERO)).isEmpty();
                }
                assertThat(pipe.accept(Duration.ZERO)).isEmpty();
            }
            squatter.terminate(1);
            assertThat(squatter.waitFor(TestRoom.PATIENCE)).isTrue();
        }
    }

    /** In a place where everyone may make folders, as in /tmp, somebody was there first. */
    @Test
    void whoMadeOurFolderFirstIsNoticedAndNamed() throws Exception {
        Path runtime = runtimeFolder();
        Files.setAttribute(runtime, "unix:mode", 01777);
        assertThat(stranger.shell("mkdir -p -m 777 '" + runtime + "/mailchute/pipe'")
                        .status())
                .isZero();
        everyoneRefuses(
                runtime, runtime + "/mailchute belongs to user " + stranger.name() + " (" + stranger.id() + ")");
    }

    @Test
    void aStrangersLinkInOurFoldersPlaceIsRefused() throws Exception {
        Path runtime = runtimeFolder();
        Files.setAttribute(runtime, "unix:mode", 01777);
        // It leads to a folder of our own, in which a stranger would have us work.
        Path ours = Files.createDirectory(stranger.folder().resolve("ours-" + runtime.getFileName()));
        permit(ours, "rwx------");
        assertThat(stranger.shell("ln -s '" + ours + "' '" + runtime + "/mailchute'")
                        .status())
                .isZero();
        everyoneRefuses(
                runtime, runtime + "/mailchute belongs to user " + stranger.name() + " (" + stranger.id() + ")");
        assertThat(ours).isEmptyDirectory();
    }

    private static void everyoneRefuses(Path runtime, String why) throws Exception {
        for (List<String> command : List.of(
                List.of("receiver", "--headless"),
                List.of("sender", "--headless"),
                List.of("ps"),
                List.of("say", "hello"))) {
            Stranger.Ran ran = Stranger.ran(in(runtime, Program.command(false, command)));
            assertThat(ran.status()).as("%s: %s", command, ran).isNotZero();
            assertThat(ran.lines())
                    .as("%s", command)
                    .anyMatch(said -> said.startsWith("mailchute: ") && said.contains(why));
        }
    }

    @Test
    void nothingIsAskedOfAPipeInAStrangersFolder() throws Exception {
        Path runtime = runtimeFolder();
        Files.setAttribute(runtime, "unix:mode", 01777);
        assertThat(stranger.shell("mkdir '" + runtime + "/pipe'").status()).isZero();
        Stranger.Ran fetch = Stranger.ran(in(runtime, Program.command(false, List.of("fetch", "files", "a.txt"))));
        assertThat(fetch.status()).isNotZero();
        assertThat(fetch.lines()).anyMatch(said -> said.contains(runtime + "/pipe belongs to user " + stranger.name()));
        assertThat(Failures.of(() -> NamedPipe.owners(runtime + "/pipe/")))
                .hasMessageContaining("belongs to user " + stranger.name());
    }
}
