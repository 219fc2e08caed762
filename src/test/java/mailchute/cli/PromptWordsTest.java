package mailchute.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PromptWordsTest {

    @Test
    void blanksDivideAndQuotesKeepThem() {
        for (boolean windows : new boolean[] {true, false}) {
            assertThat(PromptWords.of("  kp \t notepad ", windows)).containsExactly("kp", "notepad");
            assertThat(PromptWords.of("\"C and D\"x \"\" 메모", windows)).containsExactly("C and Dx", "", "메모");
            assertThat(PromptWords.of("", windows)).isEmpty();
        }
    }

    @Test
    void aBackslashIsPartOfAPathOnWindowsAndAnEscapeOnLinux() {
        assertThat(PromptWords.of("type C:\\a\\b.txt", true)).containsExactly("type", "C:\\a\\b.txt");
        assertThat(PromptWords.of("cat a\\ b \"x\\\"y\"", false)).containsExactly("cat", "a b", "x\"y");
    }

    @Test
    void singleQuotesAreLettersOnWindows() {
        assertThat(PromptWords.of("echo it's", true)).containsExactly("echo", "it's");
        assertThat(PromptWords.of("echo 'a \\ \"b'", false)).isEqualTo(List.of("echo", "a \\ \"b"));
    }

    @Test
    void whatIsNotClosedIsSaid() {
        assertThatThrownBy(() -> PromptWords.of("echo \"a", true)).hasMessage("a quote is not closed: \"");
        assertThatThrownBy(() -> PromptWords.of("echo a\\", false)).hasMessageContaining("ends with a backslash");
    }
}
