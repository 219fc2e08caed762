package mailchute.room.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.file.Path;

/** What a classic client asks a shared folder for. */
public final class ShareFuzz {

    private static final Charset KOREAN = Charset.forName("MS949");
    private static final Path FOLDER = Path.of("shared").toAbsolutePath();

    private ShareFuzz() {}

    /** It is refused, or leads to a file below the folder. */
    public static void request(byte[] bytes) {
        FileRequest request = FileRequest.read(bytes, KOREAN);
        FileName.steps(request.name()).ifPresent(steps -> {
            assertThat(steps).isNotEmpty().doesNotContain("", ".", "..");
            Path file = FOLDER;
            for (String step : steps) {
                assertThat(step).doesNotContain("/", "\\", "\0");
                file = file.resolve(step);
            }
            assertThat(file.normalize()).isEqualTo(file);
            assertThat(file.startsWith(FOLDER)).isTrue();
        });
    }
}
