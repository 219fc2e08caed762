package mailchute.window.part;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Format;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class WordsTest {

    private static final Path MESSAGES = Path.of("assets", "messages");
    private static final Pattern USE = Pattern.compile("Words\\s*\\.of\\(\\s*\"([^\"]+)\"");
    /** Keys that are put together: what comes before the part that changes. */
    private static final Pattern FAMILY = Pattern.compile("Words\\s*\\.of\\(\\s*\"([^\"]+\\.)\"\\s*\\+");

    @AfterEach
    void english() {
        Words.speak(Locale.ENGLISH);
    }

    @Test
    void everyLanguageHasTheSameKeysWithTheSameArguments() throws Exception {
        assertThat(arguments("words_ko.properties")).isEqualTo(arguments("words.properties"));
    }

    @Test
    void everyKeyOfTheCodeIsThereAndEveryKeyThatIsThereIsUsed() throws Exception {
        TreeSet<String> used = new TreeSet<>();
        TreeSet<String> families = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src", "main", "java", "mailchute", "window"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                String code = Files.readString(file);
                FAMILY.matcher(code).results().forEach(found -> families.add(found.group(1)));
                USE.matcher(code).results().forEach(found -> used.add(found.group(1)));
            }
        }
        used.removeAll(families);
        TreeSet<String> there = new TreeSet<>(arguments("words.properties").keySet());
        assertThat(there).containsAll(used);
        assertThat(families).allMatch(family -> there.stream().anyMatch(key -> key.startsWith(family)));
        there.removeIf(key -> families.stream().anyMatch(key::startsWith));
        assertThat(used).containsAll(there);
    }

    @Test
    void noKeyIsWrittenTwice() throws Exception {
        for (String file : new String[] {"words.properties", "words_ko.properties"}) {
            assertThat(Files.readAllLines(MESSAGES.resolve(file)).stream()
                            .filter(line -> !line.startsWith("#") && line.contains("="))
                            .map(line -> line.substring(0, line.indexOf('='))))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void theLanguageThatIsSpokenCountsAndAnUnknownOneIsEnglish() {
        assertThat(Words.of("close.tip")).isEqualTo("Close this window");
        Words.speak(Locale.KOREAN);
        assertThat(Words.of("close.tip")).isEqualTo("이 창을 닫습니다");
        Words.speak(Locale.FRENCH);
        assertThat(Words.of("close.tip")).isEqualTo("Close this window");
    }

    /** Each key with the arguments that its words show. */
    private static Map<String, String> arguments(String file) throws IOException {
        Properties words = new Properties();
        try (Reader reader = Files.newBufferedReader(MESSAGES.resolve(file))) {
            words.load(reader);
        }
        Map<String, String> arguments = new TreeMap<>();
        words.forEach((key, pattern) -> {
            MessageFormat format = new MessageFormat((String) pattern);
            Format[] formats = format.getFormatsByArgumentIndex();
            Object[] shown = new Object[formats.length];
            Arrays.setAll(shown, index -> formats[index] == null ? "<" + index + ">" : 7);
            String text = format.format(shown);
            assertThat(text)
                    .as("words with key %s in %s", key, file)
                    .isNotBlank()
                    .doesNotContain("null");
            StringBuilder list = new StringBuilder();
            for (int index = 0; index < formats.length; index++) {
                list.append(text.contains("<" + index + ">") ? index + "," : formats[index] == null ? "" : index + ",");
            }
            arguments.put((String) key, list.toString());
        });
        return arguments;
    }
}
