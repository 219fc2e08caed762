package mailchute.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class VisibleTextTest {

    @Test
    void ordinaryTextOfAnyScriptIsLeftAsItIs() {
        String text = "abc Übermäßig 안녕하세요 שלום नमस्ते 😀 👨‍👩‍👧\n\tindented";
        assertThat(VisibleText.of(text)).isSameAs(text);
    }

    /** The picture of a heart, a key, a joined and an unjoined letter, a skin's colour, a place where Khmer may break. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u2764\uFE0F", "1\uFE0F\u20E3", "\u2764\uFE0F\u200D\uD83D\uDD25",
                        "\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645",
                "\u0915\u094D\u200D\u0937", "\uD83D\uDC69\uD83C\uDFFD\u200D\uD83D\uDCBB", "\u1780\u200B\u1781",
                        "\u8FBB\uDB40\uDD00"
            })
    void whatTakesNoPlaceIsKeptWhereAScriptNeedsIt(String text) {
        assertThat(VisibleText.of(text)).isSameAs(text);
        assertThat(VisibleText.escaped(text)).isSameAs(text);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0xAD, 0x34F, 0x115F, 0x1160, 0x17B4, 0x180B, 0x180E, 0x200B, 0x200C, 0x200D, 0x2060, 0x2064, 0x206A,
                0x3164, 0xFE0F, 0xFFA0, 0x1BCA0, 0x1D173, 0xE0001, 0xE0100
            })
    void whatTakesNoPlaceIsSeenWhereItHides(int point) {
        String hidden = Character.toString(point);
        assertThat(VisibleText.of("pay" + hidden + "pal")).isEqualTo("pay\uFFFDpal");
        assertThat(VisibleText.line(hidden)).isEqualTo("\uFFFD");
        assertThat(VisibleText.of("\u2764\uFE0F" + "\uFE0F".repeat(3))).isEqualTo("\u2764\uFE0F\uFFFD\uFFFD\uFFFD");
    }

    @Test
    void controlCharactersBecomeTheirPictures() {
        assertThat(VisibleText.of("a\u0000b\u001b[31m\u0007\u007f")).isEqualTo("a\u2400b\u241b[31m\u2407\u2421");
    }

    @Test
    void aCarriageReturnBeforeANewlineIsPartOfIt() {
        assertThat(VisibleText.of("a\r\nb\rc\r")).isEqualTo("a\nb\u240dc\u240d");
    }

    @ParameterizedTest
    @ValueSource(
            ints = {0x80, 0x9F, 0x85, 0x202A, 0x202E, 0x2066, 0x2069, 0x200E, 0x200F, 0x61C, 0xFEFF, 0xFFFE, 0xE0041})
    void whatActsUnseenIsSeen(int point) {
        assertThat(VisibleText.of("a" + Character.toString(point) + "b")).isEqualTo("a\uFFFDb");
    }

    @Test
    void halvesOfSurrogatePairsAreReplaced() {
        assertThat(VisibleText.of("a\uD83Db\uDE00")).isEqualTo("a\uFFFDb\uFFFD");
        assertThat(VisibleText.of("\uD83D\uD83D\uDE00")).isEqualTo("\uFFFD😀");
    }

    @Test
    void aPileOfMarksOnOneLetterIsCutDown() {
        assertThat(VisibleText.of("e" + "\u0301".repeat(8))).isEqualTo("e" + "\u0301".repeat(8));
        assertThat(VisibleText.of("e" + "\u0301".repeat(10) + "a\u0301"))
                .isEqualTo("e" + "\u0301".repeat(8) + "\uFFFD\uFFFDa\u0301");
    }

    @Test
    void aLineHasNoNewlinesAndTabs() {
        assertThat(VisibleText.line("a\r\nb\tc\n")).isEqualTo("a b c ");
    }

    @Test
    void jsonIsEscapedAndMeansTheSame() {
        String plain = "{\"text\":\"안녕 \\u001B 😀\"}";
        assertThat(VisibleText.escaped(plain)).isEqualTo(plain);
        assertThat(VisibleText.escaped("\"\u009b31m\u202e\u007f\ud800\udb40\udc41\""))
                .isEqualTo("\"\\u009B31m\\u202E\\u007F\\uD800\\uDB40\\uDC41\"");
        String piled = "a" + "\u0301".repeat(9);
        assertThat(VisibleText.escaped(piled)).isEqualTo("a" + "\u0301".repeat(8) + "\\u0301");
    }
}
