package mailchute.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalLong;

/** Channels as the database has them. */
final class ChannelRows {

    static final String ROOM = "room";
    static final String WITH = "with";

    private ChannelRows() {}

    static OptionalLong numberOf(Connection connection, Channel channel) throws SQLException {
        try (PreparedStatement find = connection.prepareStatement("SELECT number FROM channel WHERE kind = ? AND name = ?")) {
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

    private static String kindOf(Channel channel) {
        return channel instanceof Channel.Room ? ROOM : WITH;
    }

    static Channel of(String kind, String name) {
        return kind.equals(ROOM) ? new Channel.Room(name) : new Channel.With(name);
    }
}
