package mailchute.history;

import java.nio.file.Files;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
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

    private final Database database;
    private Connection connection;
    private boolean closed;

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
            String sql = "SELECT " + COLUMNS + " FROM message m JOIN channel c ON c.number = m.channel WHERE m.channel = ? AND "
                    + where + " LIMIT ?";
            try (PreparedStatement select = open.prepareStatement(sql)) {
                select.setLong(1, which.getAsLong());
                select.setLong(2, number);
                select.setInt(3, most);
                return entries(select);
            }
        });
    }

    /** What a search has found: the newest hits first, and whether there may be more. */
    public record Found(List<Stored> hits, boolean more) {}

    /**
     * Searches everything that was said.
     *
     * @param before finds what was said before that place; {@link Long#MAX_VALUE} begins with the newest
     */
    public Found search(SearchQuery query, long before, int most) throws HistoryException {
        return this.<Found>read(open -> {
            List<Stored> hits = new Search(open, query).find(before, most + 1);
            boolean more = hits.size() > most;
            return new Found(more ? List.copyOf(hits.subList(0, most)) : hits, more);
        }, new Found(List.of(), false));
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

    private static Stored entry(ResultSet rows) throws SQLException {
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
                Instant.ofEpochMilli(rows.getLong(5)),
                writer,
                rows.getInt(13) != 0,
                Optional.ofNullable(rows.getString(14)),
                rows.getString(15));
        return new Stored(rows.getLong(1), entry);
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
            if (connection == null) {
                if (closed || !Files.exists(database.file())) {
                    return nothing;
                }
                connection = database.openToRead();
            }
            return reading.from(connection);
        } catch (SQLException e) {
            letGo(e);
            throw new HistoryException(words(e), e);
        }
    }

    /** A failure in words for people. */
    static String words(Exception e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return message.replaceAll("\\s+", " ");
    }

    private void letGo(Exception why) {
        if (connection != null) {
            Database.closeQuietly(connection, why);
            connection = null;
        }
    }

    /** Waits for a call that is under way. */
    @Override
    public synchronized void close() throws HistoryException {
        closed = true;
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                throw new HistoryException(words(e), e);
            } finally {
                connection = null;
            }
        }
    }
}
