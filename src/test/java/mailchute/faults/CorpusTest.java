package mailchute.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** What was ever fed to those who read from outside, or has ever broken one, is fed to them again. */
@Tag("faults")
class CorpusTest {

    /** A folder for each target; an input that a fuzzer breaks something with is kept here. */
    static final Path CORPUS = Path.of("src/test/resources/corpus");

    static Stream<Path> inputsOf(String target) throws IOException {
        Path folder = CORPUS.resolve(target);
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList().stream();
        }
    }

    @TestFactory
    Stream<DynamicTest> everyTargetTakesWhatIsKeptForIt() {
        return FuzzTargets.ALL.entrySet().stream()
                .map(target -> DynamicTest.dynamicTest(target.getKey(), () -> {
                    for (Path input : inputsOf(target.getKey()).toList()) {
                        try {
                            target.getValue().take(Files.readAllBytes(input));
                        } catch (RuntimeException | Error e) {
                            throw new AssertionError(input.toString(), e);
                        }
                    }
                }));
    }
}
