package mailchute.window.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class LinksTest {

    private static List<String> in(String text) {
        return Links.in(text).stream()
                .map(link -> text.substring(link.start(), link.end()))
                .toList();
    }

    @Test
    void addressesAreFoundAndASentencesPunctuationIsNotPartOfThem() {
        assertThat(in("see http://a.example/b?c=d#e, or (https://x.example/y_(z)). HTTPS://UP.example!"))
                .containsExactly("http://a.example/b?c=d#e", "https://x.example/y_(z)", "HTTPS://UP.example");
        assertThat(in("주소는 https://한국.example/길 입니다")).containsExactly("https://한국.example/길");
        assertThat(in("[https://a.example/[1]]")).isEmpty(); // brackets are no part of a path
    }

    @Test
    void nothingButTheWebIsALink() {
        assertThat(in("file:///etc/passwd javascript:alert(1) \\\\server\\share ftp://a.example xhttp://a.example"))
                .isEmpty();
        assertThat(in("http:// https:/// http://")).isEmpty();
    }

    @Test
    void whatCouldActUnseenEndsAnAddress() {
        assertThat(in("https://a.example/\u202egpj.exe")).containsExactly("https://a.example/");
        assertThat(in("https://a.example/\u200bb")).containsExactly("https://a.example/");
        assertThat(in("https://a.example/\u0000b")).containsExactly("https://a.example/");
    }

    @Provide
    static Arbitrary<String> wordsAndPieces() {
        Arbitrary<String> pieces = Arbitraries.of(
                "http://",
                "https://",
                "HTTP://",
                "a.example",
                "/",
                "(",
                ")",
                "[",
                "]",
                " ",
                ".",
                "@",
                ":",
                "%",
                "İ",
                "😀",
                "\uD800");
        return Arbitraries.oneOf(pieces, Arbitraries.strings().ofMaxLength(4))
                .list()
                .ofMaxSize(20)
                .map(list -> String.join("", list));
    }

    @Property
    void anyTextIsSearchedAndEachAddressIsOfTheWebAndWhereItIsSaidToBe(@ForAll("wordsAndPieces") String text) {
        int end = 0;
        for (Links.Link link : Links.in(text)) {
            assertThat(link.start()).isGreaterThanOrEqualTo(end);
            end = link.end();
            assertThat(link.address().toString()).isEqualTo(text.substring(link.start(), link.end()));
            assertThat(link.address().getScheme()).matches("(?i)https?");
            assertThat(link.address().getRawAuthority()).isNotEmpty();
        }
    }
}
