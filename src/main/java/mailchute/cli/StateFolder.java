package mailchute.cli;

import java.nio.file.Path;
import mailchute.ipc.IpcSystem;

/** Where this user's programs keep what they write for themselves, such as a log: the platform's place for it. */
final class StateFolder {

    private StateFolder() {}

    static Path path() {
        boolean windows = IpcSystem.Kind.ofThisMachine().orElse(null) == IpcSystem.Kind.WINDOWS;
        String state = System.getenv(windows ? "LOCALAPPDATA" : "XDG_STATE_HOME");
        Path base = state != null && Path.of(state).isAbsolute()
                ? Path.of(state)
                : Path.of(System.getProperty("user.home"), windows ? "AppData/Local" : ".local/state");
        return base.resolve("mailchute");
    }
}
