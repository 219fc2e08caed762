package mailchute.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One search as SQL. What is long enough is looked up in the index of three letters, pairs in the one of two, both from the
 * newest entry back, so that a common word costs no more than a rare one. What no index can find, such as one letter, is
 * looked for in the newest {@value #MOST_SCANNED} entries.
 */
final class Search {

    /** How many entries are read one by one at most where no index helps. */
    static final int MOST_SCANNED = 200_000;

    private final Connection connection;
    private final List<String> conditions = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();
    private final StringBuilder match = new StringBuilder();
    private final StringBuilder pairs = new StringBuilder();

    Search(Connection connection, SearchQuery query) throws SQLException {
        this.connection = connection;
        for (String word : query.words()) {
            text(word);
        }
        if (query.from().isPresent()) {
            from(query.from().get());
        }
        if (query.room().isPresent()) {
            channel(ChannelRows.ROOM, query.room().get());
        }
        if (query.with().isPresent()) {
            channel(ChannelRows.WITH, query.with().get());
        }
        if (query.after().isPresent()) {
            moment("m.at >= ?", query.after().get());
            bound("number >= ?", "SELECT min(first) FROM day WHERE day >= ?", query.after().get());
        }
        if (query.before().isPresent()) {
            moment("m.at < ?", query.before().get());
            bound("number <= ?", "SELECT max(last) FROM day WHERE day <= ?", query.before().get());
        }
    }

    private void text(String word) {
        if (letters(word) >= 3) {
            column("text", word);
        } else {
            if (Pairs.isPair(word)) {
                pairs.append('"').append(word).append("\" ");
            }
            condition("m.text LIKE ? ESCAPE '\\'", like(word));
        }
    }

    private void from(String name) {
        if (letters(name) >= 3) {
            column("sender", name);
        } else {
            condition("m.sender LIKE ? ESCAPE '\\'", like(name));
        }
    }

    private void channel(String kind, String name) {
        column("place", name);
        condition("c.kind = ?", kind);
        condition("c.name = ? COLLATE NOCASE", name);
    }

    /** What an index can find in a column. */
    private void column(String column, String words) {
        if (letters(words) >= 3) {
            match.append(column).append(":\"").append(words.replace("\"", "\"\"")).append("\" ");
        }
    }

    private static int letters(String word) {
        return word.codePointCount(0, word.length());
    }

    private void condition(String sql, Object value) {
        conditions.add(sql);
        values.add(value);
    }

    private void moment(String sql, Instant moment) {
        condition(sql, moment.toEpochMilli());
    }

    /** Keeps a search out of the entries of other days; the day's own are compared by their time. */
    private void bound(String sql, String lookUp, Instant moment) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(lookUp)) {
            select.setLong(1, TimeUnit.MILLISECONDS.toDays(moment.toEpochMilli()));
            try (var rows = select.executeQuery()) {
                long bound = rows.getLong(1);
                if (rows.wasNull()) {
                    // Nothing was said on any such day.
                    conditions.add("FALSE");
                } else {
                    condition("m." + sql, bound);
                }
            }
        }
    }

    private static String like(String word) {
        return "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }

    /** The newest hits before that place, the newest first. */
    List<Stored> find(long before, int most) throws SQLException {
        List<Object> all = new ArrayList<>();
        StringBuilder sql = new StringBuilder("SELECT ").append(HistoryReader.COLUMNS);
        Optional<String> index = match.length() > 0
                ? Optional.of("message_text")
                : pairs.length() > 0 ? Optional.of("message_pair") : Optional.empty();
        if (index.isPresent()) {
            sql.append(" FROM ").append(index.get()).append(" f CROSS JOIN message m ON m.number = f.rowid");
        } else {
            sql.append(" FROM (SELECT * FROM message WHERE number < ? ORDER BY number DESC LIMIT ").append(MOST_SCANNED).append(") m");
            all.add(before);
        }
        sql.append(" CROSS JOIN channel c ON c.number = m.channel WHERE ");
        if (index.isPresent()) {
            sql.append(index.get()).append(" MATCH ? AND f.rowid < ?");
            all.add((match.length() > 0 ? match : pairs).toString().strip());
            all.add(before);
        } else {
            sql.append("m.number < ?");
            all.add(before);
        }
        for (String condition : conditions) {
            sql.append(" AND ").append(index.isPresent() ? condition.replace("m.number", "f.rowid") : condition);
        }
        all.addAll(values);
        sql.append(" ORDER BY ").append(index.isPresent() ? "f.rowid" : "m.number").append(" DESC LIMIT ?");
        all.add(most);
        try (PreparedStatement select = connection.prepareStatement(sql.toString())) {
            for (int i = 0; i < all.size(); i++) {
                select.setObject(i + 1, all.get(i));
            }
            return HistoryReader.entries(select);
        }
    }
}
