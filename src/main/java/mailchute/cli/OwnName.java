package mailchute.cli;

import java.util.Optional;
import mailchute.ipc.IpcException;
import mailchute.ipc.User;
import mailchute.settings.LiveSettings;
import mailchute.wire.Names;

/** Who says what this command says. */
final class OwnName {

    private OwnName() {}

    /** The nickname that was given, else the one in the settings, else the account's name as near as it goes. */
    static String of(String given) throws IpcException {
        if (given != null) {
            return Names.nickname(given);
        }
        Optional<String> chosen = LiveSettings.ofUser().current().nickname();
        return chosen.isPresent()
                ? chosen.get()
                : Names.nicknameFor(User.current().name());
    }
}
