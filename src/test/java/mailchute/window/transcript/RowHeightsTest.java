package mailchute.window.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class RowHeightsTest {

    @Test
    void agreeWithAPlainSumWhileTheRingGoesRound() {
        Random random = new Random(7);
        int capacity = 37;
        RowHeights heights = new RowHeights(capacity);
        Deque<Integer> plain = new ArrayDeque<>();
        long first = 0;
        for (long row = 0; row < 500; row++) {
            if (plain.size() == capacity) {
                plain.removeFirst();
                heights.dropBefore(++first);
            }
            int height = 1 + random.nextInt(50);
            plain.addLast(height);
            heights.set(row, height);
            long top = 0;
            long each = first;
            for (int expected : plain) {
                assertThat(heights.height(each)).isEqualTo(expected);
                assertThat(heights.top(each)).isEqualTo(top);
                assertThat(heights.rowAt(top)).isEqualTo(each);
                assertThat(heights.rowAt(top + expected - 1)).isEqualTo(each);
                top += expected;
                each++;
            }
            assertThat(heights.total()).isEqualTo(top);
        }
    }

    @Test
    void canAllBeSetAtOnce() {
        RowHeights heights = new RowHeights(10);
        for (long row = 0; row < 14; row++) {
            heights.dropBefore(Math.max(0, row - 9));
            heights.set(row, 5);
        }
        heights.setAll(4, 14, row -> (int) row);
        assertThat(heights.total()).isEqualTo(4 + 5 + 6 + 7 + 8 + 9 + 10 + 11 + 12 + 13);
        assertThat(heights.top(6)).isEqualTo(9);
        assertThat(heights.rowAt(heights.total() - 1)).isEqualTo(13);
    }
}
