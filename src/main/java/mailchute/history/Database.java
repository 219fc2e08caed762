package mailchute.history;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import mailchute.history.HistoryException.Reason;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/**
 * The database's file: how it is opened, what is in it, and how a damaged one is set aside.
 *
 * <p>It is in WAL mode, so that readers and the one writer of the moment do not wait for each other, and is written
 * through to the disk at each commit: what was told to be on disk outlives the process, and the machine too. The tables:
 * {@code message} has the entries, {@code message_text} finds any three letters in them, {@code message_pair}
 * {@linkplain ShortWords what is shorter}, {@code day} bounds a search by date without reading what is outside.
 */
final class Database {

    /** How long a writer waits for the writer of another process; one of them needs a fraction of a second. */
    private static final int BUSY_MILLIS = 5_000;

    private static final int VERSION = 1;

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
        this.file = file.toAbsolutePath();
    }

    Path file() {
        return file;
    }

    /** Makes what is not there: the folder and the file, for the user alone. */
    void make() throws SQLException {
        try {
            makeFolder();
            makeFile();
        } catch (IOException e) {
            throw Failure.of(Reason.NOT_WRITABLE, file.getParent() + " cannot be written", e);
        }
    }

    /** Opens it to write, and makes its tables. Waits for other processes that do the same at this moment. */
    Connection openToWrite() throws SQLException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(BUSY_MILLIS);
        while (true) {
            try {
                return tryToOpen();
            } catch (SQLException e) {
                // Going over to WAL, and the tables' first read, do not wait for a lock as everything else does.
                if (!Failure.isBusy(e) || System.nanoTime() - end >= 0) {
                    throw e;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            }
        }
    }

    private Connection tryToOpen() throws SQLException {
        Connection connection = config().createConnection("jdbc:sqlite:" + file);
        try {
            makeTables(connection);
            return connection;
        } catch (SQLException e) {
            closeQuietly(connection, e);
            throw e;
        }
    }

    /** Opens it to read; there must be one. Empty where nothing was ever kept in it. */
    Optional<Connection> openToRead() throws SQLException {
        SQLiteConfig config = config();
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        Connection connection = config.createConnection("jdbc:sqlite:" + file);
        try {
            int version = version(connection);
            if (version > VERSION) {
                throw laterVersion();
            }
            if (version == 0) {
                connection.close();
                return Optional.empty();
            }
            return Optional.of(connection);
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

    /** Nobody else may read it, whatever the folder allows; SQLite gives what it puts beside the file the same rights. */
    private void makeFile() throws IOException {
        if (Files.exists(file)) {
            return;
        }
        try {
            if (Files.getFileStore(file.getParent()).supportsFileAttributeView("posix")) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            } else {
                Files.createFile(file);
            }
        } catch (FileAlreadyExistsException another) {
            // Another process was faster.
            if (!Files.isRegularFile(file)) {
                throw another;
            }
        }
    }

    /**
     * Which file it is now, whatever its name: one that was deleted or set aside is another than the one in its place.
     * Nothing on Windows, where an open file stays where it is.
     */
    Optional<Object> identity() {
        try {
            return Optional.ofNullable(
                    Files.readAttributes(file, BasicFileAttributes.class).fileKey());
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private void makeFolder() throws IOException {
        Path folder = file.getParent();
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
                Files.createDirectory(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
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
                throw laterVersion();
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

    private static SQLException laterVersion() {
        return Failure.of(Reason.LATER_VERSION, "a later version of Mailchute wrote it", null);
    }

    private static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                var rows = statement.executeQuery("PRAGMA user_version")) {
            return rows.getInt(1);
        }
    }

    /**
     * Puts the damaged file, and what belongs to it, under another name beside it.
     *
     * @param certain whether it is damaged even where a check finds nothing
     * @return where it is now; the file itself where another process has set it aside meanwhile and begun a new one
     */
    Path setAside(boolean certain) throws IOException {
        // Those who find the damage at one moment take turns: the second finds what the first has begun.
        try (FileChannel turns = FileChannel.open(
                file.resolveSibling(file.getFileName() + ".lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE)) {
            turns.lock(); // until the channel is closed
            return !certain && isSound() ? file : moveAside();
        }
    }

    private Path moveAside() throws IOException {
        String stamp = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS")
                .format(Instant.now().atZone(ZoneId.systemDefault()));
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
        if (!Files.exists(file)) {
            return true;
        }
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
