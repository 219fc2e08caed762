package mailchute.cli;

import java.nio.file.Path;
import mailchute.history.History;
import mailchute.settings.LiveSettings;
import mailchute.settings.UserFolders;

/** The user's history: one database for all windows and commands. */
final class HistoryFile {

    private HistoryFile() {}

    static Path path() {
        return UserFolders.data().resolve("history.db");
    }

    /** Opens it; the file is made with the first message. It is written as long as the settings say so. */
    static History open() {
        History history = History.open(path());
        LiveSettings settings = LiveSettings.ofUser();
        history.keep(settings.current().history());
        settings.listen(now -> history.keep(now.history()));
        settings.watch();
        return history;
    }
}
