package mailchute.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class HistoryTest {

    private static final Channel LOBBY = new Channel.Room("lobby");
    private static final Channel ALICE = new Channel.With("alice");
    private static final Instant NOON =
            LocalDateTime.of(2026, 11, 24, 12, 0).atZone(ZoneId.systemDefault()).toInstant();

    @TempDir
    private Path folder;

    private Path file;
    private History history;
    private HistoryReader reader;

    @BeforeEach
    void open() {
        file = folder.resolve("data").resolve("history.db");
        history = History.open(file);
        reader = history.reader();
    }

    @AfterEach
    void close() throws Exception {
        reader.close();
        history.close();
    }

    @Test
    void whatWasRecordedIsReadBackAsItWas() throws Exception {
        Writer writer = new Writer(
                Optional.of("alice"),
                Optional.of("java"),
                OptionalLong.of(42),
                OptionalLong.of(43),
                Optional.of("me"),
                OptionalLong.of(7),
                Optional.of("mailbox"));
        Entry entry =
                new Entry(LOBBY, id(), NOON, writer, true, Optional.of("progress"), "안녕 \uD83D\uDE00 'quoted' \"\n<b>");
        record(entry);
        assertThat(reader.newest(LOBBY, 10)).extracting(Stored::entry).containsExactly(entry);

        Writer nobody = new Writer(
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty());
        Entry plain = new Entry(ALICE, id(), NOON, nobody, false, Optional.empty(), "");
        record(plain);
        assertThat(reader.newest(ALICE, 10)).extracting(Stored::entry).containsExactly(plain);
    }

    @Test
    void whoeverRecordsIsToldOnceItIsOnDiskAndInOrder() throws Exception {
        List<Integer> told = Collections.synchronizedList(new ArrayList<>());
        List<Integer> missing = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch all = new CountDownLatch(500);
        for (int i = 0; i < 500; i++) {
            int number = i;
            String id = "id-" + i;
            history.record(entry(id, "alice", "message " + i), place -> {
                told.add(number);
                if (number % 50 == 0 && !idsOnDisk().contains(id)) {
                    missing.add(number);
                }
                all.countDown();
            });
        }
        assertThat(all.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(told).isEqualTo(IntStream.range(0, 500).boxed().toList());
        assertThat(missing).isEmpty();
    }

    private List<String> idsOnDisk() {
        try (HistoryReader own = history.reader()) {
            return own.newest(LOBBY, 1_000).stream()
                    .map(stored -> stored.entry().id())
                    .toList();
        } catch (HistoryException e) {
            return List.of();
        }
    }

    @Test
    void whatSeveralReceiversHearIsKeptOnceAndOncePerChannel() throws Exception {
        record(entry("one", "alice", "hello"), entry("one", "alice", "hello"));
        record(new Entry(ALICE, "one", NOON, Writer.named("alice", 1), false, Optional.empty(), "hello"));
        assertThat(reader.newest(LOBBY, 10)).hasSize(1);
        assertThat(reader.newest(ALICE, 10)).hasSize(1);
    }

    @Test
    void aLaterMessageWithTheSameLineTakesTheEarlierOnesPlace() throws Exception {
        record(
                line("1", "build", "copying 10 %"),
                entry("2", "alice", "meanwhile"),
                line("3", "build", "copying 90 %"));
        record(line("4", "somebody else", "copying 1 %"));
        assertThat(reader.newest(LOBBY, 10))
                .extracting(stored -> stored.entry().text())
                .containsExactly("copying 90 %", "meanwhile", "copying 1 %");
        assertThat(search("10 %")).isEmpty();
        assertThat(search("90")).containsExactly("copying 90 %");
    }

    @Test
    void aReceiverThatLagsBehindBringsNothingBackThatWasReplaced() throws Exception {
        record(line("1", "build", "copying 10 %"), line("3", "build", "copying 90 %"));
        record(
                line("1", "build", "copying 10 %"),
                line("2", "build", "copying 50 %"),
                line("3", "build", "copying 90 %"));
        assertThat(reader.newest(LOBBY, 10))
                .extracting(stored -> stored.entry().text())
                .containsExactly("copying 90 %");
        assertThat(search("50")).isEmpty();
        assertThat(search("90")).hasSize(1);
    }

    private static Entry line(String id, String sender, String text) {
        return new Entry(LOBBY, id, NOON, Writer.named(sender, 1), false, Optional.of("copy"), text);
    }

    @Test
    void whatIsNotToBeKeptIsToldWithoutAPlaceAndWhatWasKeptStays() throws Exception {
        record(entry("1", "alice", "kept"));
        history.keep(false);
        CountDownLatch told = new CountDownLatch(1);
        List<OptionalLong> places = Collections.synchronizedList(new ArrayList<>());
        history.record(entry("2", "alice", "not kept"), place -> {
            places.add(place);
            told.countDown();
        });
        assertThat(told.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(places).containsExactly(OptionalLong.empty());
        history.keep(true);
        record(entry("3", "alice", "kept again"));
        assertThat(texts(reader.newest(LOBBY, 10))).containsExactly("kept", "kept again");
    }

    @Test
    void whoOnlyWaitsForItsTurnIsToldAfterThoseBefore() throws Exception {
        List<String> told = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch all = new CountDownLatch(1);
        history.record(entry("1", "alice", "one"), place -> told.add("one"));
        history.then(() -> told.add("then"));
        history.record(entry("2", "alice", "two"), place -> {
            told.add("two at " + place.orElseThrow());
            all.countDown();
        });
        assertThat(all.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(told).containsExactly("one", "then", "two at 2");
    }

    @Test
    void pagesLeadBackAndForthFromAnyPlace() throws Exception {
        record(IntStream.range(0, 100)
                .mapToObj(i -> entry("id-" + i, "alice", "message " + i))
                .toArray(Entry[]::new));
        record(new Entry(ALICE, "other", NOON, Writer.named("alice", 1), false, Optional.empty(), "elsewhere"));
        List<Stored> newest = reader.newest(LOBBY, 3);
        assertThat(texts(newest)).containsExactly("message 97", "message 98", "message 99");
        List<Stored> before = reader.before(LOBBY, newest.get(0).number(), 2);
        assertThat(texts(before)).containsExactly("message 95", "message 96");
        assertThat(texts(reader.after(LOBBY, before.get(1).number(), 2))).containsExactly("message 97", "message 98");
        assertThat(reader.after(LOBBY, newest.get(2).number(), 2)).isEmpty();
        assertThat(reader.newest(new Channel.Room("nobody was here"), 2)).isEmpty();
    }

    @Test
    void wordsAndPartsOfWordsAreFoundNewestFirst() throws Exception {
        record(
                entry("1", "alice", "The build FAILED again"),
                entry("2", "bob", "rebuilding it"),
                entry("3", "carol", "오늘 회의는 3시로 옮겼습니다"),
                entry("4", "carol", "100% of a_b and c\\d, \"so to speak\""));
        assertThat(search("build")).containsExactly("rebuilding it", "The build FAILED again");
        assertThat(search("BUILD failed")).containsExactly("The build FAILED again");
        assertThat(search("\"build failed\"")).containsExactly("The build FAILED again");
        assertThat(search("\"failed build\"")).isEmpty();
        assertThat(search("옮겼습")).hasSize(1);
        assertThat(search("회의")).as("a pair").hasSize(1);
        assertThat(search("시")).as("one letter").hasSize(1);
        assertThat(search("it")).as("a word of two letters").containsExactly("rebuilding it");
        assertThat(search("il")).as("two letters inside of words").isEmpty();
        assertThat(search("3")).as("digits beside Hangul").hasSize(1);
        assertThat(search("3시")).hasSize(1);
        assertThat(search("회의 it")).isEmpty();
        assertThat(search("0%")).hasSize(1);
        assertThat(search("a_b")).hasSize(1);
        assertThat(search("axb")).isEmpty();
        assertThat(search("c\\d")).hasSize(1);
        assertThat(search("AND OR NOT NEAR(")).isEmpty();
    }

    @Test
    void aSearchIsNarrowedBySenderPlaceAndTime() throws Exception {
        record(
                at("1", "alice", LOBBY, NOON, "deploy one"),
                at("2", "bob", LOBBY, NOON.plusSeconds(60), "deploy two"),
                at("3", "alice", new Channel.Room("ops"), NOON.plusSeconds(86_400), "deploy three"),
                at("4", "al", ALICE, NOON.plusSeconds(86_460), "deploy four"));
        assertThat(search("deploy from:alice")).containsExactly("deploy three", "deploy one");
        assertThat(search("from:al")).as("two letters").containsExactly("deploy four", "deploy three", "deploy one");
        assertThat(search("deploy room:LOBBY")).containsExactly("deploy two", "deploy one");
        assertThat(search("with:alice")).containsExactly("deploy four");
        assertThat(search("deploy before:2026-11-25")).containsExactly("deploy two", "deploy one");
        assertThat(search("deploy after:2026-11-25")).containsExactly("deploy four", "deploy three");
        assertThat(search("deploy after:2026-11-24T12:01 before:2026-11-25T12:01"))
                .containsExactly("deploy three", "deploy two");
        assertThat(search("after:2027-01-01")).isEmpty();
        assertThat(search("before:2020-01-01")).isEmpty();
    }

    @Test
    void daysAloneFindWhatLiesFarBehindTheNewest() throws Exception {
        record(at("old", "alice", LOBBY, NOON.minusSeconds(400L * 86_400), "long ago"));
        record(IntStream.range(0, 300)
                .mapToObj(i -> entry("id-" + i, "alice", "message " + i))
                .toArray(Entry[]::new));
        assertThat(search("before:2026-01-01")).containsExactly("long ago");
        assertThat(search("al before:2026-01-01")).isEmpty();
        assertThat(search("from:al before:2026-01-01")).containsExactly("long ago");
    }

    @Test
    void roomsWithShortAndLikeNamesAreToldApart() throws Exception {
        record(
                at("1", "alice", new Channel.Room("qa"), NOON, "회의 at three"),
                at("2", "alice", new Channel.Room("qa-europe"), NOON, "회의 at four"),
                at("3", "alice", new Channel.With("qa"), NOON, "회의 at five"));
        assertThat(search("room:QA")).containsExactly("회의 at three");
        assertThat(search("room:qa three")).containsExactly("회의 at three");
        assertThat(search("회의 room:qa")).containsExactly("회의 at three");
        assertThat(search("회의 with:qa")).containsExactly("회의 at five");
        assertThat(search("room:q")).isEmpty();
    }

    @Test
    void formsOfLettersAndBlanksMakeNoDifference() throws Exception {
        record(
                entry("1", "alice", "out of\nmemory in cafe\u0301"),
                entry("2", "bob", "\u1112\u116c\u110b\u1174 later"));
        assertThat(search("\"out  of memory\"")).hasSize(1);
        assertThat(search("caf\u00e9")).hasSize(1);
        assertThat(search("회의")).as("written in its parts").containsExactly("\u1112\u116c\u110b\u1174 later");
    }

    @Test
    void aSearchGoesOnWhereItStopped() throws Exception {
        record(IntStream.range(0, 25)
                .mapToObj(i -> entry("id-" + i, "alice", "needle " + i))
                .toArray(Entry[]::new));
        SearchQuery query = SearchQuery.parse("needle", ZoneId.systemDefault());
        HistoryReader.Found first = reader.search(query, Long.MAX_VALUE, 10);
        assertThat(first.more()).isTrue();
        HistoryReader.Found last = reader.search(query, first.next().orElseThrow(), 20);
        assertThat(last.more()).isFalse();
        assertThat(texts(first.hits())).startsWith("needle 24").endsWith("needle 15");
        assertThat(texts(last.hits())).hasSize(15).startsWith("needle 14").endsWith("needle 0");
    }

    @Test
    void nothingIsFoundWhereNothingWasEverKept() throws Exception {
        assertThat(reader.newest(LOBBY, 10)).isEmpty();
        assertThat(search("anything")).isEmpty();
        assertThat(file).doesNotExist();
    }

    @Test
    void aDamagedDatabaseIsSetAsideAndTheNewOneHasWhatCame() throws Exception {
        Files.createDirectories(file.getParent());
        Files.write(
                file,
                "this is no database, and longer than the header of one would be ...................................."
                        .getBytes(StandardCharsets.UTF_8));
        List<HistoryStatus> said = Collections.synchronizedList(new ArrayList<>());
        history.onStatus(said::add);
        record(entry("1", "alice", "after the damage"));
        assertThat(said).hasSize(2);
        Path aside = ((HistoryStatus.SetAside) said.get(1)).aside();
        assertThat(aside).content().startsWith("this is no database");
        assertThat(texts(reader.newest(LOBBY, 10))).containsExactly("after the damage");
    }

    @Test
    void whereNothingCanBeKeptEntriesAreToldAllTheSameAndWhy() throws Exception {
        Files.createDirectories(file.getParent().getParent());
        Files.writeString(file.getParent(), "a file where the folder should be");
        List<HistoryStatus> said = Collections.synchronizedList(new ArrayList<>());
        history.onStatus(said::add);
        record(entry("1", "alice", "kept nowhere"));
        assertThat(said).hasSize(2);
        HistoryStatus.Off off = (HistoryStatus.Off) said.get(1);
        assertThat(off.reason()).isEqualTo(HistoryException.Reason.NOT_WRITABLE);
        assertThat(off.why()).contains("data");

        // What could not be kept is kept as soon as that is possible; closing tries once more.
        Files.delete(file.getParent());
        history.close();
        assertThat(texts(reader.newest(LOBBY, 10))).containsExactly("kept nowhere");
    }

    @Test
    void closingWritesWhatWaits() throws Exception {
        for (int i = 0; i < 5_000; i++) {
            history.record(entry("id-" + i, "alice", "message " + i), place -> {});
        }
        history.close();
        assertThat(reader.newest(LOBBY, 10_000)).hasSize(5_000);
        assertThat(texts(reader.newest(LOBBY, 1))).containsExactly("message 4999");
    }

    @Test
    void aQueryThatSaysNothingOrNoDayIsRefused() {
        assertThatThrownBy(() -> SearchQuery.parse("  \"\" from:", ZoneId.systemDefault()))
                .hasMessage("there is nothing to search for");
        assertThatThrownBy(() -> SearchQuery.parse("x after:yesterday", ZoneId.systemDefault()))
                .hasMessage("not a day or a moment: yesterday");
        assertThatThrownBy(() -> SearchQuery.parse("before:+999999999-01-01", ZoneId.systemDefault()))
                .hasMessage("not a day or a moment: +999999999-01-01");
        assertThatThrownBy(() -> SearchQuery.parse("before:2026-02-30", ZoneId.systemDefault()))
                .hasMessage("not a day or a moment: 2026-02-30");
    }

    private List<String> search(String query) throws Exception {
        return texts(reader.search(SearchQuery.parse(query, ZoneId.systemDefault()), Long.MAX_VALUE, 100)
                .hits());
    }

    private static List<String> texts(List<Stored> rows) {
        return rows.stream().map(stored -> stored.entry().text()).toList();
    }

    private void record(Entry... entries) throws InterruptedException {
        CountDownLatch told = new CountDownLatch(entries.length);
        for (Entry entry : entries) {
            history.record(entry, place -> told.countDown());
        }
        assertThat(told.await(30, TimeUnit.SECONDS)).isTrue();
    }

    private static Entry entry(String id, String sender, String text) {
        return at(id, sender, LOBBY, NOON, text);
    }

    private static Entry at(String id, String sender, Channel channel, Instant at, String text) {
        return new Entry(channel, id, at, Writer.named(sender, 1), false, Optional.empty(), text);
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }
}
