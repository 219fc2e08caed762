package mailchute.window.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileFolderTest {

    @TempDir
    Path folder;

    @Test
    void aFileThatIsGoneIsNotLookedFor() throws Exception {
        assertThat(FileFolder.show(folder.resolve("gone.txt"))).endsWith("gone.txt is not there any more");
    }

    @Test
    void amountsAreInTheUnitThatSuitsThem() {
        assertThat(Amounts.bytes(0)).isEqualTo("0 bytes");
        assertThat(Amounts.bytes(1)).isEqualTo("1 byte");
        assertThat(Amounts.bytes(999)).isEqualTo("999 bytes");
        assertThat(Amounts.bytes(1000)).isEqualTo("1.0 kB");
        assertThat(Amounts.bytes(999_960)).isEqualTo("1.0 MB");
        assertThat(Amounts.bytes(12_345_678_901L)).isEqualTo("12.3 GB");
        assertThat(Amounts.bytes(Long.MAX_VALUE)).endsWith(" TB");
        assertThat(Amounts.left(Duration.ZERO)).isEqualTo("1 s");
        assertThat(Amounts.left(Duration.ofSeconds(61))).isEqualTo("1 min 1 s");
        assertThat(Amounts.left(Duration.ofMinutes(125))).isEqualTo("2 h 5 min");
    }
}
