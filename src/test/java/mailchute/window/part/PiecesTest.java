package mailchute.window.part;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PiecesTest {

    @Property
    void eachPieceFitsAndNothingButWhiteSpaceIsLost(
            @ForAll String text, @ForAll @IntRange(min = 4, max = 50) int most) {
        List<String> pieces = Pieces.of(text, most);

        // A lone surrogate is written as a question mark by Java and counted as three bytes here: never less.
        assertThat(pieces).allMatch(piece -> piece.getBytes(StandardCharsets.UTF_8).length <= most && !piece.isEmpty());
        assertThat(withoutSpace(String.join("", pieces))).isEqualTo(withoutSpace(text));
    }

    private static String withoutSpace(String text) {
        return text.codePoints()
                .filter(character -> !Character.isWhitespace(character))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Test
    void itIsCutAfterALineElseAfterAWordElseAnywhere() {
        assertThat(Pieces.of("one two\nthree four", 12)).containsExactly("one two", "three four");
        assertThat(Pieces.of("one two three", 9)).containsExactly("one two", "three");
        assertThat(Pieces.of("abcdefgh", 5)).containsExactly("abcde", "fgh");
        assertThat(Pieces.of("가나다", 7)).containsExactly("가나", "다");
        assertThat(Pieces.of("a😀b", 4)).containsExactly("a", "😀", "b");
    }
}
