package mailchute.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** Writes entries into the database, many in one transaction. */
final class EntryWriter implements AutoCloseable {

    private final Connection connection;
    private final Statement transaction;
    private final PreparedStatement insert;
    private final PreparedStatement update;
    private final PreparedStatement find;
    private final PreparedStatement findLine;
    private final PreparedStatement insertText;
    private final PreparedStatement deleteText;
    private final PreparedStatement insertShort;
    private final PreparedStatement deleteShort;
    private final PreparedStatement noteDay;
    private final Map<Channel, Long> channels = new HashMap<>();

    /** Opens the database to write. */
    static EntryWriter open(Database database) throws SQLException {
        Connection connection = database.openToWrite();
        try {
            return new EntryWriter(connection);
        } catch (SQLException e) {
            Database.closeQuietly(connection, e);
            throw e;
        }
    }

    private EntryWriter(Connection connection) throws SQLException {
        this.connection = connection;
        transaction = connection.createStatement();
        insert = connection.prepareStatement("""
                INSERT OR IGNORE INTO message (channel, id, at, sender, nickname, program, claimed, vouched, account,
                    parent, slot, own, line, text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                RETURNING number""");
        update = connection.prepareStatement("UPDATE message SET id = ?, at = ?, text = ? WHERE number = ?");
        find = connection.prepareStatement("SELECT number FROM message WHERE channel = ? AND id = ?");
        findLine = connection.prepareStatement("""
                SELECT number, id FROM message
                WHERE channel = ? AND line = ? AND sender = ? AND account IS ? AND own = ?""");
        insertText = connection.prepareStatement(
                "INSERT INTO message_text (rowid, text, sender, place) VALUES (?, ?, ?, ?)");
        deleteText = connection.prepareStatement("DELETE FROM message_text WHERE rowid = ?");
        insertShort = connection.prepareStatement("INSERT INTO message_pair (rowid, pairs) VALUES (?, ?)");
        deleteShort = connection.prepareStatement("DELETE FROM message_pair WHERE rowid = ?");
        noteDay = connection.prepareStatement("""
                INSERT INTO day (day, first, last) VALUES (?, ?, ?)
                ON CONFLICT (day) DO UPDATE SET first = min(first, excluded.first), last = max(last, excluded.last)
                WHERE excluded.first < first OR excluded.last > last""");
    }

    /**
     * Writes them all, or none where this throws.
     *
     * @return the place of each
     */
    List<Long> write(List<Entry> entries) throws SQLException {
        // By hand: the driver's commit() begins the next transaction at once, and would keep all others out until then.
        // And
        // at once as one that writes: what begins as a read fails where another process has written meanwhile.
        transaction.execute("BEGIN IMMEDIATE");
        try {
            Map<Long, long[]> days = new HashMap<>();
            List<Long> numbers = new ArrayList<>(entries.size());
            for (Entry entry : entries) {
                long channel = channel(entry.channel());
                OptionalLong written = write(entry, channel);
                // What is here already leaves no trace: a transaction of nothing else costs the disk nothing.
                long number = written.isPresent() ? written.getAsLong() : placeOf(entry, channel);
                numbers.add(number);
                if (written.isPresent()) {
                    days.merge(
                            Math.floorDiv(entry.at().toEpochMilli(), TimeUnit.DAYS.toMillis(1)),
                            new long[] {number, number},
                            (known, added) -> new long[] {Math.min(known[0], number), Math.max(known[1], number)});
                }
            }
            for (Map.Entry<Long, long[]> day : days.entrySet()) {
                noteDay.setLong(1, day.getKey());
                noteDay.setLong(2, day.getValue()[0]);
                noteDay.setLong(3, day.getValue()[1]);
                noteDay.executeUpdate();
            }
            transaction.execute("COMMIT");
            return numbers;
        } catch (SQLException e) {
            channels.clear();
            try {
                transaction.execute("ROLLBACK");
            } catch (SQLException second) {
                e.addSuppressed(second);
            }
            throw e;
        }
    }

