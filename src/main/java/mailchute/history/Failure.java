package mailchute.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import mailchute.history.HistoryException.Reason;
import org.sqlite.SQLiteException;

/** What a failure of the database means to people. */
final class Failure {

    // The primary result codes of SQLite, the low byte of the extended ones.
    private static final int PERM = 3;
    private static final int BUSY = 5;
    private static final int LOCKED = 6;
    private static final int READONLY = 8;
    private static final int IOERR = 10;
    private static final int CORRUPT = 11;
    private static final int FULL = 13;
    private static final int CANTOPEN = 14;
    private static final int PROTOCOL = 15;
    private static final int NOTADB = 26;

    /** With less than that left a disk counts as full: SQLite grows its files by more. */
    private static final long NEARLY_NOTHING = 128 * 1024;

    private Failure() {}

    /** A failure that is not the database's own. */
    static SQLException of(Reason reason, String words, Throwable cause) {
        return new SQLException(words, new HistoryException(reason, words, cause));
    }

    /** The failure in words. */
    static HistoryException inWords(Throwable failure, Path file) {
        if (failure instanceof HistoryException known) {
            return known;
        }
        if (failure.getCause() instanceof HistoryException known) {
            return known;
        }
        Reason reason = reason(failure, file);
        String words = switch (reason) {
            case FULL -> "the disk is full";
            case NOT_WRITABLE -> file.getParent() + " cannot be written";
            case BUSY -> "another process of Mailchute holds it and does not go on";
            case DAMAGED -> file + " is damaged";
            case LATER_VERSION -> "a later version of Mailchute wrote it";
            case OTHER -> ownWords(failure);
        };
        return new HistoryException(reason, words, failure);
    }

    private static Reason reason(Throwable failure, Path file) {
        return switch (code(failure)) {
            case FULL -> Reason.FULL;
            case IOERR -> isNearlyFull(file) ? Reason.FULL : Reason.OTHER;
            case PERM, READONLY, CANTOPEN -> isNearlyFull(file) ? Reason.FULL : Reason.NOT_WRITABLE;
            case BUSY, LOCKED, PROTOCOL -> Reason.BUSY;
            case CORRUPT, NOTADB -> Reason.DAMAGED;
            default -> Reason.OTHER;
        };
    }

    private static int code(Throwable failure) {
        return failure instanceof SQLiteException own ? own.getResultCode().code & 0xff : 0;
    }

    private static boolean isNearlyFull(Path file) {
        try {
            return Files.getFileStore(file.getParent()).getUsableSpace() < NEARLY_NOTHING;
        } catch (IOException unknown) {
            return false;
        }
    }

    /** The last cause says most: a driver that cannot be loaded hides it behind another failure. */
    private static String ownWords(Throwable failure) {
        Throwable last = failure;
        while (last.getCause() != null && last.getCause() != last) {
            last = last.getCause();
        }
        String message = last.getMessage() == null ? last.getClass().getSimpleName() : last.getMessage();
        return message.replaceAll("\\s+", " ");
    }

    /** Whether the failure says that the file is damaged, or no database at all. */
    static boolean isDamage(Throwable failure) {
        int code = code(failure);
        return code == CORRUPT || code == NOTADB;
    }

    /** Whether another process was in the way. */
    static boolean isBusy(Throwable failure) {
        int code = code(failure);
        return code == BUSY || code == LOCKED || code == PROTOCOL;
    }
}
