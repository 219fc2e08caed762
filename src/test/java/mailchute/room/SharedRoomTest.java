package mailchute.room;

import static mailchute.room.TestRoom.line;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import mailchute.Stranger;
import mailchute.ipc.ChildCommand;
import mailchute.ipc.User;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A room of the machine with two accounts in it; on Windows {@code ipc.win32.SecurityTest} sees who is let in. */
@EnabledOnOs(OS.LINUX)
@Timeout(180)
class SharedRoomTest {

    private static final AtomicInteger PLACES = new AtomicInteger();

    private static Stranger stranger;

    private final TestRoom room = new TestRoom();
    private Path place;
    private Path runtime;
    private String self;

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

    @BeforeEach
    void aPlaceLikeTmp() throws Exception {
        self = User.current().name();
        place = Files.createDirectory(stranger.folder().resolve("p" + PLACES.incrementAndGet()));
        Files.setAttribute(place, "unix:mode", 01777);
        runtime = Files.createDirectory(place.resolveSibling(place.getFileName() + "-own"));
        Files.setPosixFilePermissions(runtime, PosixFilePermissions.fromString("rwx------"));
    }

    @AfterEach
    void everyoneEnds() throws Exception {
        room.close();
    }

    private ChildCommand here(ChildCommand command) {
        return command.environment("MAILCHUTE_SHARED", place.toString())
                .environment("XDG_RUNTIME_DIR", runtime.toString());
    }

    private DrivenProcess ours(String role, String nickname, String... more) throws Exception {
        return room.start(here(room.command(role, nickname, more)));
    }

    private ChildCommand strangers(String... arguments) throws Exception {
        return stranger.mailchute(arguments).environment("MAILCHUTE_SHARED", place.toString());
    }

    private DrivenProcess theirs(String role, String nickname) throws Exception {
        return room.start(strangers(role, "--headless", "--shared", "--room", room.name(), "--name", nickname));
    }

    private Stranger.Ran run(String... arguments) throws Exception {
        return Stranger.ran(here(Program.command(false, List.of(arguments))));
    }

    @Test
    void bothAccountsHearEachOtherAndAreShownByTheirAccounts() throws Exception {
        DrivenProcess bob = ours("receiver", "bob", "--shared");
        line(bob, "^receiver bob \\(\\d+\\) in room " + room.name() + " \\(shared\\)$");
        TestRoom.mailslot(bob);
        DrivenProcess mallory = theirs("sender", "mallory");
        TestRoom.reaches(mallory, bob);
        mallory.type("hello from next door");
        line(
                bob,
                "\\] mallory \\(" + mallory.pid() + ", of " + stranger.name() + ", verified\\): hello from next door$");

        TestRoom.until("bob sees mallory", () -> {
            bob.type("/who");
            return bob.output().contains(whoLine(bob, mallory, "sender mallory of " + stranger.name()));
        });
        mallory.type("/who");
        line(mallory, bob.pid() + " receiver bob of " + self + " in " + room.name() + " \\(shared\\)");

        mallory.type("/to " + bob.pid() + " between the two of us");
        line(
                bob,
                "conversation with mallory \\(" + mallory.pid() + ", " + stranger.name()
                        + "\\): between the two of us$");
        bob.type("/to " + mallory.pid() + " agreed");
        line(mallory, "conversation with bob \\(" + bob.pid() + ", " + self + "\\): agreed$");

        DrivenProcess dave = theirs("receiver", "dave");
        TestRoom.mailslot(dave);
        assertThat(run("say", "--shared", "--room", room.name(), "--name", "alice", "for everyone")
                        .status())
                .isZero();
        line(dave, "alice \\(\\d+, of " + self + ", verified\\): for everyone$");
        line(bob, "alice \\(\\d+, of " + self + ", verified\\): for everyone$");
        List<String> ps = run("ps", "--shared", "--room", room.name()).lines();
        assertThat(ps).anyMatch(row -> row.matches(".* bob .*" + self + "$"));
        assertThat(ps).anyMatch(row -> row.matches(".* dave .*" + stranger.name() + "$"));
    }

    private static String whoLine(DrivenProcess process, DrivenProcess other, String what) {
        return process.output().stream()
                .filter(said -> said.strip().startsWith(other.pid() + " " + what))
                .findFirst()
                .orElse("not there yet");
    }

