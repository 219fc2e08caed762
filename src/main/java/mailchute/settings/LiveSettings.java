package mailchute.settings;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings of this moment, which follow the file: what one process changes reaches the others. The file is looked at
 * (its time and size, nothing more) every {@value #PAUSE_SECONDS} seconds, and at once when {@link #lookAgain} is called.
 */
public final class LiveSettings implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LiveSettings.class);

    private static final int PAUSE_SECONDS = 2;
    private static final Duration PAUSE = Duration.ofSeconds(PAUSE_SECONDS);

    /** Who wants to know; called on a thread that is not the windows'. */
    @FunctionalInterface
    public interface Listener {

        /** What counts from now on, whoever has changed it. */
        void changed(Settings now);

        /** The version of the file that was just read has something wrong. */
        default void broken(SettingsProblem problem) {}
    }

    private static LiveSettings ofUser;

    private final SettingsFile file;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    /** Held from the look at the file to the end of the telling: nobody is told of an older version last. Before this object's. */
    private final Object telling = new Object();

    // Guarded by this object's lock, under which the file is read: whoever comes second sees the newer version.
    private Optional<KeyedFile.Stamp> stamp = Optional.empty();
    private SettingsFile.Loaded loaded;
    private Optional<Thread> watcher = Optional.empty();
    private boolean closed;

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
            load();
        }
        return loaded;
    }

    private void load() {
        loaded = file.load();
        if (loaded.problems().stream().anyMatch(SettingsProblem.SetAside.class::isInstance)) {
            // That the file is gone now is no news: what was wrong with it is still to be said.
            stamp = Optional.empty();
        }
    }

    /** Tells the listener of each change. */
    public void listen(Listener listener) {
        listeners.add(listener);
    }

    /** Tells this listener nothing more. */
    public void unlisten(Listener listener) {
        listeners.remove(listener);
    }

    /**
     * Changes the settings, and tells the listeners before it returns. Blocks.
     *
     * @param from what was shown to the user
     * @param to what the user made of it; what is the same in both is left as it is in the file
     * @throws IOException where the file cannot be written; nothing has changed then
     */
    public void change(Settings from, Settings to) throws IOException {
        synchronized (telling) {
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
    }

    /** Follows the file from now on, with a thread that does not keep the process alive. */
    public synchronized void watch() {
        if (closed || watcher.isPresent()) {
            return;
        }
        Thread thread = new Thread(this::followFile, "mailchute-settings");
        thread.setDaemon(true);
        thread.start();
        watcher = Optional.of(thread);
    }

    /** Follows the file no more. */
    @Override
    public synchronized void close() {
        closed = true;
        watcher.ifPresent(Thread::interrupt);
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

    /** Reads the file if it is another version than the one that was read last, and tells. */
    void look() {
        synchronized (telling) {
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
                load();
                now = loaded;
            }
            tell(before, now);
        }
    }

    private void tell(Settings before, SettingsFile.Loaded now) {
        now.problems().forEach(problem -> listeners.forEach(listener -> listener.broken(problem)));
        if (!now.settings().equals(before)) {
            listeners.forEach(listener -> listener.changed(now.settings()));
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
