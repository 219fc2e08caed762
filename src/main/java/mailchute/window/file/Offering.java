package mailchute.window.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import mailchute.ipc.IpcException;
import mailchute.room.transfer.FileExchange;
import mailchute.room.transfer.OutgoingTransfer;
import mailchute.room.transfer.Transfer;
import mailchute.settings.UserFolders;
import mailchute.window.part.Words;

/** Offers what someone dropped, chose or named, and says in the language of the windows why it cannot be. All of it blocks. */
public final class Offering {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd HH.mm.ss");

    private Offering() {}

    /** What someone typed: perhaps in quotes, perhaps from the home on. */
    public static Path path(String typed) {
        String bare = typed.length() > 1 && typed.startsWith("\"") && typed.endsWith("\"")
                ? typed.substring(1, typed.length() - 1)
                : typed;
        boolean home = bare.startsWith("~/") || bare.startsWith("~\\");
        return home ? Path.of(System.getProperty("user.home"), bare.substring(2)) : Path.of(bare);
    }

    /**
     * Offers a file.
     *
     * @throws IpcException in words, where it is none or cannot be read
     */
    public static Transfer file(FileExchange files, Path path) throws IpcException {
        if (Files.isDirectory(path)) {
            throw failure(Words.of("file.folder", path));
        }
        try {
            return files.offer(path);
        } catch (NoSuchFileException e) {
            throw failure(Words.of("file.missing", path));
        } catch (IOException e) {
            throw failure(Words.of("file.not-read", path, e.getMessage()));
        }
    }

    private static IpcException failure(String words) {
        return IpcException.inWords(IpcException.Reason.OTHER, "offer", words);
    }

    /** Offers a text that is too long for a message, as a file of its own. */
    public static Transfer text(FileExchange files, String text) throws IpcException {
        try {
            Files.createDirectories(outbox());
            String stem = Words.of("too-long.name", STAMP.format(LocalDateTime.now()));
            Path file = Files.createTempDirectory(outbox(), "text").resolve(stem + ".txt");
            Files.writeString(file, text);
            return file(files, file);
        } catch (IOException e) {
            throw e instanceof IpcException known
                    ? known
                    : failure(Words.of("file.not-read", outbox(), e.getMessage()));
        }
    }

    private static Path outbox() {
        return UserFolders.data().resolve("outbox");
    }

    /** Removes a text that was offered as a file and is over with; leaves every other file alone. */
    public static Transfer forget(Transfer transfer) throws IpcException {
        Path file = transfer.status().file().orElse(null);
        if (transfer instanceof OutgoingTransfer && file != null && file.startsWith(outbox())) {
            try {
                Files.deleteIfExists(file);
                Files.deleteIfExists(file.getParent());
            } catch (IOException e) {
                throw failure(Words.of("file.not-removed", file, e.getMessage()));
            }
        }
        return transfer;
    }
}
