package mailchute.room.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import mailchute.room.share.FileName;

/** The name that an offered file claims. */
public final class FileNameFuzz {

    private FileNameFuzz() {}

    /** It names one file in its folder, on every system, and does nothing by itself. */
    public static void offered(byte[] bytes) {
        String claimed = new String(bytes, StandardCharsets.UTF_8);
        String name = SafeName.of(claimed);
        isSafe(name);
        isSafe(SafeName.numbered(name, 2));
        assertThat(SafeName.of(name)).as("of %s", claimed).isEqualTo(name);
    }

    private static void isSafe(String name) {
        assertThat(name)
                .isNotEmpty()
                .doesNotContain("/", "\\", ":", "\0")
                .doesNotStartWith(".")
                .doesNotEndWith(".")
                .doesNotEndWith(" ");
        assertThat(FileName.isDevice(name)).isFalse();
        assertThat(name.getBytes(StandardCharsets.UTF_8).length).isLessThan(200);
        assertThat(name.chars().noneMatch(Character::isISOControl)).isTrue();
    }
}
