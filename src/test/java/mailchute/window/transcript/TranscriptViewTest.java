package mailchute.window.transcript;

import static mailchute.window.Screen.edt;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Point;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.swing.JScrollPane;
import javax.swing.JViewport;
import mailchute.window.Screen;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TranscriptViewTest {

    private static final int CAPACITY = 300;

    private TranscriptView view;
    private JScrollPane pane;
    private Screen screen;

    @BeforeEach
    void show() {
        screen = Screen.showing(
                () -> {
                    view = new TranscriptView(CAPACITY);
                    pane = view.inScrollPane();
                    return pane;
                },
                500,
                400);
    }

    @AfterEach
    void close() {
        screen.close();
    }

    @Test
    void sticksToTheNewestRowWhenItWasThere() {
        append(0, 100);
        awaitBottom();
        append(100, 101);
        awaitBottom();
        assertThat(edt(() -> view.content().unseenRows())).isZero();
    }

    @Test
    void sticksToTheNewestRowWhenTheWindowIsResized() {
        append(0, 100);
        screen.resize(330, 300);
        awaitBottom();
        screen.resize(620, 500);
        awaitBottom();
    }

    @Test
    void doesNotMoveWhenScrolledUpAndRowsComeIn() {
        append(0, 100);
        scrollTo(1000);
        Seen before = seen();
        append(100, 150);
        assertThat(seen()).isEqualTo(before);
        assertThat(edt(() -> view.content().unseenRows())).isEqualTo(50);
        edt(() -> view.scrollToNewest());
        awaitBottom();
        assertThat(edt(() -> view.content().unseenRows())).isZero();
    }

    @Test
    void doesNotMoveWhenOldRowsDropOffTheRing() {
        append(0, CAPACITY);
        scrollTo(edt(() -> view.getHeight()) / 2);
        Seen before = seen();
        append(CAPACITY, CAPACITY + 90);
        assertThat(edt(() -> view.content().rowCount())).isEqualTo(CAPACITY);
        assertThat(seen()).isEqualTo(before);
    }

    @Test
    void aFloodOfLongMessagesStaysBoundedInMemory() {
        String text = "x".repeat(500_000);
        for (int i = 0; i < 100; i++) {
            edt(() -> view.content().append(List.of(TranscriptRow.message(Instant.now(), "bob", "", text))));
        }
        assertThat(edt(() -> view.content().rowCount())).isEqualTo(TranscriptRing.MOST_CHARACTERS / 500_000);
        awaitBottom();
    }

    @Test
    void keepsTheRowAtTheTopWhenTheWidthChanges() {
        append(0, 200);
        scrollTo(2000);
        String before = seen().text;
        screen.resize(320, 400);
        assertThat(seen().text).isEqualTo(before);
        screen.resize(640, 400);
        assertThat(seen().text).isEqualTo(before);
    }

    @Test
    void doesNotMoveWhileOneScrollsUpThroughRowsThatWereNeverSeen() {
        append(0, 200);
        for (int step = 0; step < 120; step++) {
            // In one go on the event thread: what is painted meanwhile is measured, and that may move the numbers.
            int moved = edt(() -> {
                Point before = port().getViewPosition();
                String text = view.rowAt(new Point(5, before.y)).orElseThrow().text();
                long offset = before.y - topOf(text);
                port().setViewPosition(new Point(0, before.y - 40));
                return (int) (port().getViewPosition().y - topOf(text) - offset);
            });
            assertThat(moved).isEqualTo(-40);
        }
    }

    @Test
    void doesNotMoveWhenAskedAboutRowsThatWereNeverSeen() {
        append(0, 200);
        scrollTo(2000);
        Seen before = seen();
        for (int y = 0; y < 2000; y += 10) {
            Point above = new Point(5, y);
            assertThat(edt(() -> view.linkAt(above))).isEmpty();
        }
        assertThat(seen()).isEqualTo(before);
    }

    @Test
    void wrapsIntoMoreLinesWhenItGetsNarrower() {
        append(0, 1);
        int wide = edt(() -> view.model().height(0));
        screen.resize(260, 400);
        assertThat(edt(() -> view.model().height(0))).isGreaterThan(wide);
    }

    @Test
    void aStateThatIsUpdatedMakesTheRowHigherAndKeepsThePlace() {
        append(0, 100);
        edt(() -> view.content().append(List.of(row(100).withId("m1"))));
        int before = edt(() -> view.model().height(100));
        assertThat(edt(() -> view.content().updateState("m1", "taken by 2 of 3 mailslots")))
                .isTrue();
        assertThat(edt(() -> view.model().height(100))).isGreaterThan(before);
        assertThat(edt(() -> view.content().rows().get(100).state())).isEqualTo("taken by 2 of 3 mailslots");
        awaitBottom();
        assertThat(edt(() -> view.content().updateState("unknown", "x"))).isFalse();
    }

    @Test
    void holdsTwoHundredThousandRowsInBoundedMemory() {
        for (int from = 0; from < 200_000; from += 1_000) {
            append(from, from + 1_000);
        }
        assertThat(edt(() -> view.content().rowCount())).isEqualTo(CAPACITY);
        assertThat(edt(() -> view.model().layoutCount())).isLessThan(120);
        awaitBottom();
        assertThat(edt(() -> view.content().rows().get(CAPACITY - 1).text())).startsWith("message 199999 ");
    }

    @Test
    void ofALineOfSixtyKilobytesOnlySoMuchIsLaidOut() {
        append(0, 50);
        TranscriptRow line = TranscriptRow.message(Instant.now(), "bob", "", "x".repeat(60_000));
        edt(() -> view.content().append(List.of(line)));
        assertThat(edt(() -> view.model().height(50))).isLessThan(8_000);
    }

    @Test
    void htmlIsShownAsText() {
        String html = "<html><img src='http://127.0.0.1:1/x.png'>";
        edt(() -> view.content()
                .append(List.of(
                        TranscriptRow.message(Instant.now(), html, html, html).withState(html))));
        assertThat(edt(() -> view.getAccessibleContext()
                        .getAccessibleChild(0)
                        .getAccessibleContext()
                        .getAccessibleName()))
                .startsWith(html + ", ")
                .endsWith(html);
        assertThat(edt(() -> view.createToolTip().getClientProperty("html.disable")))
                .isEqualTo(true);
    }

    @Test
    void anyTextCanBeLaidOut() {
        for (String text : List.of(
                "",
                "\n",
                "\n\n",
                "\t",
                " ",
                "\u0000",
                "\uD800",
                "\u202E\u202Eabc",
                "\u2028",
                "e" + "\u0301".repeat(2_000),
                "a\n".repeat(5_000),
                "안녕".repeat(5_000),
                "😀".repeat(6_000))) {
            edt(() -> view.content()
                    .append(List.of(TranscriptRow.message(Instant.now(), text, text, text)
                            .withState(text))));
            edt(() -> view.content().append(List.of(TranscriptRow.error(text))));
        }
        screen.resize(150, 300);
        awaitBottom();
    }

    @Test
    void rowsHaveNamesForThoseWhoHearThem() {
        append(0, 3);
        assertThat(edt(() -> view.getAccessibleContext().getAccessibleChildrenCount()))
                .isEqualTo(3);
        assertThat(edt(() -> view.getAccessibleContext()
                        .getAccessibleChild(1)
                        .getAccessibleContext()
                        .getAccessibleName()))
                .matches("alice, .*\\d\\d:\\d\\d:\\d\\d, message 1 .*");
    }

    @Test
    void clearingLeavesNothing() {
        append(0, 50);
        edt(() -> view.content().clear());
        assertThat(edt(() -> view.content().rowCount())).isZero();
        append(0, 5);
        assertThat(edt(() -> view.content().rowCount())).isEqualTo(5);
    }

    @Test
    void olderRowsComeAboveAndNothingMoves() {
        append(100, 160);
        scrollTo(600);
        Seen before = seen();
        prepend(40, 100);
        assertThat(seen()).isEqualTo(before);
        assertThat(edt(() -> view.content().rows().get(0).text())).startsWith("message 40 ");
        assertThat(edt(() -> view.content().isDetached())).isFalse();
    }

    @Test
    void whereThereIsNoRoomOlderRowsPushTheNewestOutUntilTheyAreWantedAgain() {
        append(1_000, 1_000 + CAPACITY);
        scrollTo(400);
        Seen before = seen();
        prepend(900, 1_000);
        assertThat(seen()).isEqualTo(before);
        assertThat(edt(() -> view.content().isDetached())).isTrue();
        append(2_000, 2_003);
        assertThat(edt(() -> view.content().unseenRows())).isEqualTo(3);
        assertThat(texts()).noneMatch(text -> text.startsWith("message 2000 "));

        edt(() -> view.content()
                .onNewestWanted(() -> view.content()
                        .showNewest(IntStream.range(1_990, 2_003)
                                .mapToObj(TranscriptViewTest::row)
                                .toList())));
        edt(() -> view.scrollToNewest());
        assertThat(texts()).hasSize(13).last().asString().startsWith("message 2002 ");
        assertThat(edt(() -> view.content().isDetached())).isFalse();
        awaitBottom();
        append(2_003, 2_004);
        assertThat(texts()).hasSize(14);
    }

    @Test
    void asksForOlderRowsWhenOneComesNearToTheEldestAndOnceUntilItIsAnswered() {
        int[] asked = {0};
        edt(() -> view.content().onOlderWanted(() -> asked[0]++));
        append(100, 300);
        assertThat(edt(() -> asked[0])).isZero();
        scrollTo(10);
        scrollTo(5);
        assertThat(edt(() -> asked[0])).isEqualTo(1);
        prepend(40, 100);
        scrollTo(0);
        assertThat(edt(() -> asked[0])).isEqualTo(2);
    }

    @Test
    void aPlaceInThePastIsShownWithWhatIsAroundItAndGrowsAtBothEnds() {
        append(5_000, 5_050);
        int[] newer = {0};
        edt(() -> view.content().onNewerWanted(() -> newer[0]++));
        List<TranscriptRow> around =
                IntStream.range(100, 160).mapToObj(TranscriptViewTest::row).toList();
        edt(() -> view.content().showAround(around, 30, false));
        assertThat(edt(() -> view.selectedRows()).get(0).text()).startsWith("message 130 ");
        assertThat(edt(() -> view.getVisibleRect()
                        .contains(5, view.model().top(view.model().ring().first() + 30))))
                .isTrue();
        scrollTo(100_000);
        assertThat(edt(() -> newer[0])).isEqualTo(1);
        edt(() -> view.content().appendNewer(List.of(row(160), row(161)), true));
        assertThat(edt(() -> view.content().isDetached())).isFalse();
        append(162, 163);
        assertThat(texts()).last().asString().startsWith("message 162 ");
    }

    @Test
    void aFilterHidesRowsWithoutForgettingThemAndKeepsThePlace() {
        append(0, 200);
        scrollTo(1_500);
        String first = seen().text;
        edt(() -> view.content()
                .setFilter(row -> row.text().equals(first) || row.text().startsWith("message 19")));
        assertThat(edt(() -> view.model().total())).isLessThan(3_000);
        assertThat(seen().text).isEqualTo(first);
        edt(() -> view.content().setFilter(row -> true));
        assertThat(seen().text).isEqualTo(first);
        assertThat(edt(() -> view.content().rowCount())).isEqualTo(200);
    }

    @Test
    void hiddenRowsAreNotCountedAsNew() {
        append(0, 100);
        edt(() -> view.content().setFilter(row -> !row.text().startsWith("message 2")));
        scrollTo(300);
        append(200, 203);
        assertThat(edt(() -> view.content().unseenRows())).isZero();
        append(300, 301);
        assertThat(edt(() -> view.content().unseenRows())).isEqualTo(1);
    }

    @Test
    void whatCameWhileNobodyLookedIsBelowALine() {
        append(0, 100);
        scrollTo(300);
        append(100, 102);
        assertThat(edt(() -> view.model().firstUnread())).hasValue(100);
        append(102, 104);
        assertThat(edt(() -> view.model().firstUnread())).hasValue(100);
        edt(() -> view.scrollToNewest());
        append(104, 105);
        assertThat(edt(() -> view.model().firstUnread()))
                .as("read meanwhile, still marked")
                .hasValue(100);
        scrollTo(300);
        append(105, 106);
        assertThat(edt(() -> view.model().firstUnread())).hasValue(105);
    }

    @Test
    void aRowThatIsReplacedKeepsItsPlace() {
        append(0, 3);
        edt(() -> view.content().append(List.of(row(3).withId("progress"), row(4))));
        TranscriptRow done = TranscriptRow.message(Instant.now(), "alice", "pid 4711", "100 %")
                .withId("progress");
        assertThat(edt(() -> view.content().replace(done))).isTrue();
        assertThat(texts().get(3)).isEqualTo("100 %");
        assertThat(edt(() -> view.content().replace(done.withId("never seen")))).isFalse();
    }

    private List<String> texts() {
        return edt(() -> view.content().rows().stream().map(TranscriptRow::text).toList());
    }

    private void prepend(int from, int end) {
        List<TranscriptRow> rows =
                IntStream.range(from, end).mapToObj(TranscriptViewTest::row).toList();
        edt(() -> view.content().prepend(rows));
    }

    private record Seen(String text, int offset) {}

    private Seen seen() {
        return edt(() -> {
            int y = port().getViewPosition().y;
            String text = view.rowAt(new Point(5, y)).orElseThrow().text();
            return new Seen(text, (int) (y - topOf(text)));
        });
    }

    private long topOf(String text) {
        TranscriptRing ring = view.model().ring();
        for (long number = ring.first(); number < ring.end(); number++) {
            if (ring.row(number).text().equals(text)) {
                return view.model().top(number);
            }
        }
        throw new AssertionError("no row " + text);
    }

    private void append(int from, int end) {
        List<TranscriptRow> rows =
                IntStream.range(from, end).mapToObj(TranscriptViewTest::row).toList();
        edt(() -> view.content().append(rows));
    }

    private static TranscriptRow row(int number) {
        String text = "message " + number + " " + "some words that wrap 여러 줄 ".repeat(number % 7 + 2);
        return TranscriptRow.message(Instant.now(), "alice", "pid 4711", text);
    }

    private void scrollTo(int y) {
        edt(() -> port().setViewPosition(new Point(0, y)));
        screen.robot().waitForIdle();
    }

    /** What is painted is measured, and is put in its place after that. */
    private void awaitBottom() {
        Screen.until(
                "the newest row is in sight",
                () -> edt(() -> port().getViewPosition().y + port().getExtentSize().height
                                >= view.model().total()
                        && view.getHeight() == Math.max(view.model().total(), port().getHeight())));
    }

    private JViewport port() {
        return pane.getViewport();
    }
}
