package mailchute.room.share;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a client writes, it names a file below the folder or nothing. */
class RequestPropertiesTest {

    @Provide
    Arbitrary<String> names() {
        Arbitrary<String> parts = Arbitraries.of(
                "..", ".", "", "/", "\\", "C:", "CON", "con", "NUL.txt", "a", "b.txt", ":s", " ", "COM1", "한", "..\\",
                "../");
        return Arbitraries.oneOf(
                parts.list().ofMaxSize(6).map(list -> String.join("", list)),
                parts.list().ofMaxSize(6).map(list -> String.join("/", list)),
                Arbitraries.strings().all().ofMaxLength(30));
    }

    @Property(tries = 3000)
    void aNameThatIsTakenStaysBelowTheFolder(@ForAll("names") String name) {
        FileName.steps(name).ifPresent(steps -> {
            assertThat(steps).isNotEmpty().allSatisfy(step -> {
                assertThat(step).isNotEmpty().isNotIn(".", "..").doesNotContain("/", "\\", ":", "\0");
                assertThat(step.toUpperCase(Locale.ROOT)).isNotIn("CON", "NUL", "AUX", "PRN", "COM1");
            });
            Path folder = Path.of("/shared");
            try {
                Path file = folder.resolve(String.join("/", steps)).normalize();
                assertThat(file.startsWith(folder) && !file.equals(folder))
                        .as(name)
                        .isTrue();
            } catch (InvalidPathException noFileCanHaveIt) {
                assertThat(name).isNotEmpty();
            }
        });
    }

    @Provide
    Arbitrary<String> fileNames() {
        return Arbitraries.strings().alpha().ofMinLength(2).ofMaxLength(12).map(stem -> stem + ".txt");
    }

    @Property(tries = 500)
    void aNameComesOutAsItWentInWithEitherClient(@ForAll("fileNames") String name) {
        for (Charset charset : new Charset[] {UTF_8, UTF_16LE}) {
            for (String ending : new String[] {"", "\0", "\r\n"}) {
                FileRequest classic = FileRequest.read((name + ending).getBytes(charset), UTF_8);
                assertThat(classic.name()).isEqualTo(name);
                assertThat(classic.wantsSize()).isFalse();
            }
            FileRequest ours = FileRequest.read(FileRequest.write(name, charset), UTF_8);
            assertThat(ours.name()).isEqualTo(name);
            assertThat(ours.wantsSize()).isTrue();
        }
    }

    @Property(tries = 1000)
    void anyBytesAreSomeRequest(@ForAll byte[] bytes) {
        assertThat(FileRequest.read(bytes, UTF_8).name()).isNotNull();
        assertThat(FileAnswer.read(bytes)).isNotNull();
    }
}
