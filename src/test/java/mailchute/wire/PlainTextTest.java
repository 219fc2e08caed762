package mailchute.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {

    private static final Charset MS949 = Charset.forName("MS949");

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private static String korean(byte[] bytes) {
        return PlainText.decode(bytes, MS949);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "ab",
                "abc",
                "hello, world",
                "안녕하세요",
                "안녕!",
                "안",
                "가",
                "강",
                "각각",
                "größe",
                "日本語",
                "두 마디 말",
                "😀",
                "좋아요😀",
                "ok 😀",
                "да",
                "Привет",
                "日本",
                "ひらがな"
            })
    void utf8AndUtf16AreToldApartWithAndWithoutAnEnding(String text) {
        for (String ending : new String[] {"", "\n", "\r\n", "\0", "\n\0"}) {
            assertThat(korean((text + ending).getBytes(StandardCharsets.UTF_8)))
                    .as("UTF-8 with %d signs of ending", ending.length())
                    .isEqualTo(text);
        }
        // In UTF-16LE and without a newline ひらがな are the letters r0 and so on.
        boolean ascii = text.equals("ひらがな");
        for (String ending : ascii ? new String[] {"\n", "\r\n"} : new String[] {"", "\n", "\r\n", "\0"}) {
            assertThat(korean((text + ending).getBytes(StandardCharsets.UTF_16LE)))
                    .as("UTF-16LE with %d signs of ending", ending.length())
                    .isEqualTo(text);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"빌드 끝났습니다", "가", "강", "강강", "안녕", "가나다라", "값", "한글 abc 한글", "똠방각하", "궰 abc", "이제 끝!"})
    void aKoreanAnsiProgramIsRead(String text) {
        for (String ending : new String[] {"", "\n", "\r\n", "\0", "\n\0"}) {
            assertThat(korean((text + ending).getBytes(MS949)))
                    .as("CP949 with %d signs of ending", ending.length())
                    .isEqualTo(text);
        }
    }

    /** What programs were seen to write, byte for byte. */
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "61 62 0a                       | ab",
                "61 00 62 00 0a 00              | ab",
                "61 62 0d 0a                    | ab",
                "61 62 0a 00                    | ab",
                "61 62 00                       | ab",
                "61 00                          | a",
                "0a 00                          | ''",
                "0d 0a                          | ''",
                "48 c5 55 b1                    | 안녕",
                "48 c5 55 b1 0a 00              | 안녕",
                "00 ac                          | 가",
                "b0 a1 0a                       | 가",
                "b0 ad                          | 강",
                "be c8 b3 e7 0a                 | 안녕",
                "ec 95 88 eb 85 95 0a           | 안녕",
                "3d d8 00 de                    | 😀",
                "3d d8 00 de 0a 00              | 😀",
                "f0 9f 98 80 0a                 | 😀",
                "34 04 30 04                    | да",
                "42 30 44 30 0a 00              | あい",
                "ff fe 48 c5                    | 안",
                "ef bb bf ec 95 88              | 안",
            })
    void bytesOfProgramsAreRead(String hex, String text) {
        assertThat(korean(bytes(hex))).isEqualTo(text);
    }

    /** What fgets with a small buffer leaves of a long line. */
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "ec 95 88 eb 85                 | 안\uFFFD",
                "ec 95 88 eb                    | 안\uFFFD",
                "95 88 eb 85 95 0a              | \uFFFD녕",
                "88 eb 85 95 ed 95              | \uFFFD녕\uFFFD",
                "f0 9f 98 80 f0 9f 98           | 😀\uFFFD",
                "98 80 ec 95 88 0a              | \uFFFD안",
                "61 62 be                       | ab\uFFFD",
                "c8 b3 e7 0a                    | \uFFFD녕",
                "48 c5 55 b1 3d d8              | 안녕\uFFFD",
                "00 de 48 c5 0a 00              | \uFFFD안",
                "61 00 62 00 63                 | abc",
            })
    void halfACharacterCostsThatCharacterAlone(String hex, String text) {
        assertThat(korean(bytes(hex))).isEqualTo(text.replace("\\uFFFD", "\uFFFD"));
    }

    @Test
    void piecesOf49BytesKeepEveryWholeCharacter() {
        String line = "긴 줄은 여러 조각으로 나뉘어 옵니다. 조각은 글자 가운데에서 끝나기도 합니다. ".repeat(6);
        for (Charset charset : new Charset[] {StandardCharsets.UTF_8, MS949}) {
            byte[] all = line.getBytes(charset);
            StringBuilder read = new StringBuilder();
            for (int at = 0; at < all.length; at += 49) {
                read.append(korean(Arrays.copyOfRange(all, at, Math.min(all.length, at + 49))));
            }
            String[] parts = read.toString().split("\uFFFD+");
            int from = 0;
            for (String part : parts) {
                assertThat(line.indexOf(part, from))
                        .as("%s in %s", part, charset)
                        .isNotNegative();
                from = line.indexOf(part, from) + part.length();
            }
            int most = all.length / 49 + 1;
            assertThat(read.toString().replace("\uFFFD", "").length())
                    .as(charset.name())
                    .isGreaterThanOrEqualTo(line.length() - most);
        }
    }

    @Test
    void anotherCodePageIsReadWhereItIsNamed() {
        byte[] bytes = "Größe: 5 €\n".getBytes(Charset.forName("windows-1252"));
        assertThat(PlainText.decode(bytes, Charset.forName("windows-1252"))).isEqualTo("Größe: 5 €");
        bytes = "日本語です\n".getBytes(Charset.forName("windows-31j"));
        assertThat(PlainText.decode(bytes, Charset.forName("windows-31j"))).isEqualTo("日本語です");
    }

    @Test
    void aCodePageHasANameOrANumber() {
        assertThat(PlainText.codePage("MS949"))
                .isEqualTo(PlainText.codePage("949"))
                .isEqualTo(MS949);
        assertThat(PlainText.codePage("1252").name()).isEqualTo("windows-1252");
        assertThat(PlainText.codePage("932").name()).isEqualTo("windows-31j");
        assertThat(PlainText.codePage("437").name()).isEqualTo("IBM437");
        assertThat(PlainText.codePage("65001")).isEqualTo(StandardCharsets.UTF_8);
        for (String none : new String[] {"", "no such", "12345", "x\u202e", "-"}) {
            assertThatThrownBy(() -> PlainText.codePage(none)).isInstanceOf(BadNameException.class);
        }
    }

    @Test
    void byteOrderMarksAreNotPartOfTheText() {
        assertThat(PlainText.decode("\uFEFFhi".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("hi");
        assertThat(PlainText.decode("\uFEFFhi".getBytes(StandardCharsets.UTF_16LE)))
                .isEqualTo("hi");
    }

    @Test
    void anyBytesGiveSomeText() {
        Random random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(12)];
            random.nextBytes(bytes);
            assertThat(korean(bytes)).isNotNull();
            assertThat(PlainText.decode(bytes, StandardCharsets.UTF_16LE)).isNotNull();
        }
    }
}
