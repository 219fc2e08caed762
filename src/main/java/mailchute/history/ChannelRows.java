package mailchute.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Channels as the database has them. */
final class ChannelRows {

    static final String ROOM = "room";
    static final String WITH = "with";

    /** The first of 8,192 letters that have no case: Han. */
    private static final char FIRST_LETTER = '\u4e00';

    private ChannelRows() {}

    static OptionalLong numberOf(Connection connection, Channel channel) throws SQLException {
        try (PreparedStatement find =
                connection.prepareStatement("SELECT number FROM channel WHERE kind = ? AND name = ?")) {
            find.setString(1, kindOf(channel));
            find.setString(2, channel.name());
            try (ResultSet rows = find.executeQuery()) {
                return rows.next() ? OptionalLong.of(rows.getLong(1)) : OptionalLong.empty();
            }
        }
    }

    static long add(Connection connection, Channel channel) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO channel (kind, name) VALUES (?, ?) RETURNING number")) {
            insert.setString(1, kindOf(channel));
            insert.setString(2, channel.name());
            try (ResultSet rows = insert.executeQuery()) {
                return rows.getLong(1);
            }
        }
    }

    /** The numbers of the channels of a kind with this name, in any case of letters. */
    static List<Long> numbersOf(Connection connection, String kind, String name) throws SQLException {
        List<Long> numbers = new ArrayList<>();
        try (PreparedStatement all = connection.prepareStatement("SELECT number, name FROM channel WHERE kind = ?")) {
            all.setString(1, kind);
            try (ResultSet rows = all.executeQuery()) {
                while (rows.next()) {
                    if (Searchable.of(rows.getString(2)).equalsIgnoreCase(name)) {
                        numbers.add(rows.getLong(1));
                    }
                }
            }
        }
        return numbers;
    }

    /** A channel's number as three letters, which the index of three letters finds as one. */
    static String letters(long number) {
        return new StringBuilder()
                .append((char) (FIRST_LETTER + (number >> 26 & 0x1fff)))
                .append((char) (FIRST_LETTER + (number >> 13 & 0x1fff)))
                .append((char) (FIRST_LETTER + (number & 0x1fff)))
                .toString();
    }

    private static String kindOf(Channel channel) {
        return channel instanceof Channel.Room ? ROOM : WITH;
    }

    static Channel of(String kind, String name) {
        return kind.equals(ROOM) ? new Channel.Room(name) : new Channel.With(name);
    }
}
