package mailchute.ipc.win32;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Command lines and environment blocks are taken apart again to what went in, by rules written down here once more. */
class QuotingPropertiesTest {

    @Provide
    Arbitrary<List<String>> arguments() {
        Arbitrary<String> tricky = Arbitraries.strings()
                .withChars('"', '\\', ' ', '\t', '\n', 'a', '%', '^', '&', '|', '\'', '$', '*', '-', '한', '\u00a0')
                .ofMaxLength(12);
        Arbitrary<String> any = Arbitraries.strings().all().excludeChars('\0').ofMaxLength(20);
        return Arbitraries.oneOf(tricky, any).list().ofMaxSize(6);
    }

    @Property(tries = 2000)
    void argumentsComeOutOfACommandLineAsTheyWentIn(@ForAll("arguments") List<String> arguments) {
        String line = CommandLine.of("C:\\Program Files\\x.exe", arguments);
        List<String> apart = apart(line);
        assertThat(apart.get(0)).isEqualTo("C:\\Program Files\\x.exe");
        assertThat(apart.subList(1, apart.size())).isEqualTo(arguments);
    }

    /** As the manual of CommandLineToArgvW has it. */
    private static List<String> apart(String line) {
        List<String> words = new ArrayList<>();
        int close = line.indexOf('"', 1);
        words.add(line.substring(1, close));
        StringBuilder word = null;
        boolean quoted = false;
        int i = close + 1;
        while (i < line.length()) {
            char c = line.charAt(i);
            if (c == '\\') {
                int end = i;
                while (end < line.length() && line.charAt(end) == '\\') {
                    end++;
                }
                int count = end - i;
                word = word == null ? new StringBuilder() : word;
                boolean beforeQuote = end < line.length() && line.charAt(end) == '"';
                word.append("\\".repeat(beforeQuote ? count / 2 : count));
                i = end;
                if (beforeQuote && count % 2 == 1) {
                    word.append('"');
                    i++;
                }
            } else if (c == '"') {
                word = word == null ? new StringBuilder() : word;
                if (quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                    word.append('"');
                    i++;
                }
                quoted = !quoted;
                i++;
            } else if ((c == ' ' || c == '\t') && !quoted) {
                if (word != null) {
                    words.add(word.toString());
                    word = null;
                }
                i++;
            } else {
                word = word == null ? new StringBuilder() : word;
                word.append(c);
                i++;
            }
        }
        if (word != null) {
            words.add(word.toString());
        }
        return words;
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings()
                .withCharRange('A', 'Z')
                .withChars('a', '_', '(', '한', '9')
                .ofMinLength(1)
                .ofMaxLength(6);
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.strings().all().excludeChars('\0').ofMaxLength(20);
    }

    @Property(tries = 1000)
    void variablesComeOutOfAnEnvironmentBlockAsTheyWentIn(
            @ForAll("names") String kept,
            @ForAll("names") String changed,
            @ForAll("names") String removed,
            @ForAll("values") String one,
            @ForAll("values") String other) {
        String block = EnvironmentBlock.of(
                List.of("=C:=C:\\x", kept + "=" + one, changed + "=before", removed + "=gone"),
                Map.of(changed + "2", Optional.of(other), removed, Optional.empty()));
        assertThat(block).endsWith("\0\0");
        Map<String, String> expected = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        expected.put("=C:", "C:\\x");
        expected.put(kept, one);
        expected.put(changed, "before");
        expected.put(changed + "2", other);
        expected.remove(removed);
        Map<String, String> read = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String entry : block.substring(0, block.length() - 2).split("\0", -1)) {
            int equals = entry.indexOf('=', 1);
            assertThat(read.put(entry.substring(0, equals), entry.substring(equals + 1)))
                    .as("twice: " + entry)
                    .isNull();
        }
        assertThat(read).isEqualTo(expected);
    }

    @Property(tries = 200)
    void aNameThatIsNoneIsRefused(@ForAll("names") String name) {
        for (String bad : List.of("", name + "=x", name + "\0")) {
            assertThatThrownBy(() -> EnvironmentBlock.of(List.of(), Map.of(bad, Optional.of("v"))))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> EnvironmentBlock.of(List.of(), Map.of(name, Optional.of("v\0w"))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
