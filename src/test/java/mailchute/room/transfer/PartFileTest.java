package mailchute.room.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PartFileTest {

    private static final String SUM = "0123456789abcdef".repeat(4);

    @TempDir
    Path root;

    private Path folder() {
        return root.resolve("not/made/yet");
    }

    @Test
    void isFoundByItsChecksumAndGoneOnWithUnderAnyName() throws Exception {
        assertThat(PartFile.lengthIn(folder(), SUM)).isEmpty();
        try (PartFile part = PartFile.open(folder(), "first.txt", SUM)) {
            part.append("12345".getBytes(UTF_8), 0, 5);
        }
        assertThat(PartFile.lengthIn(folder(), SUM)).hasValue(5);
        assertThat(PartFile.lengthIn(folder(), SUM.replace('0', 'f'))).isEmpty();
        try (PartFile part = PartFile.open(folder(), "second.txt", SUM)) {
            assertThat(part.length()).isEqualTo(5);
            try (Checksum checksum = new Checksum(part.length())) {
                assertThat(part.takeInto(checksum, taken -> true)).isTrue();
                assertThat(checksum.hex())
                        .isEqualTo("5994471abb01112afcc18159f6cc74b4f511b99806da59b3caf5a9c173cacfc5");
            }
            part.append("67".getBytes(UTF_8), 0, 2);
            assertThat(part.finish("second.txt")).hasContent("1234567");
        }
        assertThat(PartFile.lengthIn(folder(), SUM)).isEmpty();
    }

    @Test
    void twoWhoFetchTheSameDoNotWriteIntoOne() throws Exception {
        try (PartFile first = PartFile.open(folder(), "a", SUM);
                PartFile second = PartFile.open(folder(), "a", SUM)) {
            first.append(new byte[] {1}, 0, 1);
            second.append(new byte[] {2}, 0, 1);
            assertThat(Files.readAllBytes(first.finish("a"))).containsExactly(1);
            assertThat(Files.readAllBytes(second.finish("a"))).containsExactly(2);
        }
        try (Stream<Path> all = Files.list(folder())) {
            assertThat(all.map(path -> path.getFileName().toString())).containsExactlyInAnyOrder("a", "a (2)");
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS) // links are an administrator's there
    void aLinkIsNotWrittenThrough() throws Exception {
        Path target = Files.writeString(root.resolve("precious"), "mine");
        Files.createDirectories(folder());
        Files.createSymbolicLink(folder().resolve("a." + SUM + ".part"), target);
        Files.createSymbolicLink(folder().resolve("a"), root.resolve("nowhere"));
        assertThat(PartFile.lengthIn(folder(), SUM)).isEmpty();
        try (PartFile part = PartFile.open(folder(), "a", SUM)) {
            part.append(new byte[] {1}, 0, 1);
            assertThat(part.finish("a").getFileName()).hasToString("a (2)");
        }
        assertThat(target).hasContent("mine");
        assertThat(root.resolve("nowhere")).doesNotExist();
    }

    @Test
    void discardingTakesAllPartsOfTheFileAndNoOthers() throws Exception {
        PartFile.open(folder(), "a", SUM).close();
        PartFile.open(folder(), "b", SUM.replace('0', 'f')).close();
        PartFile.discardIn(folder(), SUM);
        assertThat(PartFile.lengthIn(folder(), SUM)).isEmpty();
        assertThat(PartFile.lengthIn(folder(), SUM.replace('0', 'f'))).hasValue(0);
    }
}
