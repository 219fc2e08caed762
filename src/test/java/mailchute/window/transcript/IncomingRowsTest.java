package mailchute.window.transcript;

import static mailchute.window.Screen.edt;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.swing.SwingUtilities;
import mailchute.window.Screen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class IncomingRowsTest {

    private final List<String> shown = Collections.synchronizedList(new ArrayList<>());
    private final List<Integer> batches = Collections.synchronizedList(new ArrayList<>());

    @Test
    void rowsFromManyThreadsArriveInOrderOfEachAndOnTheEventThread() throws Exception {
        try (IncomingRows incoming = incoming(100_000)) {
            List<Thread> threads = IntStream.range(0, 4)
                    .mapToObj(id -> new Thread(() -> {
                        for (int i = 0; i < 1_000; i++) {
                            incoming.add(TranscriptRow.system(id + " " + i));
                        }
                    }))
                    .toList();
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
            Screen.until("all shown", () -> shown.size() == 4_000);
            for (int id = 0; id < 4; id++) {
                String prefix = id + " ";
                assertThat(shown.stream()
                                .filter(text -> text.startsWith(prefix))
                                .toList())
                        .isEqualTo(IntStream.range(0, 1_000)
                                .mapToObj(i -> prefix + i)
                                .toList());
            }
            assertThat(batches).hasSizeLessThan(400);
        }
    }

    @Test
    void whatOverflowsIsCountedAndSaidWhereItIsMissing() throws Exception {
        try (IncomingRows incoming = incoming(10)) {
            whileTheEventThreadIsBusy(() -> {
                for (int i = 0; i < 1_244; i++) {
                    incoming.add(TranscriptRow.system("row " + i));
                }
            });
            Screen.until("notice shown", () -> shown.size() == 11);
            incoming.add(TranscriptRow.system("after"));
            Screen.until("all shown", () -> shown.size() == 12);
            assertThat(shown.subList(9, 12)).containsExactly("row 9", "1,234 messages not shown", "after");
        }
    }

    @Test
    void aStateComesAfterItsRowAndTheLastOneCounts() throws Exception {
        try (IncomingRows incoming = incoming(100)) {
            whileTheEventThreadIsBusy(() -> {
                incoming.updateState("m1", "sending");
                incoming.add(TranscriptRow.system("m1").withId("m1"));
                incoming.updateState("m1", "taken by all");
            });
            Screen.until("all shown", () -> shown.size() == 2);
            assertThat(shown).containsExactly("m1", "m1: taken by all");
        }
    }

    @Test
    void nothingIsShownAfterClose() throws Exception {
        IncomingRows incoming = incoming(100);
        whileTheEventThreadIsBusy(() -> {
            incoming.add(TranscriptRow.system("late"));
            incoming.close();
        });
        edt(() -> {});
        assertThat(shown).isEmpty();
    }

    @Test
    void oneMessageIsOne() {
        assertThat(IncomingRows.notShown(1)).isEqualTo("1 message not shown");
    }

    private IncomingRows incoming(int capacity) {
        return new IncomingRows(
                capacity,
                rows -> {
                    assertThat(SwingUtilities.isEventDispatchThread()).isTrue();
                    batches.add(rows.size());
                    rows.forEach(row -> shown.add(row.text()));
                },
                (id, state) -> shown.add(id + ": " + state));
    }

    private static void whileTheEventThreadIsBusy(Runnable action) throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        SwingUtilities.invokeLater(() -> {
            busy.countDown();
            try {
                go.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        });
        busy.await();
        action.run();
        go.countDown();
    }
}
