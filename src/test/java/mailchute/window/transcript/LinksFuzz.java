package mailchute.window.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Web addresses in what is said. */
public final class LinksFuzz {

    private LinksFuzz() {}

    /** What is found is a web address, where it says that it is, and nothing is found twice. */
    public static void text(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int from = 0;
        for (Links.Link link : Links.in(text)) {
            assertThat(link.start()).isGreaterThanOrEqualTo(from);
            assertThat(link.end()).isBetween(link.start() + 1, text.length());
            assertThat(link.address().getScheme().toLowerCase(Locale.ROOT)).isIn("http", "https");
            from = link.end();
        }
    }
}
