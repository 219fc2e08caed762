package mailchute.window.place;

import java.awt.EventQueue;
import java.awt.Rectangle;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import mailchute.settings.StateFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the windows of this user were, and where those are that are open, in one file for all processes. It is read once,
 * and written by a thread of its own.
 *
 * <p>A line {@code receiver = PLACE} is what a window of that name left; a line {@code open.PID-N.receiver = PLACE} is
 * where one is. What a killed process leaves is taken away by the next one.
 */
public final class WindowPlaces {

    private static final Logger LOG = LoggerFactory.getLogger(WindowPlaces.class);

    /** More conversations than anybody remembers having placed. */
    private static final int MOST_NAMES = 200;

    private static final String OPEN = "open.";
    private static final long PID = ProcessHandle.current().pid();

    private final StateFile file;
    private final ExecutorService writer = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "mailchute-places");
        thread.setDaemon(true);
        return thread;
    });

    // The file as it was read or written last; guarded by this object's lock.
    private Map<String, String> known;
    private int windows;

    /** The places in a file. */
    public WindowPlaces(StateFile file) {
        this.file = file;
    }

    /** Reads the file, unless that was done before. Blocks. */
    public synchronized void load() {
        if (known == null) {
            try {
                known = file.read();
            } catch (IOException e) {
                // Windows open where the system likes to have them.
                LOG.warn("places of windows: {}", e.toString());
                known = Map.of();
            }
        }
    }

    /** A window that is about to open. */
    synchronized Id newWindow(String name) {
        return new Id(name, OPEN + PID + "-" + ++windows + "." + name);
    }

    /**
     * A window of this user.
     *
     * @param name what windows that take over each other's place have in common
     * @param open the key of this one while it is open
     */
    record Id(String name, String open) {}

    /** Where a window of that name was last. */
    synchronized Optional<Place> remembered(Id window) {
        load();
        return Optional.ofNullable(known.get(window.name())).flatMap(Place::of);
    }

    /** Where other windows of that name are, as far as is known now. */
    synchronized List<Rectangle> taken(Id window) {
        load();
        return taken(known, window);
    }

    private static List<Rectangle> taken(Map<String, String> entries, Id window) {
        List<Rectangle> taken = new ArrayList<>();
        entries.forEach((key, value) -> {
            if (key.startsWith(OPEN)
                    && nameOf(key).equals(window.name())
                    && !key.equals(window.open())
                    && isAlive(key)) {
                Place.of(value).ifPresent(place -> taken.add(place.bounds()));
            }
        });
        return taken;
    }

    private static String nameOf(String openKey) {
        return openKey.substring(openKey.indexOf('.', OPEN.length()) + 1);
    }

    private static boolean isAlive(String openKey) {
        try {
            String pid = openKey.substring(OPEN.length(), openKey.indexOf('-', OPEN.length()));
            return ProcessHandle.of(Long.parseLong(pid)).isPresent();
        } catch (NumberFormatException | IndexOutOfBoundsException notOurs) {
            return false;
        }
    }

    /**
     * Says where a window has opened, and tells on the event thread which others are there already: two that open at the
     * same moment do not know of each other before.
     */
    void opened(Id window, Place place, Consumer<List<Rectangle>> taken) {
        List<Rectangle> others = new ArrayList<>();
        change(
                entries -> {
                    entries.keySet().removeIf(key -> key.startsWith(OPEN) && !isAlive(key));
                    others.addAll(taken(entries, window));
                    entries.put(window.open(), place.toString());
                },
                () -> EventQueue.invokeLater(() -> taken.accept(others)));
    }

    /** Says where a window is now. */
    void moved(Id window, Place place) {
        change(
                entries -> {
                    entries.put(window.open(), place.toString());
                    remember(entries, window, place);
                },
                () -> {});
    }

    /** Says where a window was when it was closed, and then runs the rest on the event thread, whatever came of it. */
    void closed(Id window, Place place, Runnable then) {
        change(
                entries -> {
                    entries.remove(window.open());
                    remember(entries, window, place);
                },
                () -> EventQueue.invokeLater(then));
    }

    private static void remember(Map<String, String> entries, Id window, Place place) {
        entries.remove(window.name());
        entries.put(window.name(), place.toString());
        long names =
                entries.keySet().stream().filter(key -> !key.startsWith(OPEN)).count();
        for (Iterator<String> eldest = entries.keySet().iterator(); names > MOST_NAMES && eldest.hasNext(); ) {
            if (!eldest.next().startsWith(OPEN)) {
                eldest.remove();
                names--;
            }
        }
    }

    private void change(Consumer<Map<String, String>> change, Runnable then) {
        writer.execute(() -> {
            try {
                Map<String, String> now = file.change(entries -> {
                    change.accept(entries);
                    return entries;
                });
                synchronized (this) {
                    known = now;
                }
            } catch (IOException e) {
                // A place that is not kept is no reason to disturb anyone.
                LOG.warn("places of windows: {}", e.toString());
            } finally {
                then.run();
            }
        });
    }
}
