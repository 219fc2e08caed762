package mailchute.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything that reads from outside is fuzzed by Jazzer, in a process of its own, from the kept corpus on: all of it together
 * for a short while, or one after the other ({@code launch/test --faults}, and {@code --fuzz} for how many seconds each).
 */
@Tag("faults")
@Tag("not-on-wine") // the fuzzer watches the same classes there
@Timeout(value = 6, unit = TimeUnit.HOURS)
class FuzzTest {

    private static final int SECONDS = Integer.getInteger("mailchute.faults.fuzz", 30);

    /** In every run of the tests the same inputs are tried: what nobody has changed does not fail by chance. */
    private static final List<String> EVERY_TIME = List.of("-seed=1", "-runs=2000");

    private static final List<String> WHOLE =
            List.of("-seed=" + (Faults.SEED & 0x7FFF_FFFF), "-max_total_time=" + SECONDS);

    /** No target: the first byte of an input chooses. */
    private static final String TOGETHER = "all";

    @TempDir
    private Path folder;

    static Stream<String> targets() {
        return Faults.WHOLE ? FuzzTargets.ALL.keySet().stream() : Stream.of(TOGETHER);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("targets")
    void nothingThatComesFromOutsideBreaksWhoReadsIt(String target) throws Exception {
        Path corpus = Files.createDirectory(folder.resolve("corpus"));
        Path found = Files.createDirectory(folder.resolve("found"));
        for (String each : FuzzTargets.ALL.keySet()) {
            for (Path input : CorpusTest.inputsOf(each).toList()) {
                Path copy = corpus.resolve(each + "-" + input.getFileName());
                if (target.equals(TOGETHER)) {
                    Files.write(copy, FuzzTargets.chosenByFirstByte(each, Files.readAllBytes(input)));
                } else if (target.equals(each)) {
                    Files.copy(input, copy, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        Path log = folder.resolve("log");
        int status = run(target, corpus, found, log);
        List<String> inputs = keep(target, found);
        assertThat(inputs)
                .as("inputs that break something, kept below %s%n%s", CorpusTest.CORPUS, said(log))
                .isEmpty();
        assertThat(status).as("the fuzzer's status%n%s", said(log)).isZero();
        assertThat(said(log)).contains("Done ");
    }

    private int run(String target, Path corpus, Path found, Path log) throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> command = new ArrayList<>(List.of(
                java.toString(),
                "-Xmx512m",
                "-Dmailchute.fuzz.target=" + (target.equals(TOGETHER) ? "" : target),
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + FuzzTargets.class.getName(),
                "--instrumentation_includes=mailchute.**",
                "--custom_hook_includes=mailchute.**",
                "--reproducer_path=" + found,
                "-artifact_prefix=" + found + File.separator,
                "-timeout=20",
                // What the kernel says of its memory counts that of the process which started it; -Xmx is the limit.
                "-rss_limit_mb=0"));
        command.addAll(Faults.WHOLE ? WHOLE : EVERY_TIME);
        command.add(corpus.toString());
        Process fuzzer = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            return fuzzer.waitFor();
        } finally {
            fuzzer.destroyForcibly();
        }
    }

    /** A crash becomes part of the corpus, and so a test. */
    private static List<String> keep(String target, Path found) throws IOException {
        List<Path> inputs;
        try (Stream<Path> files = Files.list(found)) {
            inputs = files.filter(file -> file.getFileName().toString().matches("(crash|timeout|oom|slow-unit)-.*"))
                    .toList();
        }
        for (Path input : inputs) {
            byte[] bytes = Files.readAllBytes(input);
            String of = target.equals(TOGETHER) ? FuzzTargets.targetOf(bytes) : target;
            byte[] own = target.equals(TOGETHER) ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
            Files.write(CorpusTest.CORPUS.resolve(of).resolve(input.getFileName()), own);
        }
        return inputs.stream()
                .map(input -> input.getFileName() + " " + base64(input))
                .collect(Collectors.toList());
    }

    private static String base64(Path input) {
        try {
            return Base64.getEncoder().encodeToString(Files.readAllBytes(input));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static String said(Path log) throws IOException {
        return Files.readString(log);
    }
}
