package mailchute.ipc.win32;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import mailchute.TestPrograms;
import mailchute.ipc.AnonymousPipe;
import mailchute.ipc.ChildCommand;
import mailchute.ipc.ChildProcess;
import mailchute.ipc.Handle.Inheritance;
import mailchute.ipc.Mailslot;
import mailchute.ipc.MailslotWriter;
import mailchute.ipc.NamedPipe;
import mailchute.ipc.NamedPipeServer;
import mailchute.ipc.OrderLine;
import mailchute.ipc.OsProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.WINDOWS)
@Timeout(180)
class HandleLeakTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private interface Round {
        void run(int number) throws Exception;
    }

    private static void leavesNothingOpen(int rounds, Round round) throws Exception {
        for (int i = 0; i < 5; i++) {
            round.run(-1 - i);
        }
        int before = OpenHandles.count();
        for (int i = 0; i < rounds; i++) {
            round.run(i);
        }
        assertThat(OpenHandles.count() - before).as("handles more than before").isLessThan(20);
    }

    @Test
    void threeThousandConnectionsLeaveNoHandle() throws Exception {
        String address = Win32AnonymousPipe.newAddress("test");
        try (NamedPipeServer server = NamedPipeServer.create(address, 1024)) {
            leavesNothingOpen(3000, i -> {
                try (NamedPipe client = NamedPipe.connect(address, 1024, LONG);
                        NamedPipe served = server.accept(LONG).orElseThrow()) {
                    client.write(new byte[] {(byte) i}, LONG);
                    assertThat(served.read(LONG)).isInstanceOf(NamedPipe.Message.class);
                }
            });
        }
    }

    @Test
    void clientsThatComeAndLeaveLeaveNoHandle() throws Exception {
        String address = Win32AnonymousPipe.newAddress("test");
        try (NamedPipeServer server = NamedPipeServer.create(address, 1024)) {
            leavesNothingOpen(300, i -> {
                NamedPipe.connect(address, 1024, LONG).close();
                try (NamedPipe served = server.accept(LONG).orElseThrow()) {
                    assertThat(served.read(LONG)).isEqualTo(new NamedPipe.Ended());
                }
            });
        }
    }

    @Test
    @SuppressWarnings("try") // opened to be closed
    void everythingElseLeavesNoHandle() throws Exception {
        leavesNothingOpen(200, i -> {
            String name =
                    "\\\\.\\mailslot\\mailchute\\leak-" + OsProcess.current().pid() + "\\" + i;
            try (Mailslot mailslot = Mailslot.create(name, 1024);
                    MailslotWriter writer = MailslotWriter.open(name, Inheritance.INHERITABLE);
                    AnonymousPipe pipe = AnonymousPipe.create(Inheritance.PRIVATE, Inheritance.INHERITABLE);
                    OrderLine line = OrderLine.create();
                    OsProcess self = OsProcess.openSelf(Inheritance.INHERITABLE)) {
                writer.write("x".getBytes(UTF_8), LONG);
                assertThat(mailslot.read(LONG)).isPresent();
            }
            OsProcess.list();
            NamedPipe.owners("\\\\.\\pipe\\nobody.");
        });
    }

    @Test
    void childrenAndTheirJobsLeaveNoHandle() throws Exception {
        String program = TestPrograms.path("print-arguments").toString();
        leavesNothingOpen(40, i -> {
            ChildCommand command = new ChildCommand(program).withoutStream(ChildCommand.Stream.OUTPUT);
            try (ChildProcess child = (i % 2 == 0 ? command.killOnClose() : command).start()) {
                assertThat(child.waitFor(LONG)).isTrue();
                assertThat(child.exitCode()).hasValue(0);
            }
        });
    }
}
