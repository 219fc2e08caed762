package mailchute.settings;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file that the settings are in. Several processes change it at once: each writes the keys that it changed and no
 * others; keys that are not known here are kept. All calls may block.
 */
public final class SettingsFile {

    private static final Logger LOG = LoggerFactory.getLogger(SettingsFile.class);

    private static final List<String> HEADER = List.of(
            "# Mailchute's settings, one a line: key = value. What is not here has its default.",
            "# Windows that are open follow a change within a few seconds.",
            "");

    /**
     * What was read.
     *
     * @param settings what counts, the defaults in place of what could not be understood
     * @param problems what could not be
     */
    public record Loaded(Settings settings, List<SettingsProblem> problems) {}

    private final KeyedFile file;

    /** A file of settings, which need not be there. */
    public SettingsFile(Path file) {
        this.file = new KeyedFile(file, HEADER);
    }

    /** The file of this user: {@code settings.conf} in {@link UserFolders#settings}. */
    public static SettingsFile ofUser() {
        return new SettingsFile(UserFolders.settings().resolve("settings.conf"));
    }

    /** Where it is. */
    public Path path() {
        return file.path();
    }

    /** Reads the settings; a broken file is set aside. */
    public Loaded load() {
        try {
            return loaded(file.read());
        } catch (IOException e) {
            LOG.warn("settings: {}", e.toString());
            String why = e instanceof AccessDeniedException ? "access denied" : String.valueOf(e.getMessage());
            return new Loaded(Settings.DEFAULT, List.of(new SettingsProblem.Unreadable(file.path(), why)));
        }
    }

    /**
     * Writes what differs between the two, and nothing else.
     *
     * @return what counts now, changes of other processes included
     * @throws IOException where it cannot be written; the file is as it was
     */
    public Loaded change(Settings from, Settings to) throws IOException {
        Map<String, Optional<String>> before = from.texts();
        return loaded(file.change(text -> {
            KeyedText changed = text;
            for (Map.Entry<String, Optional<String>> entry : to.texts().entrySet()) {
                String key = entry.getKey();
                if (!entry.getValue().equals(before.get(key))) {
                    changed = entry.getValue().isPresent()
                            ? changed.with(key, entry.getValue().get())
                            : changed.without(key);
                }
            }
            return changed;
        }));
    }

    private Loaded loaded(KeyedFile.Content content) {
        List<SettingsProblem> problems = new ArrayList<>();
        content.setAside().ifPresent(aside -> problems.add(new SettingsProblem.SetAside(file.path(), aside)));
        Settings settings = Settings.of(
                content.text(), (key, value) -> problems.add(new SettingsProblem.BadValue(file.path(), key, value)));
        return new Loaded(settings, List.copyOf(problems));
    }

    /** What tells one version from another, for those who watch it. */
    Optional<KeyedFile.Stamp> stamp() throws IOException {
        return file.stamp();
    }
}
