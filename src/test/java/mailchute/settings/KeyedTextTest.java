package mailchute.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyedTextTest {

    private static KeyedText text(String text) throws BrokenTextException {
        return KeyedText.of(text);
    }

    @Test
    void aValueIsWhatIsAfterTheFirstSignWithoutTheBlanksAround() throws Exception {
        KeyedText text = text("\uFEFF  folder =  C:\\Users\\me\\a = b  \r\nname=밥\nempty =\n");

        assertThat(text.get("folder")).contains("C:\\Users\\me\\a = b");
        assertThat(text.get("name")).contains("밥");
        assertThat(text.get("empty")).isEmpty();
        assertThat(text.get("nothing")).isEmpty();
    }

    @Test
    void aChangeKeepsCommentsAndTheOrderAndEveryOtherKey() throws Exception {
        KeyedText text = text("# mine\n\ntheme = dark\nfuture.key = 7\n# end\n");

        assertThat(text.with("theme", "light")).hasToString("# mine\n\ntheme = light\nfuture.key = 7\n# end\n");
        assertThat(text.with("new", "1")).hasToString("# mine\n\ntheme = dark\nfuture.key = 7\n# end\nnew = 1\n");
        assertThat(text.without("theme")).hasToString("# mine\n\nfuture.key = 7\n# end\n");
    }

    @Test
    void ofAKeyThatIsWrittenTwiceTheLastOneCountsAndAChangeLeavesOne() throws Exception {
        KeyedText text = text("a = 1\nb = 2\na = 3\n");

        assertThat(text.get("a")).contains("3");
        assertThat(text.entries()).containsExactly(java.util.Map.entry("b", "2"), java.util.Map.entry("a", "3"));
        assertThat(text.with("a", "4")).hasToString("a = 4\nb = 2\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"theme", "theme = dark\n= light\n", "a = 1\0\n", "{\"theme\": \"dark\"}", "a = \u001b[31m\n"})
    void whatIsNoKeyAndValueIsBroken(String broken) {
        assertThatThrownBy(() -> text(broken)).isInstanceOf(BrokenTextException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"two\nlines", "a\rb", "a\0b"})
    void aValueOfSeveralLinesIsRefused(String value) {
        assertThatThrownBy(() -> KeyedText.EMPTY.with("key", value)).isInstanceOf(IllegalArgumentException.class);
    }
}
