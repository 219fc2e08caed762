package mailchute.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
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
    private final PreparedStatement insert;
    private final PreparedStatement update;
    private final PreparedStatement find;
    private final PreparedStatement findLine;
    private final PreparedStatement insertText;
    private final PreparedStatement deleteText;
    private final PreparedStatement insertPairs;
    private final PreparedStatement deletePairs;
    private final PreparedStatement noteDay;
    private final Map<Channel, Long> channels = new HashMap<>();

    EntryWriter(Connection connection) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(false);
        insert = connection.prepareStatement("""
                INSERT OR IGNORE INTO message (channel, id, at, sender, nickname, program, claimed, vouched, account,
                    parent, slot, own, line, text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                RETURNING number""");
        update = connection.prepareStatement("UPDATE message SET id = ?, at = ?, text = ? WHERE number = ?");
        find = connection.prepareStatement("SELECT number FROM message WHERE channel = ? AND id = ?");
        findLine = connection.prepareStatement("""
                SELECT number FROM message WHERE channel = ? AND line = ? AND sender = ? AND account IS ? AND own = ?""");
        insertText = connection.prepareStatement(
                "INSERT INTO message_text (rowid, text, sender, place) VALUES (?, ?, ?, ?)");
        deleteText = connection.prepareStatement("DELETE FROM message_text WHERE rowid = ?");
        insertPairs = connection.prepareStatement("INSERT INTO message_pair (rowid, pairs) VALUES (?, ?)");
        deletePairs = connection.prepareStatement("DELETE FROM message_pair WHERE rowid = ?");
        noteDay = connection.prepareStatement("""
                INSERT INTO day (day, first, last) VALUES (?, ?, ?)
                ON CONFLICT (day) DO UPDATE SET first = min(first, excluded.first), last = max(last, excluded.last)""");
    }

    /**
     * Writes them all, or none where this throws.
     *
     * @return the place of each
     */
    List<Long> write(List<Entry> entries) throws SQLException {
        try {
            Map<Long, long[]> days = new HashMap<>();
            List<Long> numbers = new ArrayList<>(entries.size());
            for (Entry entry : entries) {
                long number = write(entry, channel(entry.channel()));
                numbers.add(number);
                days.merge(
                        TimeUnit.MILLISECONDS.toDays(entry.at().toEpochMilli()),
                        new long[] {number, number},
                        (known, added) -> new long[] {Math.min(known[0], number), Math.max(known[1], number)});
            }
            for (Map.Entry<Long, long[]> day : days.entrySet()) {
                noteDay.setLong(1, day.getKey());
                noteDay.setLong(2, day.getValue()[0]);
                noteDay.setLong(3, day.getValue()[1]);
                noteDay.executeUpdate();
            }
            connection.commit();
            return numbers;
        } catch (SQLException e) {
            channels.clear();
            try {
                connection.rollback();
            } catch (SQLException second) {
                e.addSuppressed(second);
            }
            throw e;
        }
    }

    private long write(Entry entry, long channel) throws SQLException {
        OptionalLong replaced = lineOf(entry, channel);
        if (replaced.isPresent()) {
            replace(entry, replaced.getAsLong());
            return replaced.getAsLong();
        }
        OptionalLong inserted = insert(entry, channel);
        if (inserted.isPresent()) {
            return inserted.getAsLong();
        }
        // Another process heard the same and was faster.
        find.setLong(1, channel);
        find.setString(2, entry.id());
        return numberOf(find).orElseThrow();
    }

    private OptionalLong lineOf(Entry entry, long channel) throws SQLException {
        if (entry.line().isEmpty()) {
            return OptionalLong.empty();
        }
        findLine.setLong(1, channel);
        findLine.setString(2, entry.line().get());
        findLine.setString(3, entry.writer().name());
        findLine.setString(4, entry.writer().user().orElse(null));
        findLine.setInt(5, entry.own() ? 1 : 0);
        return numberOf(findLine);
    }

    private void replace(Entry entry, long number) throws SQLException {
        update.setString(1, entry.id());
        update.setLong(2, entry.at().toEpochMilli());
        update.setString(3, entry.text());
        update.setLong(4, number);
        update.executeUpdate();
        deleteText.setLong(1, number);
        deleteText.executeUpdate();
        deletePairs.setLong(1, number);
        deletePairs.executeUpdate();
        index(entry, number);
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
            index(entry, number.getAsLong());
        }
        return number;
    }

    private void index(Entry entry, long number) throws SQLException {
        insertText.setLong(1, number);
        insertText.setString(2, entry.text());
        insertText.setString(3, entry.writer().name());
        insertText.setString(4, entry.channel().name());
        insertText.executeUpdate();
        String pairs = Pairs.of(entry.text());
        if (!pairs.isEmpty()) {
            insertPairs.setLong(1, number);
            insertPairs.setString(2, pairs);
            insertPairs.executeUpdate();
        }
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
