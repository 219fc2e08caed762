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
    void anUnderscoreIsSortedAfterLettersAsTheSystemDoes() {
        List<String> entries = List.of("A_B=1", "ab=2", "AZ=3");
        assertThat(EnvironmentBlock.of(entries, Map.of())).isEqualTo("ab=2\0AZ=3\0A_B=1\0\0");
    }

    @Test
    void namesInEveryScriptAreOneWhateverTheirCaseAndNoneIsLost() {
        List<String> entries = List.of("\u00fcber=1", "\u0131=2", "I=3", "\ud55c\uae00=4");
        String block = EnvironmentBlock.of(entries, Map.of("\u00dcBER", Optional.of("5")));
        assertThat(block).isEqualTo("I=3\0\u00dcBER=5\0\u0131=2\0\ud55c\uae00=4\0\0");
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
