package mailchute.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * One search. One index says which entries there may be, from the newest back or from the eldest on, so that a common word
 * costs no more than a rare one: that of three letters, or {@linkplain ShortWords that of one and two}. What the index does
 * not know is looked at entry by entry, for as long as there is patience.
 */
final class Search {

    private static final String THREE_LETTERS = "message_text";
    private static final String SHORT = "message_pair";
    private static final String NONE = "";

    private final Connection connection;
    private final String index;
    private final List<String> matches = new ArrayList<>();
    private final List<Predicate<Entry>> conditions = new ArrayList<>();
    private long lowest = Long.MIN_VALUE;
    private long highest = Long.MAX_VALUE;
    private long since = Long.MIN_VALUE;
    private long until = Long.MAX_VALUE;
    private boolean impossible;

    Search(Connection connection, SearchQuery query) throws SQLException {
        this.connection = connection;
        index = indexFor(query);
        for (String word : query.words()) {
            word(Searchable.of(word));
        }
        if (query.from().isPresent()) {
            from(Searchable.of(query.from().get()));
        }
        if (query.room().isPresent()) {
            channel(ChannelRows.ROOM, query.room().get());
        }
        if (query.with().isPresent()) {
            channel(ChannelRows.WITH, query.with().get());
        }
        if (query.after().isPresent()) {
            since = query.after().get().toEpochMilli();
            lowest = bound("SELECT min(first) FROM day WHERE day >= ?", since);
        }
        if (query.before().isPresent()) {
            until = query.before().get().toEpochMilli() - 1;
            highest = bound("SELECT max(last) FROM day WHERE day <= ?", until);
        }
    }

    private static String indexFor(SearchQuery query) {
        if (query.words().stream().anyMatch(word -> !ShortWords.isShort(Searchable.of(word)))) {
            return THREE_LETTERS;
        }
        if (!query.words().isEmpty()) {
            return SHORT;
        }
        boolean shortFrom = query.from().isPresent()
                && ShortWords.isShort(Searchable.of(query.from().get()));
        boolean nobodyNowhere =
                query.from().isEmpty() && query.room().isEmpty() && query.with().isEmpty();
        return shortFrom ? SHORT : nobodyNowhere ? NONE : THREE_LETTERS;
    }

    private void word(String word) {
        if (!ShortWords.isShort(word)) {
            matches.add(phrase("text", word));
            return;
        }
        ShortWords.Token token = ShortWords.find(word);
        if (index.equals(SHORT)) {
            matches.add(token.match());
        } else {
            conditions.add(entry -> token.isIn(ShortWords.tokens(Searchable.of(entry.text()))));
        }
    }

    private void from(String part) {
        boolean known = index.equals(THREE_LETTERS) != ShortWords.isShort(part);
        if (known) {
            matches.add(index.equals(SHORT) ? ShortWords.findSender(part).match() : phrase("sender", part));
        } else {
            String folded = part.toLowerCase(Locale.ROOT);
            conditions.add(entry -> Searchable.of(entry.writer().name())
                    .toLowerCase(Locale.ROOT)
                    .contains(folded));
        }
    }

    private void channel(String kind, String name) throws SQLException {
        List<Long> numbers = ChannelRows.numbersOf(connection, kind, Searchable.of(name));
        impossible |= numbers.isEmpty();
        matches.add(numbers.stream()
                .map(number ->
                        index.equals(SHORT) ? ShortWords.channel(number) : phrase("place", ChannelRows.letters(number)))
                .collect(Collectors.joining(" OR ", "(", ")")));
    }

    private static String phrase(String column, String words) {
        return column + " : \"" + words.replace("\"", "\"\"") + "\"";
    }

    /** Keeps a search out of the entries of other days; the day's own are compared by their time. */
    private long bound(String lookUp, long moment) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(lookUp)) {
            select.setLong(1, Math.floorDiv(moment, TimeUnit.DAYS.toMillis(1)));
            try (ResultSet rows = select.executeQuery()) {
                long bound = rows.getLong(1);
                // Where it is none, nothing was said on any such day.
                impossible |= rows.wasNull();
                return bound;
            }
        }
    }

    /** The newest hits before that place, the newest first. */
    HistoryReader.Found backFrom(long before, int most, Duration patience) throws SQLException {
        return find("number < ?", "DESC", before, most, patience);
    }

    /** The eldest hits after that place, the eldest first. */
    HistoryReader.Found onFrom(long after, int most, Duration patience) throws SQLException {
        return find("number > ?", "ASC", after, most, patience);
    }

    private HistoryReader.Found find(String side, String order, long place, int most, Duration patience)
            throws SQLException {
        List<Stored> hits = new ArrayList<>();
        if (impossible) {
            return new HistoryReader.Found(hits, OptionalLong.empty());
        }
        long end = System.nanoTime() + patience.toNanos();
        try (PreparedStatement select = connection.prepareStatement(sql(side, order))) {
            int parameter = 1;
            if (!index.isEmpty()) {
                select.setString(parameter++, String.join(" AND ", matches));
            }
            select.setLong(parameter++, place);
            select.setLong(parameter++, lowest);
            select.setLong(parameter, highest);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    if (hits.size() == most) {
                        return new HistoryReader.Found(
                                hits, OptionalLong.of(hits.get(most - 1).number()));
                    }
                    if (isHit(rows)) {
                        hits.add(HistoryReader.entry(rows));
                    } else if (System.nanoTime() - end >= 0) {
                        return new HistoryReader.Found(hits, OptionalLong.of(HistoryReader.number(rows)));
                    }
                }
            }
        }
        return new HistoryReader.Found(hits, OptionalLong.empty());
    }

    /** The time first, which is had without reading the rest. */
    private boolean isHit(ResultSet rows) throws SQLException {
        long at = HistoryReader.millis(rows);
        if (at < since || at > until) {
            return false;
        }
        if (conditions.isEmpty()) {
            return true;
        }
        Entry entry = HistoryReader.entry(rows).entry();
        return conditions.stream().allMatch(condition -> condition.test(entry));
    }

    private String sql(String side, String order) {
        String from = index.isEmpty()
                ? " FROM message m"
                : " FROM " + index + " f CROSS JOIN message m ON m.number = f.rowid";
        String place = index.isEmpty() ? "m.number" : "f.rowid";
        return "SELECT " + HistoryReader.COLUMNS + from + " CROSS JOIN channel c ON c.number = m.channel WHERE "
                + (index.isEmpty() ? "" : index + " MATCH ? AND ")
                + side.replace("number", place) + " AND " + place + " BETWEEN ? AND ? ORDER BY " + place + " " + order;
    }
}
