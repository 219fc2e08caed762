package mailchute.history;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.sqlite.SQLiteOpenMode;

/**
 * The database's file: how it is opened, what is in it, and how a damaged one is set aside.
 *
 * <p>It is in WAL mode, so that readers and the one writer of the moment do not wait for each other, and is written
 * through to the disk at each commit: what was told to be on disk outlives the process, and the machine too. The tables:
 * {@code message} has the entries, {@code message_text} finds any three letters in them, {@code message_pair} any two of
 * scripts with short words, {@code day} bounds a search by date without reading what is outside.
 */
final class Database {

    /** How long a writer waits for the writer of another process; one of them needs a fraction of a second. */
    private static final int BUSY_MILLIS = 5_000;

    private static final int VERSION = 1;

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS");

    private static final String[] SCHEMA = {
        "CREATE TABLE channel (number INTEGER PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, UNIQUE (kind, name))",
        """
        CREATE TABLE message (
            number INTEGER PRIMARY KEY, channel INTEGER NOT NULL REFERENCES channel, id TEXT NOT NULL, at INTEGER NOT NULL,
            sender TEXT NOT NULL, nickname TEXT, program TEXT, claimed INTEGER, vouched INTEGER, account TEXT,
            parent INTEGER, slot TEXT, own INTEGER NOT NULL, line TEXT, text TEXT NOT NULL)""",
        "CREATE UNIQUE INDEX message_id ON message (channel, id)",
        "CREATE INDEX message_place ON message (channel, number)",
        "CREATE INDEX message_line ON message (channel, line) WHERE line IS NOT NULL",
        """
        CREATE VIRTUAL TABLE message_text USING fts5 (
            text, sender, place, content='', contentless_delete=1, tokenize='trigram')""",
        """
        CREATE VIRTUAL TABLE message_pair USING fts5 (
            pairs, content='', contentless_delete=1, detail=none, tokenize="unicode61 remove_diacritics 0")""",
        "CREATE TABLE day (day INTEGER PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL)",
    };

    private final Path file;

    Database(Path file) {
        this.file = file;
    }

    Path file() {
        return file;
    }

    /** Opens it to write, and makes what is not there: the folder, for the user alone, the file and its tables. */
    Connection openToWrite() throws SQLException {
        try {
            makeFolder();
        } catch (IOException e) {
            throw new SQLException("the folder cannot be made: " + e.getMessage(), e);
        }
        Connection connection = config().createConnection("jdbc:sqlite:" + file);
        try {
            makeTables(connection);
            return connection;
        } catch (SQLException e) {
            closeQuietly(connection, e);
            throw e;
        }
    }

    /** Opens it to read; there must be one. */
    Connection openToRead() throws SQLException {
        SQLiteConfig config = config();
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        Connection connection = config.createConnection("jdbc:sqlite:" + file);
        try {
            if (version(connection) != VERSION) {
                throw new SQLException("it has no messages, or a later Mailchute wrote it");
            }
            return connection;
        } catch (SQLException e) {
            closeQuietly(connection, e);
            throw e;
        }
    }

    private static SQLiteConfig config() {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        // A write that begins as a read fails at once where another process has written meanwhile.
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        config.setCacheSize(-8_000);
        return config;
    }

    private void makeFolder() throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(folder)) {
            return;
        }
        Path above = folder.getParent();
        if (above != null) {
            Files.createDirectories(above);
        }
        boolean posix = Files.getFileStore(above == null ? folder : above).supportsFileAttributeView("posix");
        try {
            if (posix) {
                Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } else {
                Files.createDirectory(folder);
            }
        } catch (FileAlreadyExistsException another) {
            // Another process was faster.
            if (!Files.isDirectory(folder)) {
                throw another;
            }
        }
    }

    private static void makeTables(Connection connection) throws SQLException {
        if (version(connection) == VERSION) {
            return;
        }
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            // Only inside the transaction is it certain that no other process is making them.
            int version = version(connection);
            if (version > VERSION) {
                throw new SQLException("a later Mailchute wrote it");
            }
            if (version == 0) {
                for (String sql : SCHEMA) {
                    statement.executeUpdate(sql);
                }
                statement.executeUpdate("PRAGMA user_version = " + VERSION);
            }
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                var rows = statement.executeQuery("PRAGMA user_version")) {
            return rows.getInt(1);
        }
    }

    /** Whether the failure says that the file is damaged, or no database at all. */
    static boolean isDamage(SQLException e) {
        if (!(e instanceof SQLiteException failure)) {
            return false;
        }
        int code = failure.getResultCode().code & 0xff;
        return code == SQLiteErrorCode.SQLITE_CORRUPT.code || code == SQLiteErrorCode.SQLITE_NOTADB.code;
    }

    /**
     * Puts the damaged file, and what belongs to it, under another name beside it.
     *
     * @return where it is now; the file itself where another process has set it aside meanwhile and begun a new one
     */
    Path setAside() throws IOException {
        if (isSound()) {
            return file;
        }
        String stamp = STAMP.format(Instant.now().atZone(ZoneId.systemDefault()));
        Path aside = file.resolveSibling(file.getFileName() + ".damaged-" + stamp);
        Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
        for (String ending : new String[] {"-wal", "-shm"}) {
            Path part = file.resolveSibling(file.getFileName() + ending);
            if (Files.exists(part)) {
                Files.move(part, aside.resolveSibling(aside.getFileName() + ending), StandardCopyOption.ATOMIC_MOVE);
            }
        }
        return aside;
    }

    private boolean isSound() {
        try (Connection connection = config().createConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery("PRAGMA quick_check(1)")) {
            return rows.next() && "ok".equals(rows.getString(1));
        } catch (SQLException e) {
            return false;
        }
    }

    /** Closes the connection; a failure to is kept beside the one that led here. */
    static void closeQuietly(Connection connection, Exception why) {
        try {
            connection.close();
        } catch (SQLException e) {
            why.addSuppressed(e);
        }
    }
}
