package mailchute.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class DownloadFolderTest {

    @TempDir
    Path folder;

    private Path named(String line) throws Exception {
        Path file = folder.resolve("user-dirs.dirs");
        Files.writeString(file, "# written by xdg-user-dirs-update\nXDG_DESKTOP_DIR=\"$HOME/Desktop\"\n" + line + "\n");
        return DownloadFolder.in(file, Path.of("/home/alice"));
    }

    @Test
    void isWhatTheDesktopHasWrittenDown() throws Exception {
        assertThat(named("XDG_DOWNLOAD_DIR=\"$HOME/받은 파일\"")).isEqualTo(Path.of("/home/alice/받은 파일"));
        assertThat(named("XDG_DOWNLOAD_DIR=\"/data/down\\\\loads \\\"x\\\"\""))
                .isEqualTo(Path.of("/data/down\\loads \"x\""));
    }

    @Test
    void isDownloadsWhereNothingUsableIsWritten() throws Exception {
        Path usual = Path.of("/home/alice/Downloads");
        assertThat(named("#XDG_DOWNLOAD_DIR=\"$HOME/no\"")).isEqualTo(usual);
        assertThat(named("XDG_DOWNLOAD_DIR=\"relative\"")).isEqualTo(usual);
        assertThat(DownloadFolder.in(folder.resolve("none"), Path.of("/home/alice")))
                .isEqualTo(usual);
        Path file = Files.write(
                folder.resolve("other"), "XDG_DOWNLOAD_DIR=\"$HOME/é\"".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(DownloadFolder.in(file, Path.of("/home/alice"))).isEqualTo(usual);
    }
}
