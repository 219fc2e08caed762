package mailchute.settings;

import java.nio.file.Path;
import mailchute.ipc.IpcSystem;

/**
 * Where this user's programs keep their files: the XDG base directories on Linux, {@code %APPDATA%} and
 * {@code %LOCALAPPDATA%} on Windows. None of them is made here. An environment variable that is not an absolute path
 * counts as not set, as XDG has it.
 */
public final class UserFolders {

    private UserFolders() {}

    /** What the user has chosen: {@code ~/.config/mailchute}, {@code %APPDATA%\mailchute}. */
    public static Path settings() {
        return folder("XDG_CONFIG_HOME", ".config", "APPDATA", "AppData/Roaming");
    }

    /** What has to last: {@code ~/.local/share/mailchute}, {@code %LOCALAPPDATA%\mailchute}. */
    public static Path data() {
        return folder("XDG_DATA_HOME", ".local/share", "LOCALAPPDATA", "AppData/Local");
    }

    /** What may be lost, such as a log: {@code ~/.local/state/mailchute}, {@code %LOCALAPPDATA%\mailchute}. */
    public static Path state() {
        return folder("XDG_STATE_HOME", ".local/state", "LOCALAPPDATA", "AppData/Local");
    }

    /**
     * Where a user looks for what arrived: {@code XDG_DOWNLOAD_DIR} of {@code ~/.config/user-dirs.dirs}, else
     * {@code ~/Downloads}; {@code %USERPROFILE%\Downloads}.
     */
    public static Path downloads() {
        if (onWindows()) {
            String profile = System.getenv("USERPROFILE");
            return Path.of(profile == null ? System.getProperty("user.home") : profile, "Downloads");
        }
        return DownloadFolder.in(settings().resolveSibling("user-dirs.dirs"), Path.of(System.getProperty("user.home")));
    }

    private static boolean onWindows() {
        return IpcSystem.Kind.ofThisMachine().orElse(null) == IpcSystem.Kind.WINDOWS;
    }

    private static Path folder(String linux, String inHome, String windows, String inProfile) {
        boolean onWindows = onWindows();
        String named = System.getenv(onWindows ? windows : linux);
        Path base = named != null && Path.of(named).isAbsolute()
                ? Path.of(named)
                : Path.of(System.getProperty("user.home"), onWindows ? inProfile : inHome);
        return base.resolve("mailchute");
    }
}
