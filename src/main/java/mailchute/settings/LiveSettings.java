package mailchute.settings;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings of this moment, which follow the file: what one process changes reaches the others. The file is looked at
 * (its time and size, nothing more) every {@value #PAUSE_SECONDS} seconds, and at once when {@link #lookAgain} is called.
 */
public final class LiveSettings {

    private static final Logger LOG = LoggerFactory.getLogger(LiveSettings.class);

    private static final int PAUSE_SECONDS = 2;
    private static final Duration PAUSE = Duration.ofSeconds(PAUSE_SECONDS);

    private static LiveSettings ofUser;

    private final SettingsFile file;
    private final List<Consumer<Settings>> listeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<SettingsProblem>> problemListeners = new CopyOnWriteArrayList<>();

    // Guarded by this object's lock, under which the file is read: whoever comes second sees the newer version.
    private Optional<KeyedFile.Stamp> stamp = Optional.empty();
    private SettingsFile.Loaded loaded;
    private boolean watching;

    private final Object wish = new Object();
    private boolean wished;

    /** The settings in a file, which is read by the first one who asks. */
    public LiveSettings(SettingsFile file) {
        this.file = file;
    }

    /** The settings of this user, the same object for the whole process. */
    public static synchronized LiveSettings ofUser() {
        if (ofUser == null) {
            ofUser = new LiveSettings(SettingsFile.ofUser());
        }
        return ofUser;
    }

    /** The settings of now; the first call reads the file. */
    public Settings current() {
        return loaded().settings();
    }

    /** What was wrong when the file was read last. */
    public List<SettingsProblem> problems() {
        return loaded().problems();
    }

    private synchronized SettingsFile.Loaded loaded() {
        if (loaded == null) {
            stamp = stampOfNow();
            loaded = file.load();
        }
        return loaded;
    }

    /** Calls the listener with the new settings after each change, whoever made it, on a thread of its own. */
    public void listen(Consumer<Settings> listener) {
        listeners.add(listener);
    }

    /** Calls this listener no more. */
    public void unlisten(Consumer<Settings> listener) {
        listeners.remove(listener);
    }

    /** Calls the listener with what is wrong with a version of the file that is read from now on. */
    public void onProblem(Consumer<SettingsProblem> listener) {
        problemListeners.add(listener);
    }

    /**
     * Changes the settings, and tells the listeners before it returns. Blocks.
     *
     * @param from what was shown to the user
     * @param to what the user made of it; what is the same in both is left as it is in the file
     * @throws IOException where the file cannot be written; nothing has changed then
     */
    public void change(Settings from, Settings to) throws IOException {
        Settings before;
        SettingsFile.Loaded now;
        synchronized (this) {
            before = current();
            now = file.change(from, to);
            // The stamp stays old: the next look finds this version, and what others have written since.
            loaded = now;
        }
        tell(before, now);
    }

    /** Follows the file from now on, with a thread that does not keep the process alive. */
    public synchronized void watch() {
        if (watching) {
            return;
        }
        watching = true;
        Thread watcher = new Thread(this::followFile, "mailchute-settings");
        watcher.setDaemon(true);
        watcher.start();
    }

    /** Has the file looked at now, without waiting for it; on any thread, once it is watched. */
    public void lookAgain() {
        synchronized (wish) {
            wished = true;
            wish.notifyAll();
        }
    }

    private void followFile() {
        try {
            while (true) {
                look();
                synchronized (wish) {
                    // Woken for no reason, it looks once more than it has to.
                    if (!wished) {
                        wish.wait(PAUSE.toMillis());
                    }
                    wished = false;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        Settings before;
        SettingsFile.Loaded now;
        synchronized (this) {
            before = current();
            Optional<KeyedFile.Stamp> newest = stampOfNow();
            if (newest.equals(stamp)) {
                return;
            }
            // Taken before the file is read: what is written meanwhile is noticed the next time.
            stamp = newest;
            now = file.load();
            loaded = now;
        }
        tell(before, now);
    }

    private void tell(Settings before, SettingsFile.Loaded now) {
        now.problems().forEach(problem -> problemListeners.forEach(listener -> listener.accept(problem)));
        if (!now.settings().equals(before)) {
            listeners.forEach(listener -> listener.accept(now.settings()));
        }
    }

    private Optional<KeyedFile.Stamp> stampOfNow() {
        try {
            return file.stamp();
        } catch (IOException e) {
            // Reading it tells the user, in its own words, what is wrong.
            LOG.debug("settings", e);
            return Optional.empty();
        }
    }
}
