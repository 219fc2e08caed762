package mailchute.wire;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Text of plain programs comes out as it was written, in every encoding in which it can be told. */
class PlainTextPropertiesTest {

    private static final Charset KOREAN = Charset.forName("x-windows-949");

    private static Arbitrary<String> words(Arbitrary<Character> letters) {
        return letters.list().ofMinSize(1).ofMaxSize(8).map(list -> {
            StringBuilder word = new StringBuilder();
            list.forEach(word::append);
            return word.toString();
        });
    }

    /** Syllables that Korean is written in: KS X 1001 has 2,350 of the 11,172. */
    @Provide
    Arbitrary<String> korean() {
        Arbitrary<Character> syllables = Arbitraries.chars()
                .range('가', '힣')
                .filter(c -> Charset.forName("EUC-KR").newEncoder().canEncode(c));
        return words(syllables).list().ofMinSize(1).ofMaxSize(6).map(words -> String.join(" ", words));
    }

    /** Lines that programs write: words of Latin letters with blanks between, emoji among them. */
    @Provide
    Arbitrary<String> latin() {
        Arbitrary<String> words = words(Arbitraries.chars().alpha());
        Arbitrary<String> signs = Arbitraries.of("", "!", " 😀", " 42", " é", " 한글");
        return Combinators.combine(words, words, signs).as((one, other, sign) -> one + " " + other + sign);
    }

    @Provide
    Arbitrary<String> endings() {
        return Arbitraries.of("", "\n", "\r\n", "\0", "\n\0");
    }

    @Property(tries = 500)
    void latinWithSignsComesOutOfUtf8AndUtf16(@ForAll("latin") String text, @ForAll("endings") String ending) {
        assertThat(PlainText.decode((text + ending).getBytes(UTF_8))).isEqualTo(text);
        assertThat(PlainText.decode((text + ending).getBytes(UTF_16LE))).isEqualTo(text);
    }

    @Property(tries = 500)
    void koreanComesOutOfUtf8(@ForAll("korean") String text, @ForAll("endings") String ending) {
        assertThat(PlainText.decode((text + ending).getBytes(UTF_8), KOREAN)).isEqualTo(text);
    }

    /** With a blank or an ending of two bytes, which puts a NUL between others; without, CP949 can be meant as well. */
    @Property(tries = 500)
    void koreanWithABlankComesOutOfUtf16(@ForAll("korean") String text, @ForAll("endings") String ending) {
        String line = text + " 끝";
        assertThat(PlainText.decode((line + ending).getBytes(UTF_16LE), KOREAN)).isEqualTo(line);
    }

    @Property(tries = 1000)
    void anyBytesAreSomeText(@ForAll byte[] bytes) {
        assertThat(PlainText.decode(bytes)).isNotNull();
        assertThat(PlainText.decode(bytes, KOREAN)).isNotNull();
    }
}
