package mailchute.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InheritedHandlesTest {

    private static InheritedHandles parse(String mailslots) {
        return InheritedHandles.parse(mailslots, "", "", HandlesBy.ARGV);
    }

    @Test
    void valuesAreReadInTheirOrder() {
        InheritedHandles handles = InheritedHandles.parse("404, 408,12", " 416 ", "420", HandlesBy.ENVIRONMENT);
        assertThat(handles.mailslots()).containsExactly(404L, 408L, 12L);
        assertThat(handles.parent()).hasValue(416);
        assertThat(handles.line()).hasValue(420);
        assertThat(handles.by()).isEqualTo(HandlesBy.ENVIRONMENT);
    }

    @Test
    void noWordsAreNoValues() {
        assertThat(parse("").mailslots()).isEmpty();
        assertThat(parse("  ").mailslots()).isEmpty();
        assertThat(parse("").parent()).isEmpty();
        assertThat(parse("").line()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "4a", "0x10", "4.5", "1e3", "-4", "404;408", "99999999999999999999", "４０４x", "4 8"})
    void whatIsNoNumberIsRefusedInOneLineThatNamesIt(String word) {
        assertThatThrownBy(() -> parse(word))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a handle value is a number such as 404, not " + word);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "18446744073709551615", "9223372036854775808"})
    void zeroAndWhatNoHandleCanBeAreRefused(String word) {
        assertThatThrownBy(() -> parse(word))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a handle value is a number over 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"404,,408", ",404", "404,", ","})
    void aMissingValueIsRefused(String words) {
        assertThatThrownBy(() -> parse(words))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a handle value is missing between the commas");
    }

    @Test
    void whatWouldActOnATerminalIsMadeVisible() {
        assertThatThrownBy(() -> parse("\u001b[2J\n4"))
                .hasMessage("a handle value is a number such as 404, not ␛[2J 4");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"|no write handle yet", "404|write handle 404", "404,8|write handles 404, 8"})
    void valuesAreSaidInWords(String values, String words) {
        List<Long> list = values == null ? List.of() : parse(values).mailslots();
        assertThat(InheritedHandles.words(list)).isEqualTo(words);
    }
}
