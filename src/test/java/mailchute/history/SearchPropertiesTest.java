package mailchute.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mailchute.TestFolders;
import mailchute.history.SearchQuery.BadQueryException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** A search finds what a look at every entry would find, and nothing that is typed makes it fail. */
class SearchPropertiesTest {

    private static final ZoneId ZONE = ZoneOffset.UTC;

    private static Path folder;
    private static EntryWriter writer;
    private static HistoryReader reader;
    private static int rooms;

    @BeforeContainer
    static void open() throws IOException, SQLException {
        folder = Files.createTempDirectory("mailchute-search");
        Database database = new Database(folder.resolve("history.db"));
        database.make();
        writer = EntryWriter.open(database);
        reader = HistoryReader.of(database.file());
    }

    @AfterContainer
    static void close() throws IOException, SQLException {
        reader.close();
        writer.close();
        TestFolders.delete(folder);
    }

    /** Few letters, so that parts of one text are in others too. */
    @Provide
    Arbitrary<String> words() {
        return Arbitraries.oneOf(
                        Arbitraries.of(
                                "a", "b", "ab", "ci", "7", "é", "Ж", "ж", "회", "의", "회의", "는", "漢", "😀", ":", ")", "%",
                                "_"),
                        Arbitraries.of(" ", "\n", "  ", "\t"))
                .list()
                .ofMinSize(1)
                .ofMaxSize(14)
                .map(parts -> String.join("", parts));
    }

    @Property(tries = 150)
    void whatATextHoldsIsFound(
            @ForAll("words") String part, @ForAll @Size(min = 1, max = 12) List<@From("words") String> texts)
            throws Exception {
        String phrase = Searchable.of(part).strip();
        Assume.that(!phrase.isEmpty());
        assertThat(found(texts, "\"" + part + "\"")).isEqualTo(expected(texts, text -> holds(text, phrase)));
    }

    @Property(tries = 150)
    void allWordsHaveToBeThere(
            @ForAll("words") String part, @ForAll @Size(min = 1, max = 12) List<@From("words") String> texts)
            throws Exception {
        List<String> words = Stream.of(Searchable.of(part).split(" "))
                .filter(word -> !word.isEmpty())
                .toList();
        Assume.that(!words.isEmpty());
        assertThat(found(texts, part))
                .isEqualTo(expected(texts, text -> words.stream().allMatch(word -> holds(text, word))));
    }

    /** What is promised of words: parts count, but short ones of ASCII letters and digits have to be whole. */
    private static boolean holds(String text, String word) {
        String searched = Searchable.of(text).toLowerCase(Locale.ROOT);
        String sought = word.toLowerCase(Locale.ROOT);
        if (sought.matches("[a-z0-9]{1,2}")) {
            return Pattern.compile("(?<![a-z0-9])" + sought + "(?![a-z0-9])")
                    .matcher(searched)
                    .find();
        }
        return searched.contains(sought);
    }

    private static List<Integer> expected(List<String> texts, Predicate<String> holds) {
        return IntStream.range(0, texts.size())
                .map(i -> texts.size() - 1 - i)
                .filter(i -> holds.test(texts.get(i)))
                .boxed()
                .toList();
    }

    private static List<Integer> found(List<String> texts, String query) throws Exception {
        String room = keep(texts);
        return all(SearchQuery.parse(query + " room:" + room, ZONE), 5).stream()
                .map(stored -> Integer.parseInt(stored.entry().id()))
                .toList();
    }

    private static String keep(List<String> texts) throws SQLException {
        String room = "room" + rooms++;
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            entries.add(new Entry(
                    new Channel.Room(room),
                    Integer.toString(i),
                    Instant.ofEpochSecond(i * 40_000L),
                    Writer.named("sender" + i % 3, 1),
                    false,
                    Optional.empty(),
                    texts.get(i)));
        }
        writer.write(entries);
        return room;
    }

    /** By pages. */
    private static List<Stored> all(SearchQuery query, int page) throws HistoryException {
        List<Stored> all = new ArrayList<>();
        OptionalLong next = OptionalLong.of(Long.MAX_VALUE);
        while (next.isPresent()) {
            HistoryReader.Found found = reader.search(query, next.getAsLong(), page);
            assertThat(found.hits()).hasSizeLessThanOrEqualTo(page);
            all.addAll(found.hits());
            next = found.next();
        }
        return all;
    }

    @Property(tries = 60)
    void timesAndSendersBoundASearchExactly(
            @ForAll @Size(min = 1, max = 12) List<@From("words") String> texts,
            @ForAll @IntRange(min = 0, max = 500_000) int after,
            @ForAll @IntRange(min = 0, max = 500_000) int before,
            @ForAll @IntRange(min = 0, max = 2) int sender)
            throws Exception {
        String room = keep(texts);
        String query = "room:" + room + " after:" + moment(after) + " before:" + moment(before) + " from:er" + sender;
        assertThat(all(SearchQuery.parse(query, ZONE), 3))
                .extracting(stored -> Integer.parseInt(stored.entry().id()))
                .isEqualTo(IntStream.range(0, texts.size())
                        .map(i -> texts.size() - 1 - i)
                        .filter(i -> i * 40_000 >= after && i * 40_000 < before && i % 3 == sender)
                        .boxed()
                        .toList());
    }

    private static String moment(int seconds) {
        return Instant.ofEpochSecond(seconds).atZone(ZONE).toLocalDateTime().toString();
    }

    @Provide
    Arbitrary<String> anythingTyped() {
        return Arbitraries.oneOf(
                Arbitraries.strings().all().ofMaxLength(30),
                Arbitraries.of(
                                "\"",
                                "(",
                                ")",
                                "*",
                                "^",
                                "-",
                                ":",
                                "{",
                                "}",
                                "AND",
                                "NEAR(",
                                "from:",
                                "room:",
                                "with:",
                                "before:",
                                "after:",
                                "2026-11-24",
                                "T09:30",
                                "9999999-01-01",
                                "%",
                                "_",
                                "\\",
                                "'",
                                "\u0000",
                                "\uD800",
                                "회",
                                " ",
                                "text:",
                                "a",
                                "é",
                                "😀",
                                "\u0301")
                        .list()
                        .ofMaxSize(8)
                        .map(parts -> String.join("", parts)));
    }

    @Property(tries = 500)
    void nothingThatIsTypedMakesASearchFail(@ForAll("anythingTyped") String typed) throws HistoryException {
        try {
            SearchQuery query = SearchQuery.parse(typed, ZONE);
            assertThat(reader.search(query, Long.MAX_VALUE, 10).hits()).hasSizeLessThanOrEqualTo(10);
        } catch (BadQueryException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }
}
