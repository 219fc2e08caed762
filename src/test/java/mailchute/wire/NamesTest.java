package mailchute.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "alice_2", "앨리스", "नमस्ते", "x-y", "12345678901234567890123456789012"})
    void namesOfAnyScriptAreTaken(String name) {
        assertThat(Names.nickname(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "../x",
                "a/b",
                "a\\b",
                "<html>",
                "a\u202Eb",
                "123456789012345678901234567890123",
                "\u3164",
                "alice\u200B",
                "alice\uFE0F",
                "ali\u200Dce",
                "alice\u034F",
                "\u115F\u1160",
                "\uDB40\uDD00",
                "a\u00ADb"
            })
    void whatIsOutsideTheLimitsIsRefusedInOneLine(String name) {
        assertThatThrownBy(() -> Names.room(name))
                .isInstanceOf(BadNameException.class)
                .hasMessageStartingWith("a room ")
                .satisfies(e -> assertThat(e.getMessage()).isEqualTo(VisibleText.line(e.getMessage())));
    }

    @Test
    void decomposedNamesAreTheSameName() {
        assertThat(Names.nickname("\u1112\u1161\u11ab")).isEqualTo("한");
    }

    @Test
    void anAccountBecomesANickname() {
        assertThat(Names.nicknameFor("DESK\\Alice B.")).isEqualTo("AliceB");
        assertThat(Names.nicknameFor("...")).isEqualTo("someone");
        // Two marks that a dot kept apart: together they have an order.
        assertThat(Names.nicknameFor("b\u0300.\u0f18")).isEqualTo("b\u0f18\u0300");
    }

    @Test
    void anEndingAlwaysFits() {
        assertThat(Names.withEnding("12345678901234567890123456789012", "-10"))
                .isEqualTo("12345678901234567890123456789-10");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mailbox", " file", "a.b c", "메일"})
    void aPlainNameIsTakenAsItIsBlanksIncluded(String name) {
        assertThat(Names.plain(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a/b", "a\\b", "a\nb", "a\0"})
    void aPlainNameStaysInItsFolder(String name) {
        assertThatThrownBy(() -> Names.plain(name))
                .isInstanceOf(BadNameException.class)
                .satisfies(e -> assertThat(e.getMessage()).isEqualTo(VisibleText.line(e.getMessage())));
    }

    @Test
    void whatIsShownHoldsNoControls() {
        assertThat(VisibleText.of("a\u001b[31mb\u0007\u202Ec\uD800\r\nd\te")).isEqualTo("a␛[31mb␇\uFFFDc\uFFFD\nd\te");
        assertThat(VisibleText.line("a\nb\tc")).isEqualTo("a b c");
    }
}
