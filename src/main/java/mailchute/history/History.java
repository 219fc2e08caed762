package mailchute.history;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what is said. Entries are recorded from any thread and written by one of the history's own, as many at once as have
 * come; only then is whoever recorded them told, so that nothing is shown that is not on disk. Several processes may write
 * into one database at once.
 *
 * <p>Where the database cannot be written, the chat goes on: entries are told at once and in their order, a listener is told
 * why, and they are written later if that becomes possible while this process lives; it is tried every
 * {@value #RETRY_SECONDS} seconds, with the newest {@value #MOST_UNWRITTEN} entries. A damaged database is set aside, never
 * deleted.
 */
public final class History implements AutoCloseable {

    /** How many entries may wait to be written; who records more waits. */
    private static final int MOST_WAITING = 20_000;

    private static final int MOST_CHARACTERS_WAITING = 16_000_000;
    private static final int MOST_AT_ONCE = 500;
    private static final int MOST_UNWRITTEN = 20_000;
    private static final int RETRY_SECONDS = 10;
    private static final int LAST_SECONDS = 10;

    private static final Logger LOG = LoggerFactory.getLogger(History.class);

    /** An entry to be written, or nothing but somebody who wants to be told after those before. */
    private record Waiting(Optional<Entry> entry, Consumer<OptionalLong> told) {

        int length() {
            return entry.map(said -> said.text().length()).orElse(0);
        }
    }

    private final Database database;
    private final Thread thread;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final List<Consumer<HistoryStatus>> listeners = new ArrayList<>();
    /** How many were written and told, or told alone; the history's own thread counts. */
    private volatile long batches;

    private long charactersWaiting;
    private boolean closed;
    private HistoryStatus status = new HistoryStatus.On();
    private volatile boolean kept = true;

    // The history's own thread alone uses these.
    private final Deque<Entry> unwritten = new ArrayDeque<>();
    private EntryWriter writer;
    private Optional<Object> identity = Optional.empty();
    private long nextTry = System.nanoTime();

    private final Duration retry;

    private History(Path file, Duration retry) {
        database = new Database(file);
        this.retry = retry;
        thread = new Thread(this::writeAll, "mailchute-history");
        thread.setDaemon(true);
    }

    /** A history in this file, which is made with the first entry, its folder included. Never waits. */
    public static History open(Path file) {
        return open(file, Duration.ofSeconds(RETRY_SECONDS));
    }

    /** One that tries again sooner or later than others. */
    static History open(Path file, Duration retry) {
        History history = new History(file, retry);
        history.thread.start();
        return history;
    }

    /** Reads what is kept; see {@link HistoryReader}. */
    public HistoryReader reader() {
        return new HistoryReader(database);
    }

    /**
     * Keeps an entry. What others said waits where very many are waiting already, which is how a flood is slowed down: never to
     * be called for that on the event thread. What was said here never waits.
     *
     * @param told called on the history's thread once the entry is on disk, with its {@linkplain Stored#number place}, or
     *     with nothing where it cannot be kept now; each after those of the entries that were recorded before. Never called
     *     for what is recorded after {@link #close}.
     */
    public void record(Entry entry, Consumer<OptionalLong> told) {
        queue(new Waiting(Optional.of(entry), told));
    }

    /** Runs something after those who recorded something before were told, on the same thread. */
    public void then(Runnable told) {
        queue(new Waiting(Optional.empty(), place -> told.run()));
    }

    private void queue(Waiting last) {
        int length = last.length();
        boolean patient = last.entry().isPresent() && !last.entry().get().own();
        synchronized (waiting) {
            try {
                while (patient
                        && !closed
                        && !waiting.isEmpty()
                        && (waiting.size() >= MOST_WAITING || charactersWaiting + length > MOST_CHARACTERS_WAITING)) {
                    waiting.wait();
                }
            } catch (InterruptedException e) {
                // It is kept all the same: the bound is for floods, and this is the last one of an interrupted thread.
                Thread.currentThread().interrupt();
            }
            if (!closed) {
                waiting.add(last);
                charactersWaiting += length;
                waiting.notifyAll();
            }
        }
    }

    /**
     * Says whether entries are written from now on; they are told all the same, without a place. What is there already stays
     * and can be read.
     */
    public void keep(boolean wanted) {
        kept = wanted;
    }

    /** Tells the listener how the history is, now and whenever that changes, on the history's thread or the caller's. */
    public void onStatus(Consumer<HistoryStatus> listener) {
        synchronized (listeners) {
            listeners.add(listener);
            listener.accept(status);
        }
    }

    private void writeAll() {
        try {
            while (true) {
                List<Waiting> batch = take();
                boolean keeping = kept;
                if (keeping) {
                    batch.forEach(each -> each.entry().ifPresent(unwritten::add));
                }
                boolean last = batch.isEmpty() && isClosed();
                List<Long> places = List.of();
                if (writer != null || last || System.nanoTime() - nextTry >= 0) {
                    places = writeUnwritten();
                }
                while (unwritten.size() > MOST_UNWRITTEN) {
                    unwritten.remove();
                }
                tell(batch, keeping ? places : List.of());
                batches++;
                if (last) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            letGo();
        }
    }

    /** Tells a batch; the places are those of its entries, after some that were told when they could not be written. */
    private static void tell(List<Waiting> batch, List<Long> places) {
        int entries =
                (int) batch.stream().filter(each -> each.entry().isPresent()).count();
        int next = places.size() - entries;
        for (Waiting each : batch) {
            boolean placed = each.entry().isPresent() && !places.isEmpty();
            try {
                each.told().accept(placed ? OptionalLong.of(places.get(next)) : OptionalLong.empty());
            } catch (RuntimeException | OutOfMemoryError e) {
                // The others are told all the same, and what comes later is kept.
                LOG.error("who recorded an entry did not take the news", e);
            }
            next += each.entry().isPresent() ? 1 : 0;
        }
    }

    private boolean isClosed() {
        synchronized (waiting) {
            return closed;
        }
    }

    /** What waits; nothing where there is nothing more to come, or it is time to try again. */
    private List<Waiting> take() throws InterruptedException {
        synchronized (waiting) {
            while (waiting.isEmpty() && !closed) {
                long millis = TimeUnit.NANOSECONDS.toMillis(nextTry - System.nanoTime());
                if (unwritten.isEmpty()) {
                    waiting.wait();
                } else if (millis > 0) {
                    waiting.wait(millis);
                } else {
                    break;
                }
            }
            List<Waiting> batch = new ArrayList<>(Math.min(MOST_AT_ONCE, waiting.size()));
            while (!waiting.isEmpty() && batch.size() < MOST_AT_ONCE) {
                Waiting next = waiting.remove();
                charactersWaiting -= next.length();
                batch.add(next);
            }
            waiting.notifyAll();
            return batch;
        }
    }

    /** The places of all that was written; nothing where that was not possible. */
    private List<Long> writeUnwritten() {
        if (unwritten.isEmpty()) {
            return List.of();
        }
        try {
            List<Long> places = write();
            say(status instanceof HistoryStatus.SetAside ? status : new HistoryStatus.On());
            return places;
        } catch (SQLException e) {
            letGo();
            if (Failure.isDamage(e)) {
                return beginAnew(e);
            }
            off(e);
            return List.of();
        } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
            // A driver that cannot be loaded, for one: no reason to show nothing any more.
            letGo();
            off(e);
            return List.of();
        }
    }

    private List<Long> write() throws SQLException {
        if (writer != null && !database.identity().equals(identity)) {
            // Deleted, or set aside by another process: who reads now reads another file.
            letGo();
        }
        if (writer == null) {
            database.make();
            identity = database.identity();
            writer = EntryWriter.open(database);
        }
        List<Long> places = writer.write(List.copyOf(unwritten));
        unwritten.clear();
        return places;
    }

    private List<Long> beginAnew(SQLException damage) {
        LOG.warn("the history is damaged", damage);
        try {
            Path aside = database.setAside(false);
            List<Long> places;
            try {
                places = write();
            } catch (SQLException again) {
                letGo();
                if (!Failure.isDamage(again)) {
                    throw again;
                }
                aside = database.setAside(true);
                places = write();
            }
            say(aside.equals(database.file()) ? new HistoryStatus.On() : new HistoryStatus.SetAside(aside));
            return places;
        } catch (SQLException | IOException | RuntimeException e) {
            letGo();
            off(e);
            return List.of();
        }
    }

    private void off(Throwable why) {
        LOG.warn("the history is not kept", why);
        nextTry = System.nanoTime() + retry.toNanos();
        HistoryException words = Failure.inWords(why, database.file());
        say(new HistoryStatus.Off(words.reason(), words.getMessage()));
    }

    private void say(HistoryStatus now) {
        synchronized (listeners) {
            if (!now.equals(status)) {
                status = now;
                listeners.forEach(listener -> tell(listener, now));
            }
        }
    }

    private static void tell(Consumer<HistoryStatus> listener, HistoryStatus now) {
        try {
            listener.accept(now);
        } catch (RuntimeException e) {
            LOG.error("a listener did not take the history's state", e);
        }
    }

    private void letGo() {
        if (writer != null) {
            try {
                writer.close();
            } catch (SQLException e) {
                LOG.warn("the history was not closed cleanly", e);
            }
            writer = null;
        }
    }

    /**
     * Writes what waits, and takes no more. Waits for that as long as it goes on, and {@value #LAST_SECONDS} seconds where it
     * does not.
     */
    @Override
    public void close() {
        synchronized (waiting) {
            closed = true;
            waiting.notifyAll();
        }
        try {
            long before;
            do {
                before = batches;
                thread.join(TimeUnit.SECONDS.toMillis(LAST_SECONDS));
            } while (thread.isAlive() && batches != before);
            if (thread.isAlive()) {
                LOG.warn("the history could not write all it had in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
