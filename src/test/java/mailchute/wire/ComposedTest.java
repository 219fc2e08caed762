package mailchute.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import org.junit.jupiter.api.Test;

/** What is left to Unicode's tables, and what needs none. */
class ComposedTest {

    @Test
    void everyCharacterBeforeTheFirstMarkIsComposedBesideAnyOther() {
        StringBuilder all = new StringBuilder();
        for (char first = 0; first < '\u0300'; first++) {
            for (char second : new char[] {'a', 'e', ' ', '\u00E9', '\u02C7', first}) {
                all.append(first).append(second);
            }
        }
        assertThat(Composed.of(all)).isEqualTo(Normalizer.normalize(all, Normalizer.Form.NFC));
    }

    @Test
    void marksAndLettersThatBelongTogetherBecomeOne() {
        assertThat(Composed.of("cafe\u0301")).isEqualTo("caf\u00E9");
        assertThat(Composed.of("\u1112\u1161\u11AB")).isEqualTo("\uD55C");
        assertThat(Composed.of(new StringBuilder("\u212B"))).isEqualTo("\u00C5");
        assertThat(Composed.of("")).isEmpty();
    }
}
