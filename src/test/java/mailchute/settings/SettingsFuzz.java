package mailchute.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The settings file, which anyone may have written, and the desktop's own. */
public final class SettingsFuzz {

    private static Path scratch;

    private SettingsFuzz() {}

    /** It is broken, or gives settings; those are written as a text that gives the same. */
    public static void settings(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        KeyedText keyed;
        try {
            keyed = KeyedText.of(text);
        } catch (BrokenTextException refused) {
            return;
        }
        Settings settings = Settings.of(keyed, (key, value) -> {});
        StringBuilder written = new StringBuilder();
        settings.texts()
                .forEach((key, value) -> value.ifPresent(
                        v -> written.append(key).append(" = ").append(v).append('\n')));
        try {
            assertThat(Settings.of(KeyedText.of(written.toString()), (key, value) -> {
                        throw new AssertionError("not understood again: " + key + " = " + value);
                    }))
                    .isEqualTo(settings);
        } catch (BrokenTextException e) {
            throw new AssertionError("written as " + written, e);
        }
    }

    /** {@code user-dirs.dirs}: an absolute folder comes of anything. */
    public static void downloads(byte[] bytes) {
        try {
            if (scratch == null) {
                scratch = Files.createTempFile("mailchute-fuzz", ".dirs");
                scratch.toFile().deleteOnExit();
            }
            Files.write(scratch, bytes);
            Path folder = DownloadFolder.in(scratch, Path.of("home").toAbsolutePath());
            // Windows' desktop has no such file, and a drive before what is absolute.
            assertThat(folder.isAbsolute() || File.separatorChar == '\\').isTrue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