    /** The place of the entry; empty where it is here already, or a newer one of its line. */
    private OptionalLong write(Entry entry, long channel) throws SQLException {
        if (entry.line().isPresent()) {
            findLine(entry, channel);
            try (ResultSet rows = findLine.executeQuery()) {
                if (rows.next()) {
                    // Ids sort by time (UUIDv7). A receiver that lags behind must not bring back what was replaced.
                    if (rows.getString(2).compareTo(entry.id()) >= 0) {
                        return OptionalLong.empty();
                    }
                    long number = rows.getLong(1);
                    replace(entry, channel, number);
                    return OptionalLong.of(number);
                }
            }
        }
        return insert(entry, channel);
    }

    /** The place of what is here already, by this process or by another that heard the same. */
    private long placeOf(Entry entry, long channel) throws SQLException {
        find.setLong(1, channel);
        find.setString(2, entry.id());
        OptionalLong number = numberOf(find);
        if (number.isEmpty()) {
            findLine(entry, channel);
            number = numberOf(findLine);
        }
        return number.orElseThrow();
    }

    private void findLine(Entry entry, long channel) throws SQLException {
        findLine.setLong(1, channel);
        findLine.setString(2, entry.line().orElse(null));
        findLine.setString(3, entry.writer().name());
        findLine.setString(4, entry.writer().user().orElse(null));
        findLine.setInt(5, entry.own() ? 1 : 0);
    }

    private void replace(Entry entry, long channel, long number) throws SQLException {
        update.setString(1, entry.id());
        update.setLong(2, entry.at().toEpochMilli());
        update.setString(3, entry.text());
        update.setLong(4, number);
        update.executeUpdate();
        deleteText.setLong(1, number);
        deleteText.executeUpdate();
        deleteShort.setLong(1, number);
        deleteShort.executeUpdate();
        index(entry, channel, number);
    }

    /** Empty where it is there already. */
    private OptionalLong insert(Entry entry, long channel) throws SQLException {
        Writer writer = entry.writer();
        insert.setLong(1, channel);
        insert.setString(2, entry.id());
        insert.setLong(3, entry.at().toEpochMilli());
        insert.setString(4, writer.name());
        insert.setString(5, writer.nickname().orElse(null));
        insert.setString(6, writer.program().orElse(null));
        set(insert, 7, writer.claimed());
        set(insert, 8, writer.vouched());
        insert.setString(9, writer.user().orElse(null));
        set(insert, 10, writer.parent());
        insert.setString(11, writer.slot().orElse(null));
        insert.setInt(12, entry.own() ? 1 : 0);
        insert.setString(13, entry.line().orElse(null));
        insert.setString(14, entry.text());
        OptionalLong number = numberOf(insert);
        if (number.isPresent()) {
            index(entry, channel, number.getAsLong());
        }
        return number;
    }

    private void index(Entry entry, long channel, long number) throws SQLException {
        String text = Searchable.of(entry.text());
        String sender = Searchable.of(entry.writer().name());
        insertText.setLong(1, number);
        insertText.setString(2, text);
        insertText.setString(3, sender);
        insertText.setString(4, ChannelRows.letters(channel));
        insertText.executeUpdate();
        insertShort.setLong(1, number);
        insertShort.setString(2, ShortWords.of(text, sender, channel));
        insertShort.executeUpdate();
    }

    private static OptionalLong numberOf(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            return rows.next() ? OptionalLong.of(rows.getLong(1)) : OptionalLong.empty();
        }
    }

    private static void set(PreparedStatement statement, int index, OptionalLong value) throws SQLException {
        if (value.isPresent()) {
            statement.setLong(index, value.getAsLong());
        } else {
            statement.setNull(index, Types.INTEGER);
        }
    }

    private long channel(Channel channel) throws SQLException {
        Long known = channels.get(channel);
        if (known == null) {
            OptionalLong number = ChannelRows.numberOf(connection, channel);
            known = number.isPresent() ? number.getAsLong() : ChannelRows.add(connection, channel);
            channels.put(channel, known);
        }
        return known;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
