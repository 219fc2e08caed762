package mailchute.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import mailchute.ipc.ProcessEntry;
import mailchute.ipc.ProcessIdentity;
import mailchute.ipc.User;
import org.junit.jupiter.api.Test;

class ListingTest {

    private final Listing listing = new Listing("pid", "name", "user")
            .row(7L, "init", Optional.of("root"))
            .row(4711L, "메일", Optional.empty());

    @Test
    void columnsAreAlignedAndNumbersStandAtTheRight() {
        assertThat(listing.lines(false)).containsExactly(" pid  name  user", "   7  init  root", "4711  메일  -");
    }

    @Test
    void jsonHoldsTheSameValuesWithTheirTypes() {
        assertThat(listing.lines(true))
                .containsExactly(
                        "[",
                        "  {\"pid\":7,\"name\":\"init\",\"user\":\"root\"},",
                        "  {\"pid\":4711,\"name\":\"메일\",\"user\":null}",
                        "]");
        assertThat(new Listing("a").lines(true)).containsExactly("[", "]");
        assertThat(new Listing("a", "b").row(OptionalLong.empty(), true).lines(true))
                .contains("  {\"a\":null,\"b\":true}");
    }

    @Test
    void whatWindowsDoesNotTellOfAProcessIsLeftOut() {
        ProcessEntry secret = new ProcessEntry(new ProcessIdentity(4, 0, Instant.EPOCH), 0, "System", new User("", ""));
        assertThat(ProcessList.listing(List.of(secret)).lines(true).get(1))
                .isEqualTo("  {\"pid\":4,\"parent\":0,\"name\":\"System\",\"started\":null,\"user\":null}");
    }

    @Test
    void textFromOutsideStaysOnItsLine() {
        assertThat(new Listing("name").row("a\u001b[31m\nb").lines(false)).containsExactly("name", "a␛[31m b");
        assertThat(new Listing("name").row("a\u001b\nb\"").lines(true)).contains("  {\"name\":\"a\\u001B\\nb\\\"\"}");
        assertThat(new Listing("name").row("\u009b31m\u202e").lines(true))
                .contains("  {\"name\":\"\\u009B31m\\u202E\"}");
    }
}
