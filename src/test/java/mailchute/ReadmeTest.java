package mailchute;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the README says of the tests is so. */
class ReadmeTest {

    private static final Path TESTS = Path.of("src/test/java");

    @Test
    void everyTestThatItNamesIsThere() throws Exception {
        String readme = Files.readString(Path.of("README.md"));
        Map<String, String> named = Pattern.compile("`(\\w+Test)\\.(\\w+)`")
                .matcher(readme)
                .results()
                .collect(Collectors.toMap(MatchResult::group, result -> result.group(1), (one, other) -> one));
        assertThat(named).hasSizeGreaterThan(20);
        Map<String, String> sources = sources();
        named.forEach((test, type) -> {
            String method = test.substring(test.indexOf('.') + 1, test.length() - 1);
            assertThat(sources.get(type)).as(test).contains("void " + method + "(");
        });
    }

    private static Map<String, String> sources() throws Exception {
        try (Stream<Path> all = Files.walk(TESTS)) {
            return all.filter(file -> file.toString().endsWith("Test.java"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""), content(), String::concat));
        }
    }

    private static Function<Path, String> content() {
        return file -> {
            try {
                return Files.readString(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }
}
