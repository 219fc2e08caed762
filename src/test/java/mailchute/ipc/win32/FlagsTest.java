package mailchute.ipc.win32;

import static com.sun.jna.platform.win32.WinBase.PIPE_REJECT_REMOTE_CLIENTS;
import static mailchute.ipc.win32.WinApi.FILE_FLAG_FIRST_PIPE_INSTANCE;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.WinBase.SECURITY_ATTRIBUTES;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.ptr.PointerByReference;
import java.time.Duration;
import java.util.List;
import mailchute.ipc.AnonymousPipe;
import mailchute.ipc.Audience;
import mailchute.ipc.Handle.Inheritance;
import mailchute.ipc.Mailslot;
import mailchute.ipc.MailslotWriter;
import mailchute.ipc.NamedPipe;
import mailchute.ipc.NamedPipeServer;
import mailchute.ipc.OrderLine;
import mailchute.ipc.User;
import mailchute.ipc.win32.RecordedCalls.Call;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What keeps others out, as it is passed to the system: {@link SecurityTest} sees what comes of it. */
@EnabledOnOs(OS.WINDOWS)
@Timeout(90)
class FlagsTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    /** Where they stand in {@code CreateNamedPipe}, {@code CreateMailslot} and {@code CreateFile}. */
    private static final int OPEN_MODE = 1;

    private static final int PIPE_MODE = 2;
    private static final int MOST_INSTANCES = 3;
    private static final int PIPE_SECURITY = 7;
    private static final int MAILSLOT_SECURITY = 3;
    private static final int FILE_FLAGS = 5;

    /** {@code SECURITY_IMPERSONATION} and {@code SECURITY_DELEGATION} have a bit that identification has not. */
    private static final int SQOS_LEVEL = 0x0003_0000;

    private static final int OWNER_AND_DACL = WinNT.OWNER_SECURITY_INFORMATION | WinNT.DACL_SECURITY_INFORMATION;

    private static void everyObjectOnce(String slot, String pipe) throws Exception {
        try (NamedPipeServer server = NamedPipeServer.create(pipe, 1024);
                NamedPipe client = NamedPipe.connect(pipe, 1024, LONG);
                NamedPipe served = server.accept(LONG).orElseThrow();
                Mailslot mailslot = Mailslot.create(slot, 1024);
                MailslotWriter writer = MailslotWriter.open(slot, Inheritance.PRIVATE);
                AnonymousPipe anonymous = AnonymousPipe.create(Inheritance.PRIVATE, Inheritance.INHERITABLE);
                OrderLine line = OrderLine.create()) {
            MailslotWriter.openForProgram(slot).close();
            client.write(new byte[] {1}, LONG);
            assertThat(served.read(LONG)).isInstanceOf(NamedPipe.Message.class);
            writer.write(new byte[] {1}, LONG);
            assertThat(mailslot.read(LONG)).isPresent();
            assertThat(List.of(anonymous, line)).doesNotContainNull();
        }
    }

    @Test
    void everyPipeRefusesOtherMachinesAndIsItsNamesFirst() throws Exception {
        String pipe = Win32AnonymousPipe.newAddress("test");
        try (RecordedCalls recorded = new RecordedCalls()) {
            everyObjectOnce(Win32Mailslot.PREFIX + "mailchute\\flags-" + System.nanoTime(), pipe);
            List<Call> created = recorded.of("CreateNamedPipe", PipeInstance.PREFIX);
            assertThat(created).hasSizeGreaterThanOrEqualTo(4);
            for (Call call : created) {
                assertThat(call.number(PIPE_MODE) & PIPE_REJECT_REMOTE_CLIENTS)
                        .as("%s rejects remote clients", call)
                        .isNotZero();
                assertThat(sddl(call.arguments().get(PIPE_SECURITY))).matches(thisUserAlone());
            }
            // A further instance of the server is let through by the name's owner, which this process is.
            List<Call> further = created.stream().filter(call -> !isFirst(call)).toList();
            assertThat(further)
                    .singleElement()
                    .satisfies(call -> assertThat(call.arguments().get(0)).isEqualTo(pipe));
            assertThat(created.indexOf(further.get(0))).isPositive();
            assertThat(created.stream()
                            .filter(call -> call.arguments().get(0).equals(pipe))
                            .findFirst())
                    .hasValueSatisfying(call -> assertThat(isFirst(call)).isTrue());
            assertThat(created.stream().filter(call -> !call.arguments().get(0).equals(pipe)))
                    .allMatch(call -> call.number(MOST_INSTANCES) == 1);
        }
    }

    private static boolean isFirst(Call call) {
        return (call.number(OPEN_MODE) & FILE_FLAG_FIRST_PIPE_INSTANCE) != 0;
    }

    @Test
    void whoeverIsConnectedToMayKnowThisUserAndNotActAsIt() throws Exception {
        String slot = Win32Mailslot.PREFIX + "mailchute\\flags-" + System.nanoTime();
        String pipe = Win32AnonymousPipe.newAddress("test");
        try (RecordedCalls recorded = new RecordedCalls()) {
            everyObjectOnce(slot, pipe);
            List<Call> opened = recorded.of("CreateFile", "\\\\.\\");
            assertThat(opened).extracting(call -> call.arguments().get(0)).contains(slot, pipe);
            assertThat(opened).hasSizeGreaterThanOrEqualTo(5);
            for (Call call : opened) {
                int flags = call.number(FILE_FLAGS);
                assertThat(flags & WinApi.SECURITY_SQOS_PRESENT)
                        .as("%s says how far it trusts", call)
                        .isNotZero();
                assertThat(flags & SQOS_LEVEL).as("%s", call).isEqualTo(WinApi.SECURITY_IDENTIFICATION);
            }
            assertThat(recorded.of("WaitNamedPipe", ""))
                    .allMatch(call -> call.arguments().get(0).toString().startsWith(PipeInstance.PREFIX));
        }
    }

    @Test
    void aMailslotIsMadeForThisUserAlone() throws Exception {
        String slot = Win32Mailslot.PREFIX + "mailchute\\flags-" + System.nanoTime();
        try (RecordedCalls recorded = new RecordedCalls()) {
            everyObjectOnce(slot, Win32AnonymousPipe.newAddress("test"));
            assertThat(recorded.of("CreateMailslot", slot))
                    .singleElement()
                    .satisfies(call -> assertThat(sddl(call.arguments().get(MAILSLOT_SECURITY)))
                            .matches(thisUserAlone()));
        }
    }

    @Test
    void whatIsForTheMachineLetsOthersWriteAndConnectAndKeepsTheNetworkOut() throws Exception {
        String slot = Win32Mailslot.PREFIX + "mailchute.shared\\flags-" + System.nanoTime();
        String pipe = Win32AnonymousPipe.newAddress("test");
        try (RecordedCalls recorded = new RecordedCalls()) {
            try (NamedPipeServer server =
                            NamedPipeServer.create(pipe, 1024, NamedPipeServer.UNLIMITED_INSTANCES, Audience.MACHINE);
                    NamedPipe client = NamedPipe.connect(pipe, 1024, LONG);
                    NamedPipe served = server.accept(LONG).orElseThrow();
                    Mailslot mailslot = Mailslot.create(slot, 1024, Audience.MACHINE);
                    MailslotWriter writer = MailslotWriter.open(slot, Inheritance.PRIVATE, User.current())) {
                client.write(new byte[] {1}, LONG);
                assertThat(served.read(LONG)).isInstanceOf(NamedPipe.Message.class);
                assertThat(served.peer().user()).isEqualTo(User.current());
                assertThat(client.peer().user()).isEqualTo(User.current());
                writer.write(new byte[] {1}, LONG);
                assertThat(mailslot.read(LONG)).isPresent();
            }
            String owner = "O:(" + User.current().id() + "|LA)";
            assertThat(recorded.of("CreateNamedPipe", pipe)).hasSize(2).allSatisfy(call -> {
                assertThat(call.number(PIPE_MODE) & PIPE_REJECT_REMOTE_CLIENTS).isNotZero();
                assertThat(sddl(call.arguments().get(PIPE_SECURITY)))
                        .matches(owner + thisUserAlone() + "\\(D;;GA;;;NU\\)\\(A;;0x12019b;;;AU\\)");
            });
            assertThat(recorded.of("CreateMailslot", slot))
                    .singleElement()
                    .satisfies(call -> assertThat(sddl(call.arguments().get(MAILSLOT_SECURITY)))
                            .matches(owner + thisUserAlone() + "\\(D;;GA;;;NU\\)\\(A;;GW;;;AU\\)"));
        }
    }

    /** The right to create an instance is not to be had of another user, and whoever asks for it is not let in. */
    @Test
    void aClientAsksToReadAndToWriteAndForNothingElse() throws Exception {
        String pipe = Win32AnonymousPipe.newAddress("test");
        try (RecordedCalls recorded = new RecordedCalls();
                NamedPipeServer server = NamedPipeServer.create(pipe, 1024);
                NamedPipe client = NamedPipe.connect(pipe, 1024, LONG)) {
            assertThat(List.of(server.address(), client.address())).containsOnly(pipe);
            assertThat(recorded.of("CreateFile", pipe))
                    .singleElement()
                    .satisfies(call -> assertThat(
                                    call.number(1) & (WinNT.GENERIC_WRITE | WinNT.GENERIC_ALL | WinNT.FILE_APPEND_DATA))
                            .isZero());
        }
    }

    /** One entry that allows, for this user's SID (which Windows writes as LA where it is the administrator's). */
    private static String thisUserAlone() throws Exception {
        return "D:P\\(A;;GA;;;(" + User.current().id() + "|LA)\\)";
    }

    private static String sddl(Object attributes) {
        Pointer descriptor = ((SECURITY_ATTRIBUTES) attributes).lpSecurityDescriptor;
        PointerByReference text = new PointerByReference();
        assertThat(SecurityApi.INSTANCE.ConvertSecurityDescriptorToStringSecurityDescriptor(
                        descriptor, SecurityApi.SDDL_REVISION_1, OWNER_AND_DACL, text, null))
                .isTrue();
        try {
            return text.getValue().getWideString(0);
        } finally {
            WinApi.INSTANCE.LocalFree(text.getValue());
        }
    }
}
