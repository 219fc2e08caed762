package mailchute.ipc.win32;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class CommandLineTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "plain,            plain",
                "a b,              \"a b\"",
                "``,               \"\"",
                "say \"hi\",       \"say \\\"hi\\\"\"",
                "C:\\dir\\,        C:\\dir\\",
                "C:\\my dir\\,     \"C:\\my dir\\\\\"",
                "C:\\my dir\\\\,   \"C:\\my dir\\\\\\\\\"",
                "a\\\"b,           \"a\\\\\\\"b\"",
                "\\\\host\\share,  \\\\host\\share",
                "한 글,             \"한 글\""
            })
    void anArgumentIsQuotedAsTheManualSays(String argument, String quoted) {
        assertThat(CommandLine.of("p.exe", List.of(argument))).isEqualTo("\"p.exe\" " + quoted);
    }

    @Test
    void whateverAnArgumentHoldsItArrives() {
        Random random = new Random(7);
        String alphabet = "a \t\"\\\\\\\"\n\u00a0^%|&<>'*?한😀";
        for (int i = 0; i < 20_000; i++) {
            List<String> arguments = new ArrayList<>();
            for (int n = random.nextInt(4); n >= 0; n--) {
                StringBuilder argument = new StringBuilder();
                for (int length = random.nextInt(8); length > 0; length--) {
                    argument.append(alphabet.charAt(random.nextInt(alphabet.length())));
                }
                arguments.add(argument.toString());
            }
            String line = CommandLine.of("C:\\Program Files\\x\\p.exe", arguments);
            List<String> all = new ArrayList<>(List.of("C:\\Program Files\\x\\p.exe"));
            all.addAll(arguments);
            assertThat(parsed(line)).as(line).isEqualTo(all);
        }
    }

    /** {@code CommandLineToArgvW} as its documentation puts it. */
    static List<String> parsed(String line) {
        List<String> words = new ArrayList<>();
        int end = line.indexOf('"', 1);
        words.add(line.substring(1, end));
        int i = end + 1;
        while (true) {
            while (i < line.length() && (line.charAt(i) == ' ' || line.charAt(i) == '\t')) {
                i++;
            }
            if (i == line.length()) {
                return words;
            }
            StringBuilder word = new StringBuilder();
            boolean quoted = false;
            for (; i < line.length(); i++) {
                char c = line.charAt(i);
                if (!quoted && (c == ' ' || c == '\t')) {
                    break;
                }
                int backslashes = 0;
                while (i < line.length() && line.charAt(i) == '\\') {
                    backslashes++;
                    i++;
                }
                boolean quote = i < line.length() && line.charAt(i) == '"';
                word.append("\\".repeat(quote ? backslashes / 2 : backslashes));
                if (quote && backslashes % 2 == 1) {
                    word.append('"');
                } else if (quote) {
                    quoted = !quoted;
                } else if (backslashes > 0) {
                    i--;
                } else {
                    word.append(c);
                }
            }
            words.add(word.toString());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "C:\\jre\\bin\\java,      C:\\jre\\bin\\java.exe",
        "C:\\jre\\bin\\java.exe,  C:\\jre\\bin\\java.exe",
        "C:/jre-17.0/bin/java,    C:/jre-17.0/bin/java.exe",
        "C:\\old.com,             C:\\old.com"
    })
    void aProgramWithoutExtensionIsAnExe(String program, String path) {
        assertThat(ChildStart.withExtension(program)).isEqualTo(path);
    }
}
