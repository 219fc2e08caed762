package mailchute.ipc.win32;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.platform.win32.Advapi32;
import com.sun.jna.platform.win32.NtDll;
import com.sun.jna.platform.win32.WinBase;
import com.sun.jna.platform.win32.WinBase.SECURITY_ATTRIBUTES;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import com.sun.jna.platform.win32.WinNT.HANDLEByReference;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import com.sun.jna.win32.StdCallLibrary;
import java.time.Duration;
import java.util.List;
import mailchute.ipc.Audience;
import mailchute.ipc.Handle.Inheritance;
import mailchute.ipc.HandleTable.Kind;
import mailchute.ipc.IpcException;
import mailchute.ipc.IpcException.Reason;
import mailchute.ipc.MailslotWriter;
import mailchute.ipc.NamedPipe;
import mailchute.ipc.NamedPipeServer;
import mailchute.ipc.User;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.WINDOWS)
@Timeout(60)
class SecurityTest {

    @Test
    void theUserIsKnownByItsSid() throws Exception {
        assertThat(User.current().id()).startsWith("S-1-5-");
        assertThat(User.current().name()).isNotEmpty();
    }

    @Test
    void aPipeIsForThisUserAlone() throws Exception {
        HANDLE pipe = PipeInstance.first(
                Win32AnonymousPipe.newAddress("test"), NamedPipeServer.UNLIMITED_INSTANCES, Audience.USER);
        try {
            assertThisUserAlone(pipe);
        } finally {
            Handles.close(pipe);
        }
    }

    @Test
    void aPipeBetweenRelativesIsForThisUserAlone() throws Exception {
        HANDLE pipe = PipeInstance.readingEnd(Win32AnonymousPipe.newAddress("test"), false, true, Inheritance.PRIVATE);
        try {
            assertThisUserAlone(pipe);
        } finally {
            Handles.close(pipe);
        }
    }

    @Test
    void aMailslotIsForThisUserAlone() throws Exception {
        HANDLE mailslot = WinApi.INSTANCE.CreateMailslot(
                "\\\\.\\mailslot\\mailchute\\security-" + System.nanoTime(),
                1024,
                0,
                ObjectSecurity.MAILSLOT.attributes(Audience.USER, Inheritance.PRIVATE));
        assertThat(Handles.isInvalid(mailslot)).isFalse();
        try {
            assertThisUserAlone(mailslot);
        } finally {
            Handles.close(mailslot);
        }
    }

    @Test
    void aPipeForTheMachineIsToBeConnectedToAndNoMore() throws Exception {
        HANDLE pipe = PipeInstance.first(
                Win32AnonymousPipe.newAddress("test"), NamedPipeServer.UNLIMITED_INSTANCES, Audience.MACHINE);
        try {
            assertForTheMachine(pipe, "0x12019b");
            assertThat(Accounts.ofOwner(pipe)).contains(User.current());
        } finally {
            Handles.close(pipe);
        }
    }

    @Test
    void aMailslotForTheMachineIsToBeWrittenToAndNoMore() throws Exception {
        HANDLE mailslot = WinApi.INSTANCE.CreateMailslot(
                "\\\\.\\mailslot\\mailchute.shared\\security-" + System.nanoTime(),
                1024,
                0,
                ObjectSecurity.MAILSLOT.attributes(Audience.MACHINE, Inheritance.PRIVATE));
        assertThat(Handles.isInvalid(mailslot)).isFalse();
        try {
            assertForTheMachine(mailslot, "(GW|FW|0x120116)");
        } finally {
            Handles.close(mailslot);
        }
    }

    /** This user first, then nobody from the network, then who has logged in. */
    private static void assertForTheMachine(HANDLE object, String others) throws Exception {
        String all = "(GA|FA|0x[0-9a-f]+)";
        String user = "(" + User.current().id() + "|LA)";
        assertThat(dacl(object))
                .matches("D:P?(AI)?\\(A;;" + all + ";;;" + user + "\\)\\(D;;" + all + ";;;NU\\)\\(A;;" + others
                        + ";;;AU\\)");
    }

    /** What a server does to know a client whose process is closed to it, and a client its server. */
    @Test
    void bothEndsOfAPipeKnowEachOthersAccountWithoutAskingForTheirProcesses() throws Exception {
        String address = Win32AnonymousPipe.newAddress("test");
        HANDLE listening = PipeInstance.first(address, 1, Audience.MACHINE);
        try (MessageEnd server = new MessageEnd(listening, Kind.NAMED_PIPE_SERVER, Inheritance.PRIVATE, address, 1024);
                NamedPipe client = NamedPipe.connect(address, 1024, Duration.ofSeconds(20))) {
            client.write(new byte[] {1}, Duration.ofSeconds(20));
            assertThat(server.read(Duration.ofSeconds(20))).isInstanceOf(NamedPipe.Message.class);
            assertThat(Accounts.ofClient(listening)).isEqualTo(User.current());
            // And this thread is itself again.
            assertThat(Accounts.current()).isEqualTo(User.current());
            HANDLEByReference token = new HANDLEByReference();
            assertThat(Advapi32.INSTANCE.OpenThreadToken(
                            WinApi.INSTANCE.GetCurrentThread(), WinNT.TOKEN_QUERY, true, token))
                    .as("a token of the thread's own")
                    .isFalse();
        }
    }

