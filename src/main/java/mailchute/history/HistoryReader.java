package mailchute.history;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads the history, with a connection of its own, which is opened when it is needed first. All of it may wait for the disk:
 * never to be called on the event thread. One call at a time; others wait. While there is no database nothing is found.
 */
public final class HistoryReader implements AutoCloseable {

    static final String COLUMNS = """
            m.number, c.kind, c.name, m.id, m.at, m.nickname, m.program, m.claimed, m.vouched, m.account, m.parent, m.slot,
            m.own, m.line, m.text""";

    private static final int SEARCH_MILLIS = 60;

    private final Database database;
    private Connection connection;
    private Optional<Object> identity = Optional.empty();
    private boolean closed;

    /** Reads the history in this file, for who only reads. */
    public static HistoryReader of(Path file) {
        return new HistoryReader(new Database(file));
    }

    HistoryReader(Database database) {
        this.database = database;
    }

    /** The newest entries of the channel, the eldest of them first. */
    public List<Stored> newest(Channel channel, int most) throws HistoryException {
        return before(channel, Long.MAX_VALUE, most);
    }

    /** The last entries of the channel before that place, the eldest first. */
    public List<Stored> before(Channel channel, long number, int most) throws HistoryException {
        List<Stored> rows = beside(channel, "m.number < ? ORDER BY m.number DESC", number, most);
        Collections.reverse(rows);
        return rows;
    }

    /** The first entries of the channel after that place, the eldest first. */
    public List<Stored> after(Channel channel, long number, int most) throws HistoryException {
        return beside(channel, "m.number > ? ORDER BY m.number", number, most);
    }

    private List<Stored> beside(Channel channel, String where, long number, int most) throws HistoryException {
        return read(open -> {
            OptionalLong which = ChannelRows.numberOf(open, channel);
            if (which.isEmpty()) {
                return new ArrayList<>();
            }
            String sql = "SELECT " + COLUMNS
                    + " FROM message m JOIN channel c ON c.number = m.channel WHERE m.channel = ? AND " + where
                    + " LIMIT ?";
            try (PreparedStatement select = open.prepareStatement(sql)) {
                select.setLong(1, which.getAsLong());
                select.setLong(2, number);
                select.setInt(3, most);
                return entries(select);
            }
        });
    }

    /**
     * What a search has found.
     *
     * @param next where to go on for more; empty where there is no more
     */
    public record Found(List<Stored> hits, OptionalLong next) {

        /** Whether there may be more. */
        public boolean more() {
            return next.isPresent();
        }
    }

    /**
     * Searches everything that was said, from the newest back. Where it takes longer than {@value #SEARCH_MILLIS} ms to
     * find that many, it says what it has found until then and where to go on.
     *
     * @param before finds what was said before that place; {@link Long#MAX_VALUE} begins with the newest
     */
    public Found search(SearchQuery query, long before, int most) throws HistoryException {
        return read(
                open -> new Search(open, query).backFrom(before, most, Duration.ofMillis(SEARCH_MILLIS)),
                new Found(List.of(), OptionalLong.empty()));
    }

    /** The same from the eldest on: what was said after that place. */
    Found searchOn(SearchQuery query, long after, int most) throws HistoryException {
        return read(
                open -> new Search(open, query).onFrom(after, most, Duration.ofMillis(SEARCH_MILLIS)),
                new Found(List.of(), OptionalLong.empty()));
    }

    static List<Stored> entries(PreparedStatement select) throws SQLException {
        List<Stored> entries = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                entries.add(entry(rows));
            }
        }
        return entries;
    }

    static long number(ResultSet rows) throws SQLException {
        return rows.getLong(1);
    }

    static long millis(ResultSet rows) throws SQLException {
        return rows.getLong(5);
    }

    static Stored entry(ResultSet rows) throws SQLException {
        Writer writer = new Writer(
                Optional.ofNullable(rows.getString(6)),
                Optional.ofNullable(rows.getString(7)),
                optional(rows, 8),
                optional(rows, 9),
                Optional.ofNullable(rows.getString(10)),
                optional(rows, 11),
                Optional.ofNullable(rows.getString(12)));
        Entry entry = new Entry(
                ChannelRows.of(rows.getString(2), rows.getString(3)),
                rows.getString(4),
                Instant.ofEpochMilli(millis(rows)),
                writer,
                rows.getInt(13) != 0,
                Optional.ofNullable(rows.getString(14)),
                rows.getString(15));
        return new Stored(number(rows), entry);
    }

    private static OptionalLong optional(ResultSet rows, int column) throws SQLException {
        long value = rows.getLong(column);
        return rows.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
    }

    private interface Reading<T> {
        T from(Connection connection) throws SQLException;
    }

    private List<Stored> read(Reading<List<Stored>> reading) throws HistoryException {
        return read(reading, List.of());
    }

    private synchronized <T> T read(Reading<T> reading, T nothing) throws HistoryException {
        try {
            if (connection != null && !database.identity().equals(identity)) {
                // Deleted, or set aside for damage: what is said now is in another.
                letGo();
            }
            if (connection == null) {
                if (closed || !Files.exists(database.file())) {
                    return nothing;
                }
                identity = database.identity();
                Optional<Connection> opened = database.openToRead();
                if (opened.isEmpty()) {
                    return nothing;
                }
                connection = opened.get();
            }
            return reading.from(connection);
        } catch (SQLException | RuntimeException | LinkageError e) {
            HistoryException why = Failure.inWords(e, database.file());
            try {
                letGo();
            } catch (SQLException second) {
                why.addSuppressed(second);
            }
            throw why;
        }
    }

    private void letGo() throws SQLException {
        Connection open = connection;
        connection = null;
        if (open != null) {
            open.close();
        }
    }

    /** Waits for a call that is under way. */
    @Override
    public synchronized void close() throws HistoryException {
        closed = true;
        try {
            letGo();
        } catch (SQLException e) {
            throw Failure.inWords(e, database.file());
        }
    }
}