    @Test
    void privateRoomsOfTheSameNameStayPrivate() throws Exception {
        DrivenProcess bob = ours("receiver", "bob", "--shared");
        DrivenProcess carol = ours("receiver", "carol");
        TestRoom.mailslot(bob);
        TestRoom.mailslot(carol);
        line(carol, "in room " + room.name() + "$");
        DrivenProcess mallory = theirs("sender", "mallory");
        TestRoom.reaches(mallory, bob);
        mallory.type("to whom it may concern");
        line(bob, "to whom it may concern$");
        assertThat(run("say", "--room", room.name(), "for carol alone").status())
                .isZero();
        line(carol, "for carol alone$");
        assertThat(run("say", "--shared", "--room", room.name(), "for bob alone")
                        .status())
                .isZero();
        line(bob, "for bob alone$");
        assertThat(carol.output()).noneMatch(said -> said.contains("concern") || said.contains("bob alone"));
        assertThat(bob.output()).noneMatch(said -> said.contains("carol alone"));
        assertThat(Stranger.ran(strangers("ps", "--shared")).lines())
                .anyMatch(row -> row.contains("bob"))
                .noneMatch(row -> row.contains("carol"));
        assertThat(run("ps").lines()).anyMatch(row -> row.contains("carol")).noneMatch(row -> row.contains("bob"));
        List<String> past = run("tail", "--shared", "--room", room.name()).lines();
        assertThat(past)
                .anyMatch(said -> said.contains("for bob alone"))
                .noneMatch(said -> said.contains("for carol alone"));
    }

    /** What was about to be sent to one is not for another who goes by the same nickname. */
    @Test
    void aConversationDoesNotGoOnWithAnotherAccountsNamesake() throws Exception {
        DrivenProcess bob = ours("receiver", "bob", "--shared");
        DrivenProcess dave = theirs("receiver", "dave");
        TestRoom.mailslot(dave);
        TestRoom.until("bob sees dave", () -> {
            bob.type("/who");
            return bob.output().stream().anyMatch(said -> said.contains(dave.pid() + " receiver dave"));
        });
        bob.type("/to " + dave.pid() + " hello");
        line(dave, "hello$");
        dave.process().terminate(1);
        TestRoom.exit(dave);
        DrivenProcess namesake = ours("receiver", "dave", "--shared");
        TestRoom.mailslot(namesake);
        TestRoom.until("bob sees the other dave", () -> {
            bob.type("/who");
            return bob.output().stream().anyMatch(said -> said.contains(namesake.pid() + " receiver dave"));
        });
        bob.type("/reconnect " + dave.pid());
        TestRoom.until("it is said", () -> bob.errors().stream().anyMatch(said -> said.contains("dave")));
        assertThat(namesake.output()).noneMatch(said -> said.contains("conversation"));
    }

    @Test
    void everyoneEndsHisOwnProcessesAlone() throws Exception {
        DrivenProcess bob = ours("receiver", "bob", "--shared");
        DrivenProcess dave = theirs("receiver", "dave");
        TestRoom.mailslot(bob);
        TestRoom.mailslot(dave);
        Stranger.Ran strangersKill = Stranger.ran(strangers("kill", "--shared", Long.toString(bob.pid())));
        assertThat(strangersKill.lines()).anyMatch(said -> said.contains("it runs as " + self));
        Stranger.Ran rootsKill = run("kill", "--shared", Long.toString(dave.pid()));
        assertThat(rootsKill.lines()).anyMatch(said -> said.contains("it runs as " + stranger.name()));
        assertThat(List.of(strangersKill.status(), rootsKill.status())).doesNotContain(0);
        assertThat(bob.process().exitCode()).isEmpty();
        assertThat(dave.process().exitCode()).isEmpty();
        assertThat(Stranger.ran(strangers("kill", "--shared", Long.toString(dave.pid())))
                        .status())
                .isZero();
        TestRoom.exit(dave);
    }

    @Test
    void whoClaimsToBeAnotherIsShownByHisAccount() throws Exception {
        DrivenProcess bob = ours("receiver", "bob", "--shared");
        String mailslot = TestRoom.mailslot(bob);
        String frame = "{\"mailchute\":1,\"kind\":\"message\",\"id\":\"" + UUID.randomUUID() + "\",\"from\":\"" + self
                + "\",\"pid\":" + bob.pid() + ",\"room\":\"" + room.name() + "\",\"at\":0,\"text\":\"trust me\"}";
        assertThat(stranger.runProgram("mail-sender", mailslot, frame).lines()).isEmpty();
        line(bob, self + " \\(" + bob.pid() + ", of " + stranger.name() + ", really process \\d+\\): trust me$");
    }

