package mailchute.room;

import static mailchute.room.TestRoom.PATIENCE;
import static mailchute.room.TestRoom.child;
import static mailchute.room.TestRoom.exit;
import static mailchute.room.TestRoom.gone;
import static mailchute.room.TestRoom.line;
import static mailchute.room.TestRoom.member;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import mailchute.TestJvm;
import mailchute.ipc.ChildCommand;
import mailchute.ipc.ChildProcess;
import mailchute.ipc.Handle.Inheritance;
import mailchute.ipc.Mailslot;
import mailchute.ipc.MailslotWriter;
import mailchute.ipc.OsProcess;
import mailchute.wire.Limits;
import mailchute.wire.SlotContent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** How processes end, by others' hands and by themselves. */
@Tag("faults")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(90)
class EndingTest {

    private final TestRoom room = new TestRoom();
    private final Roster roster = new Roster();
    private DrivenProcess toBeKilled;
    private DrivenProcess toBeClosed;
    private DrivenProcess toBeKilledWithChildren;

    @BeforeAll
    void theVictimsStartTogether() throws Exception {
        toBeKilled = room.start("sender", "killed");
        toBeClosed = room.start("sender", "closed");
        toBeKilledWithChildren = room.start("sender", "tree");
    }

    @AfterAll
    void everyoneEnds() throws Exception {
        roster.close();
        room.close();
    }

    @Test
    void aChildSeesThatItsSenderWasKilledAndEndsItself() throws Exception {
        long childPid = child(toBeKilled, "argv");
        member(roster, childPid);
        try (OsProcess process = OsProcess.open(OsProcess.identify(childPid))) {
            assertThat(process.waitFor(Duration.ZERO)).isFalse();
            ProcessControl.kill(member(roster, toBeKilled.pid()));
            assertThat(process.waitFor(PATIENCE)).as("the child ends").isTrue();
        }
        assertThat(toBeKilled.process().waitFor(Duration.ZERO)).isTrue();
        assertThat(toBeKilled.process().exitCode()).hasValue(ProcessControl.KILLED);
        gone(roster, toBeKilled.pid());
        gone(roster, childPid);
    }

    @Test
    void aSenderThatIsAskedToCloseDoesSoWithStatusZeroAndItsChildFollows() throws Exception {
        long childPid = child(toBeClosed, "env");
        member(roster, childPid);
        try (OsProcess process = OsProcess.open(OsProcess.identify(childPid))) {
            ProcessControl.close(member(roster, toBeClosed.pid()));
            assertThat(exit(toBeClosed)).isZero();
            assertThat(process.waitFor(PATIENCE)).as("the child ends").isTrue();
        }
        gone(roster, toBeClosed.pid());
        assertThat(toBeClosed.errors().stream().filter(EndingTest::ours)).isEmpty();
    }

    @Test
    void killingATreeTakesTheChildrenAlong() throws Exception {
        long first = child(toBeKilledWithChildren, "argv");
        long second = child(toBeKilledWithChildren, "env");
        member(roster, first);
        member(roster, second);
        Member root = member(roster, toBeKilledWithChildren.pid());
        try (OsProcess one = OsProcess.open(OsProcess.identify(first));
                OsProcess other = OsProcess.open(OsProcess.identify(second))) {
            assertThat(ProcessControl.killTree(root, roster.members())).isEmpty();
            // Each was waited for: nobody has to be patient here.
            assertThat(toBeKilledWithChildren.process().waitFor(Duration.ZERO)).isTrue();
            assertThat(one.waitFor(PATIENCE)).isTrue();
            assertThat(other.waitFor(PATIENCE)).isTrue();
        }
        gone(roster, first);
        gone(roster, second);
    }

    @Test
    void aChildThatIsToStayOutlivesItsParentAndGoesOnPosting() throws Exception {
        String address = Addresses.mailslot(
                room.name() + "-private", ProcessHandle.current().pid());
        try (Mailslot mailslot = Mailslot.create(address, Limits.MAILSLOT_MESSAGE)) {
            DrivenProcess host = room.start(hostOfAChild(address, "--stay"));
            long childPid = Long.parseLong(
                    line(host, "^child child \\(([0-9]+)\\) in room").group(1));
            line(host, "^parent " + host.pid() + ", handle ");
            try (OsProcess process = OsProcess.open(OsProcess.identify(childPid))) {
                host.process().terminate(ProcessControl.KILLED);
                // The child writes to the output that it inherited from its parent.
                line(host, "^parent " + host.pid() + " has ended$");
                host.type("still here");
                Mailslot.Message message = mailslot.read(PATIENCE).orElseThrow();
                SlotContent.Posted posted = (SlotContent.Posted) SlotContent.read(message.bytes());
                assertThat(posted.post().text()).isEqualTo("still here");
                assertThat(posted.post().pid()).isEqualTo(childPid);
                assertThat(posted.post().parent()).hasValue(host.pid());
                assertThat(process.waitFor(Duration.ZERO)).isFalse();
                host.endInput();
                assertThat(process.waitFor(PATIENCE))
                        .as("the child ends at the end of its input")
                        .isTrue();
            }
        }
    }

    private static ChildCommand hostOfAChild(String mailslot, String... childArguments) {
        return TestJvm.command(HostOfAChild.class).arguments(mailslot).arguments(childArguments);
    }

    /** A process that starts a child sender with a write handle and its own process handle, and then waits for its end. */
    static final class HostOfAChild {

        private HostOfAChild() {}

        public static void main(String[] arguments) throws Exception {
            try (MailslotWriter writer = MailslotWriter.open(arguments[0], Inheritance.INHERITABLE);
                    OsProcess self = OsProcess.openSelf(Inheritance.INHERITABLE)) {
                ChildCommand command = Program.command(false, List.of("child", "--headless", "--name", "child"));
                command.arguments(List.of(arguments).subList(1, arguments.length));
                command.arguments("--handles", Long.toString(command.inherit(writer)));
                command.arguments("--parent", Long.toString(command.inherit(self)));
                try (ChildProcess child = command.start()) {
                    child.waitFor(Duration.ofMinutes(3));
                }
            }
        }
    }

    /** Wine makes every JVM say on standard error what it lacks. */
    static boolean ours(String errorLine) {
        return !errorLine.contains(" warning: ") && !errorLine.isBlank();
    }

    @Test
    void aKilledChildIsNotNeededByItsSender() throws Exception {
        DrivenProcess sender = room.start("sender", "parent");
        long childPid = child(sender, "argv");
        ProcessControl.kill(member(roster, childPid));
        String status = TestRoom.WINDOWS ? Integer.toString(ProcessControl.KILLED) : Integer.toString(128 + 9);
        line(sender, "^child parent-1 \\(" + childPid + "\\) ended with exit code " + status + "$");
        long next = child(sender, "env");
        assertThat(member(roster, next).card().orElseThrow().nickname()).isEqualTo("parent-2");
    }
}
