package mailchute.window.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Optional;
import mailchute.window.part.Words;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BurstTest {

    @AfterEach
    void english() {
        Words.speak(Locale.ENGLISH);
    }

    private static Burst burst(Optional<String> room, String... senders) {
        Burst burst = new Burst(room);
        for (String sender : senders) {
            burst.add(sender, "hello");
        }
        return burst;
    }

    @Test
    void aSingleMessageIsShownItselfOnOneLineAndHarmless() {
        Burst burst = new Burst(Optional.of("lobby"));
        burst.add("alice", "<html>one\ntwo\u202E" + "x".repeat(500));

        Notice notice = burst.notice();

        assertThat(notice.title()).isEqualTo("alice");
        assertThat(notice.text())
                .startsWith("<html>one two\uFFFDxxx")
                .endsWith("…")
                .hasSize(161);
    }

    @Test
    void severalAreCountedWithWhoSentThem() {
        assertThat(burst(Optional.of("lobby"), "alice", "bob", "alice").notice())
                .isEqualTo(new Notice("lobby", "3 new messages in lobby from alice, bob"));
        assertThat(burst(Optional.of("lobby"), "a", "b", "c", "d", "e").notice().text())
                .isEqualTo("5 new messages in lobby from a, b, c and 2 others");
        assertThat(burst(Optional.empty(), "alice", "alice").notice())
                .isEqualTo(new Notice("alice", "2 new messages from alice"));
    }

    @Test
    void burstsAreJoined() {
        Burst burst = burst(Optional.of("lobby"), "alice");
        burst.addAll(burst(Optional.of("lobby"), "bob", "bob"));
        assertThat(burst.count()).isEqualTo(3);
        assertThat(burst.notice().text()).isEqualTo("3 new messages in lobby from alice, bob");
    }

    @Test
    void koreanToo() {
        Words.speak(Locale.KOREAN);
        assertThat(burst(Optional.of("lobby"), "앨리스", "bob").notice().text())
                .isEqualTo("lobby 방에 앨리스, bob 님이 보낸 새 메시지 2개");
    }

    @Test
    void namesWithoutEndDoNotFillTheMemory() {
        Burst burst = new Burst(Optional.of("lobby"));
        for (int i = 0; i < 5_000; i++) {
            burst.add("s" + i, "x");
        }
        assertThat(burst.count()).isEqualTo(5_000);
        assertThat(burst.notice().text()).startsWith("5,000 new messages in lobby from s0, s1, s2 and ");
    }
}
