package mailchute.ipc.win32;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import mailchute.ipc.IpcException.Reason;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What is read out of names and numbers. */
@Timeout(60)
class NamesTest {

    @Test
    void aPipesNameTellsItsOwnersPid() {
        assertThat(Win32PipeOwners.pid("mailchute.", "mailchute.4711")).hasValue(4711);
        assertThat(Win32PipeOwners.pid("mailchute.", "MailChute.8")).hasValue(8);
    }

    @Test
    void otherPipesNamesTellNothing() {
        for (String other : new String[] {
            "mailchute.",
            "mailchute.x",
            "mailchute.12x",
            "mailchute.-4",
            "mailchute.007",
            "mailchute-pipe.4.1.ff",
            "spoolss",
            "",
            "mailchute.99999999999999999999",
            "mailchute.\u0661"
        }) {
            assertThat(Win32PipeOwners.pid("mailchute.", other)).as(other).isEmpty();
        }
    }

    @Test
    @EnabledOnOs(OS.WINDOWS)
    void aFoldersNamesAreListedAsTheyAre() throws Exception {
        assertThat(Win32PipeOwners.listed(System.getenv("SystemRoot") + "\\*").orElseThrow())
                .anyMatch("system32"::equalsIgnoreCase)
                .noneMatch(String::isEmpty);
    }

    @Test
    @EnabledOnOs(OS.WINDOWS)
    @Tag("not-on-wine") // Wine 8 does not list the pipes (66)
    void thePipesAreListed() throws Exception {
        assertThat(Win32PipeOwners.listed(PipeInstance.PREFIX + "*")).isPresent();
    }

    @Test
    void aFileTimeIsATimeOfDay() {
        assertThat(ProcessTable.time(116_444_736_000_000_000L)).isEqualTo(Instant.EPOCH);
        assertThat(ProcessTable.time(133_485_408_000_000_001L))
                .isEqualTo(Instant.parse("2024-01-01T00:00:00.000000100Z"));
        assertThat(ProcessTable.time(0)).isEqualTo(Instant.parse("1601-01-01T00:00:00Z"));
    }

    @Test
    void anErrorIsCalledByItsName() {
        assertThat(SystemError.of(231, "connect", "\\\\.\\pipe\\x"))
                .hasMessageStartingWith("connect \\\\.\\pipe\\x: ")
                .hasMessageContaining("ERROR_PIPE_BUSY (231)");
        assertThat(SystemError.of(231, "connect", "").reason()).isEqualTo(Reason.BUSY);
    }

    @Test
    void anErrorThatNobodyKnowsKeepsItsNumber() {
        assertThat(SystemError.of(64_321, "read", "x").reason()).isEqualTo(Reason.OTHER);
        assertThat(SystemError.of(64_321, "read", "x")).hasMessageContaining("64321");
    }
}