    /** Wine 8 accepts descriptors and lets everyone in. */
    @Test
    @Tag("not-on-wine")
    void whatIsNotForThisUserIsDeniedAndNotMissing() throws Exception {
        SECURITY_ATTRIBUTES readersAlone = ObjectSecurity.MAILSLOT.attributes(Audience.USER, Inheritance.PRIVATE);
        PointerByReference descriptor = new PointerByReference();
        assertThat(SecurityApi.INSTANCE.ConvertStringSecurityDescriptorToSecurityDescriptor(
                        "D:P(A;;GR;;;" + User.current().id() + ")", SecurityApi.SDDL_REVISION_1, descriptor, null))
                .isTrue();
        readersAlone.lpSecurityDescriptor = descriptor.getValue();
        String slot = Win32Mailslot.PREFIX + "mailchute\\security-" + System.nanoTime();
        HANDLE mailslot = WinApi.INSTANCE.CreateMailslot(slot, 1024, 0, readersAlone);
        String name = Win32AnonymousPipe.newAddress("test");
        HANDLE pipe = WinApi.INSTANCE.CreateNamedPipe(
                name,
                WinBase.PIPE_ACCESS_DUPLEX,
                WinBase.PIPE_TYPE_MESSAGE | WinBase.PIPE_READMODE_MESSAGE,
                1,
                1024,
                1024,
                0,
                readersAlone);
        assertThat(List.of(mailslot, pipe)).noneMatch(Handles::isInvalid);
        try {
            assertThat(reason(
                            () -> MailslotWriter.open(slot, Inheritance.PRIVATE).close()))
                    .isEqualTo(Reason.ACCESS_DENIED);
            assertThat(reason(() ->
                            NamedPipe.connect(name, 1024, Duration.ofSeconds(1)).close()))
                    .isEqualTo(Reason.ACCESS_DENIED);
        } finally {
            Handles.close(mailslot);
            Handles.close(pipe);
            WinApi.INSTANCE.LocalFree(descriptor.getValue());
        }
    }

    private static Reason reason(ThrowingCallable call) {
        return assertThatExceptionOfType(IpcException.class)
                .isThrownBy(call)
                .actual()
                .reason();
    }

    /** What jna-platform lacks of advapi32.dll, and a server of ours never calls. */
    private interface Impersonation extends StdCallLibrary {
        Impersonation INSTANCE = Native.load("advapi32", Impersonation.class);

        boolean ImpersonateNamedPipeClient(HANDLE pipe);
    }

    /** Wine 8 does not ask the client how far it trusts the server. */
    @Test
    @Tag("not-on-wine")
    void aServerMayKnowItsClientAndNotActAsIt() throws Exception {
        String address = Win32AnonymousPipe.newAddress("test");
        HANDLE listening = PipeInstance.first(address, 1, Audience.USER);
        try (MessageEnd server = new MessageEnd(listening, Kind.NAMED_PIPE_SERVER, Inheritance.PRIVATE, address, 1024);
                NamedPipe client = NamedPipe.connect(address, 1024, Duration.ofSeconds(20))) {
            // A client is only to be impersonated once something of it was read.
            client.write(new byte[] {1}, Duration.ofSeconds(20));
            assertThat(server.read(Duration.ofSeconds(20))).isInstanceOf(NamedPipe.Message.class);
            assertThat(Impersonation.INSTANCE.ImpersonateNamedPipeClient(listening))
                    .isTrue();
            try {
                HANDLEByReference token = new HANDLEByReference();
                assertThat(Advapi32.INSTANCE.OpenThreadToken(
                                WinApi.INSTANCE.GetCurrentThread(), WinNT.TOKEN_QUERY, true, token))
                        .isTrue();
                IntByReference level = new IntByReference();
                Memory value = new Memory(Integer.BYTES);
                boolean told = TokenLevel.INSTANCE.GetTokenInformation(
                        token.getValue(), TokenLevel.TOKEN_IMPERSONATION_LEVEL, value, Integer.BYTES, level);
                WinApi.INSTANCE.CloseHandle(token.getValue());
                assertThat(told).isTrue();
                assertThat(value.getInt(0)).as("SecurityIdentification").isEqualTo(TokenLevel.SECURITY_IDENTIFICATION);
            } finally {
                assertThat(Advapi32.INSTANCE.SetThreadToken(null, null)).isTrue();
            }
        }
    }

    /** {@code GetTokenInformation} for a plain number. */
    private interface TokenLevel extends StdCallLibrary {
        TokenLevel INSTANCE = Native.load("advapi32", TokenLevel.class);

        int TOKEN_IMPERSONATION_LEVEL = 9;

        int SECURITY_IDENTIFICATION = 1;

        boolean GetTokenInformation(HANDLE token, int what, Memory value, int size, IntByReference needed);
    }

    /** One entry that allows, for this user's SID (which Windows writes as LA where it is the administrator's). */
    private static void assertThisUserAlone(HANDLE object) throws Exception {
        String rights = "(GA|FA|0x[0-9a-f]+)";
        String user = "(" + User.current().id() + "|LA)";
        assertThat(dacl(object)).matches("D:P?(AI)?\\(A;;" + rights + ";;;" + user + "\\)");
    }

    private static String dacl(HANDLE object) {
        Memory descriptor = new Memory(4096);
        int dacl = WinNT.DACL_SECURITY_INFORMATION;
        int status = NtDll.INSTANCE.NtQuerySecurityObject(object, dacl, descriptor, 4096, new IntByReference());
        assertThat(status).isZero();
        PointerByReference text = new PointerByReference();
        assertThat(SecurityApi.INSTANCE.ConvertSecurityDescriptorToStringSecurityDescriptor(
                        descriptor, SecurityApi.SDDL_REVISION_1, dacl, text, null))
                .isTrue();
        try {
            return text.getValue().getWideString(0);
        } finally {
            WinApi.INSTANCE.LocalFree(text.getValue());
        }
    }
}
