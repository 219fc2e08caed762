package mailchute.ipc.win32;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Memory;
import com.sun.jna.platform.win32.NtDll;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import mailchute.ipc.Handle.Inheritance;
import mailchute.ipc.User;
import mailchute.ipc.NamedPipeServer;
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
        HANDLE pipe = PipeInstance.first(Win32AnonymousPipe.newAddress("test"), NamedPipeServer.UNLIMITED_INSTANCES);
        try {
            assertThisUserAlone(pipe);
        } finally {
            Handles.close(pipe);
        }
    }

    @Test
    void aPipeBetweenRelativesIsForThisUserAlone() throws Exception {
        HANDLE pipe = PipeInstance.readingEnd(
                Win32AnonymousPipe.newAddress("test"), false, true, Inheritance.PRIVATE);
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
                UserOnly.attributes(Inheritance.PRIVATE));
        assertThat(Handles.isInvalid(mailslot)).isFalse();
        try {
            assertThisUserAlone(mailslot);
        } finally {
            Handles.close(mailslot);
        }
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
