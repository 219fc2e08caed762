package mailchute.ipc.win32;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EnvironmentBlockTest {

    @Test
    void variablesAreSortedWithoutCaseAndTheDrivesFoldersComeFirst() {
        List<String> entries = List.of("windir=C:\\w", "Path=x", "=C:=C:\\here", "ALPHA=1", "beta=2");
        String block = EnvironmentBlock.of(entries, Map.of());
        assertThat(block).isEqualTo("=C:=C:\\here\0ALPHA=1\0beta=2\0Path=x\0windir=C:\\w\0\0");
    }

    @Test
    void aChangeReplacesAVariableWhateverItsCase() {
        String block = EnvironmentBlock.of(List.of("Path=x", "TEMP=t"), Map.of("PATH", Optional.of("y")));
        assertThat(block).isEqualTo("PATH=y\0TEMP=t\0\0");
    }

    @Test
    void aVariableIsTakenAwayWhateverItsCase() {
        String block = EnvironmentBlock.of(List.of("Path=x", "TEMP=t"), Map.of("temp", Optional.empty()));
        assertThat(block).isEqualTo("Path=x\0\0");
    }

    @Test
    void aValueMayHoldEqualsSignsAndBeEmpty() {
        String block = EnvironmentBlock.of(List.of("A=b=c"), Map.of("D", Optional.of("")));
        assertThat(block).isEqualTo("A=b=c\0D=\0\0");
    }

    @Test
    void anEmptyEnvironmentIsTwoNuls() {
        assertThat(EnvironmentBlock.of(List.of(), Map.of())).isEqualTo("\0\0");
    }

    @Test
    void whatIsNoVariableIsRefused() {
        for (String name : List.of("", "A=B", "A\0B")) {
            assertThatThrownBy(() -> EnvironmentBlock.of(List.of(), Map.of(name, Optional.of("x"))))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> EnvironmentBlock.of(List.of(), Map.of("A", Optional.of("x\0INJECTED=1"))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
