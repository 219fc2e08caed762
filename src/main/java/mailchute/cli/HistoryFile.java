package mailchute.cli;

import java.nio.file.Path;
import mailchute.history.History;
import mailchute.settings.UserFolders;

/** The user's history: one database for all windows and commands. */
final class HistoryFile {

    private HistoryFile() {}

    static Path path() {
        return UserFolders.data().resolve("history.db");
    }

    /** Opens it; the file is made with the first message. */
    static History open() {
        return History.open(path());
    }
}
