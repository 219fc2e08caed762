package mailchute.room;

import static mailchute.room.TestRoom.line;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import mailchute.ipc.Audience;
import mailchute.ipc.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A room of the machine, as far as one account sees of it; {@link SharedRoomTest} brings another one. */
@Timeout(180)
class MachineRoomTest {

    private final TestRoom room = new TestRoom();

    @AfterEach
    void everyoneEnds() throws Exception {
        room.close();
    }

    private static List<String> ps(String... more) throws Exception {
        try (DrivenProcess ps =
                DrivenProcess.start(Program.command(false, List.of("ps")).arguments(more))) {
            TestRoom.exit(ps);
            return ps.output();
        }
    }

    @Test
    void itIsApartFromOnesOwnRoomOfTheSameName() throws Exception {
        DrivenProcess bob = room.start("receiver", "bob", "--shared");
        DrivenProcess carol = room.start("receiver", "carol");
        assertThat(TestRoom.mailslot(bob)).contains("mailchute" + (TestRoom.WINDOWS ? "." : "-") + "shared");
        assertThat(TestRoom.mailslot(carol)).doesNotContain("shared");
        DrivenProcess alice = room.start("sender", "alice", "--shared");
        DrivenProcess dan = room.start("sender", "dan");
        TestRoom.reaches(alice, bob);
        TestRoom.reaches(dan, carol);
        alice.type("in the open");
        dan.type("among ourselves");
        line(bob, "\\] alice \\(.*\\): in the open$");
        line(carol, "\\] dan \\(.*\\): among ourselves$");
        assertThat(bob.output()).noneMatch(said -> said.contains("ourselves"));
        assertThat(carol.output()).noneMatch(said -> said.contains("open"));
        assertThat(ps("--shared")).anyMatch(row -> row.contains("bob")).noneMatch(row -> row.contains("carol"));
        assertThat(ps()).anyMatch(row -> row.contains("carol")).noneMatch(row -> row.contains("bob"));
    }

    @Test
    void conversationsChildrenAndTheRosterAreInIt() throws Exception {
        DrivenProcess bob = room.start("receiver", "bob", "--shared");
        TestRoom.mailslot(bob);
        DrivenProcess alice = room.start("sender", "alice", "--shared");
        TestRoom.reaches(alice, bob);
        long child = TestRoom.child(alice, "argv");
        alice.type("/tell " + child + " from the child");
        line(bob, "\\] alice-1 \\(" + child + ".*child of " + alice.pid() + ".*\\): from the child$");
        alice.type("/to " + bob.pid() + " hello");
        String account = User.current().name();
        line(bob, "conversation with alice \\(" + alice.pid() + ", \\Q" + account + "\\E\\): hello$");
        assertThat(ps("--shared", "--room", room.name()))
                .anyMatch(row -> row.contains("alice-1"))
                .filteredOn(row -> row.contains(" bob "))
                .singleElement()
                .asString()
                .endsWith(account);
    }

    @Test
    void itHasNamesOfItsOwn() throws Exception {
        String mine = Addresses.mailslot("lobby", ProcessHandle.current().pid());
        Addresses.use(Audience.MACHINE);
        try {
            String shared = Addresses.mailslot("lobby", ProcessHandle.current().pid());
            assertThat(shared).isNotEqualTo(mine);
            assertThat(Addresses.fullName("lobby")).isEqualTo("lobby (shared)");
            assertThat(Addresses.pipe(ProcessHandle.current().pid())).contains("shared");
            if (TestRoom.WINDOWS) {
                assertThat(shared).startsWith("\\\\.\\mailslot\\mailchute.shared\\lobby\\");
            } else {
                assertThat(shared)
                        .contains("/mailchute-shared-" + User.current().id() + "/mailslot/lobby/");
            }
        } finally {
            Addresses.use(Audience.USER);
        }
        assertThat(Addresses.mailslot("lobby", ProcessHandle.current().pid())).isEqualTo(mine);
        assertThat(Addresses.fullName("lobby")).isEqualTo("lobby");
    }
}
