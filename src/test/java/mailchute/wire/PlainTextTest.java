package mailchute.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "ab", "abc", "hello, world", "안녕하세요", "안녕!", "안", "größe", "日本語", "두 마디 말"})
    void utf8AndUtf16AreToldApartWithAndWithoutAnEnding(String text) {
        for (String ending : new String[] {"", "\n", "\r\n", "\0", "\n\0"}) {
            assertThat(PlainText.decode((text + ending).getBytes(StandardCharsets.UTF_8)))
                    .as("UTF-8 with %d signs of ending", ending.length())
                    .isEqualTo(text);
        }
        for (String ending : new String[] {"", "\n", "\r\n", "\0"}) {
            assertThat(PlainText.decode((text + ending).getBytes(StandardCharsets.UTF_16LE)))
                    .as("UTF-16LE with %d signs of ending", ending.length())
                    .isEqualTo(text);
        }
    }

    @Test
    void aKoreanAnsiProgramIsRead() {
        byte[] bytes = "빌드 끝났습니다\n".getBytes(Charset.forName("x-windows-949"));
        String read = PlainText.decode(bytes);
        String system = System.getProperty("sun.jnu.encoding");
        if (system.equals("UTF-8") || system.equals("MS949")) {
            assertThat(read).isEqualTo("빌드 끝났습니다");
        } else {
            // Another code page gives other letters, but never an error.
            assertThat(read).isNotEmpty();
        }
    }

    @Test
    void byteOrderMarksAreNotPartOfTheText() {
        assertThat(PlainText.decode("\uFEFFhi".getBytes(StandardCharsets.UTF_8))).isEqualTo("hi");
        assertThat(PlainText.decode("\uFEFFhi".getBytes(StandardCharsets.UTF_16LE))).isEqualTo("hi");
    }
}
