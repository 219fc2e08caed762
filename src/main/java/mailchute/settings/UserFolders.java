package mailchute.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mailchute.ipc.IpcSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where this user's programs keep their files: the XDG base directories on Linux, {@code %APPDATA%} and
 * {@code %LOCALAPPDATA%} on Windows. None of them is made here. An environment variable that is not an absolute path
 * counts as not set, as XDG has it.
 */
public final class UserFolders {

    private static final Logger LOG = LoggerFactory.getLogger(UserFolders.class);

    /** As {@code xdg-user-dirs-update} writes it: absolute, or in the home folder; a backslash before a special character. */
    private static final Pattern DOWNLOADS = Pattern.compile("\\s*XDG_DOWNLOAD_DIR=\"((?:\\$HOME)?/[^\"\\\\]*)\"\\s*");

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
     * Where this user's programs put what they fetch: the folder that the XDG user directories name on Linux,
     * {@code Downloads} of the user otherwise. Reads a file where there is one.
     */
    public static Path downloads() {
        Path usual = Path.of(System.getProperty("user.home"), "Downloads");
        if (onWindows()) {
            return usual;
        }
        Path directories = settings().resolveSibling("user-dirs.dirs");
        try (Stream<String> lines = Files.lines(directories)) {
            return lines.map(DOWNLOADS::matcher)
                    .filter(Matcher::matches)
                    .map(line -> Path.of(line.group(1).replaceFirst("^\\$HOME", System.getProperty("user.home"))))
                    .filter(Path::isAbsolute)
                    .reduce((first, last) -> last)
                    .orElse(usual);
        } catch (IOException | UncheckedIOException | InvalidPathException e) {
            LOG.debug("{}", directories, e);
            return usual;
        }
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