    @Test
    void everyoneMayPassThroughAFolderAndItsUserAloneChangesIt() throws Exception {
        DrivenProcess bob = ours("receiver", "bob", "--shared");
        Path mailslot = Path.of(TestRoom.mailslot(bob));
        Path pipe = Path.of(line(bob, "^pipe (.+)").group(1));
        assertThat(List.of(mailslot, pipe)).allMatch(path -> path.startsWith(place.resolve("mailchute-shared-0")));
        for (Path socket : List.of(mailslot, pipe)) {
            assertThat(permissions(socket)).isEqualTo("rw-rw-rw-");
            assertThat(permissions(socket.resolveSibling(socket.getFileName() + ".lock")))
                    .isEqualTo("rw-------");
            assertThat(permissions(socket.getParent())).isEqualTo("rwxr-xr-x");
            for (String attempt : List.of(
                    "rm -f " + socket,
                    "mv " + socket + " " + socket + ".mine",
                    "touch " + socket.getParent() + "/1",
                    "mv " + place + "/mailchute-shared-0 " + place + "/mine",
                    "cat " + socket + ".lock")) {
                assertThat(stranger.shell(attempt).status()).as(attempt).isNotZero();
            }
        }
        assertThat(bob.process().exitCode()).isEmpty();
        assertThat(mailslot).exists();
    }

    private static String permissions(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void whatAnotherUsersKilledProcessLeftIsNobody() throws Exception {
        DrivenProcess dave = theirs("receiver", "dave");
        Path pipe = Path.of(line(dave, "^pipe (.+)").group(1));
        assertThat(run("ps", "--shared").lines()).anyMatch(row -> row.contains("dave"));
        dave.process().terminate(1);
        TestRoom.exit(dave);
        assertThat(pipe).exists();
        assertThat(run("ps", "--shared").lines()).noneMatch(row -> row.contains("dave"));
        assertThat(pipe).as("left for its user").exists();
        // A live process of that user with the dead one's name, which does not listen.
        DrivenProcess sleeper = room.start(stranger.command("sleep", List.of("120")));
        assertThat(stranger.shell("cp -a " + pipe + " " + pipe.resolveSibling(Long.toString(sleeper.pid())))
                        .status())
                .isZero();
        List<String> ps = run("ps", "--shared").lines();
        assertThat(ps).noneMatch(row -> row.contains(Long.toString(sleeper.pid())));
        DrivenProcess next = theirs("receiver", "next");
        TestRoom.mailslot(next);
        assertThat(run("ps", "--shared").lines()).anyMatch(row -> row.contains("next"));
    }

    @Test
    void aFolderThatIsNotOfTheUserInItsNameIsNobodysAndNobodyElsesTrouble() throws Exception {
        assertThat(stranger.shell("mkdir -p " + place + "/mailchute-shared-0/pipe")
                        .status())
                .isZero();
        String why = place + "/mailchute-shared-0 belongs to user " + stranger.name() + " (" + stranger.id() + ")";
        for (List<String> command : List.of(
                List.of("receiver", "--headless", "--shared"),
                List.of("ps", "--shared"),
                List.of("say", "--shared", "hello"))) {
            Stranger.Ran refused = run(command.toArray(String[]::new));
            assertThat(refused.status()).as("%s", refused).isNotZero();
            assertThat(refused.lines()).anyMatch(said -> said.contains(why));
        }
        DrivenProcess dave = theirs("receiver", "dave");
        TestRoom.mailslot(dave);
        assertThat(Stranger.ran(strangers("ps", "--shared")).lines()).anyMatch(row -> row.contains("dave"));
    }

    /** A link in a stranger's folder would have others ask, and be counted, wherever the stranger likes. */
    @Test
    void aStrangersLinksLeadNowhere() throws Exception {
        DrivenProcess bob = ours("receiver", "bob", "--shared");
        DrivenProcess carol = ours("receiver", "carol");
        TestRoom.mailslot(bob);
        Path privatePipe = Path.of(line(carol, "^pipe (.+)").group(1));
        String folder = place + "/mailchute-shared-" + stranger.id();
        DrivenProcess sleeper = room.start(stranger.command("sleep", List.of("120")));
        assertThat(stranger.shell("mkdir " + folder + " && ln -s " + privatePipe.getParent() + " " + folder + "/pipe")
                        .status())
                .isZero();
        List<String> ps = new ArrayList<>(run("ps", "--shared").lines());
        assertThat(stranger.shell("rm " + folder + "/pipe && mkdir " + folder + "/pipe && ln -s " + privatePipe + " "
                                + folder + "/pipe/" + sleeper.pid())
                        .status())
                .isZero();
        ps.addAll(run("ps", "--shared").lines());
        assertThat(ps).anyMatch(row -> row.contains("bob")).noneMatch(row -> row.contains("carol"));
        assertThat(carol.errors().stream().filter(said -> !said.isBlank())).isEmpty();
        try (Stream<Path> left = Files.list(privatePipe.getParent())) {
            assertThat(left).hasSize(2);
        }
    }
}
