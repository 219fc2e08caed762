package mailchute.window.transcript;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javax.swing.SwingUtilities;
import javax.swing.Timer;
import mailchute.window.part.Words;

/**
 * The way of rows from any thread into a transcript. They are taken at once and reach the event thread in batches, the
 * first of a quiet time immediately and then one batch every {@value #PAUSE_MILLIS} ms. It holds only so many; what
 * comes beyond that is counted, and the transcript says how many there were.
 */
public final class IncomingRows implements AutoCloseable {

    /** The time between two batches. */
    public static final int PAUSE_MILLIS = 30;

    private static final int BATCH = 2_000;

    private final int capacity;
    private final Consumer<List<TranscriptRow>> rowsTo;
    private final BiConsumer<String, String> statesTo;
    private final Timer timer;
    private Runnable shown = () -> {};

    // All below are guarded by this object's lock.
    private final Deque<TranscriptRow> waiting = new ArrayDeque<>();
    private final Map<String, String> states = new LinkedHashMap<>();
    private long characters;
    private long overflow;
    private boolean flushing;
    private boolean closed;
    private long lastFlush = System.nanoTime() - PAUSE_MILLIS * 1_000_000L;

    /** Brings rows into that transcript; as many can wait as it keeps. */
    public IncomingRows(TranscriptView view) {
        this(TranscriptView.CAPACITY, view.content()::append, view.content()::updateState);
    }

    IncomingRows(int capacity, Consumer<List<TranscriptRow>> rowsTo, BiConsumer<String, String> statesTo) {
        this.capacity = capacity;
        this.rowsTo = rowsTo;
        this.statesTo = statesTo;
        timer = new Timer(PAUSE_MILLIS, event -> flush());
        timer.setRepeats(false);
    }

    /** Calls the listener on the event thread after rows have come into the transcript. */
    public void onShown(Runnable listener) {
        shown = listener;
    }

    /** Takes a row, on any thread; never waits. */
    public synchronized void add(TranscriptRow row) {
        if (closed) {
            return;
        }
        int length = row.text().length();
        if (waiting.size() >= capacity || characters + length > TranscriptRing.MOST_CHARACTERS) {
            overflow++;
        } else {
            noteOverflow();
            waiting.add(row);
            characters += length;
        }
        schedule();
    }

    /** Takes word of what became of a message, on any thread; it is shown after all rows taken before. */
    public synchronized void updateState(String id, String state) {
        if (closed) {
            return;
        }
        states.remove(id);
        states.put(id, state);
        if (states.size() > capacity) {
            // As many rows have come since as the transcript keeps: the eldest one's row is gone.
            states.remove(states.keySet().iterator().next());
        }
        schedule();
    }

    /** Lets go of what waits and takes no more. */
    @Override
    public synchronized void close() {
        closed = true;
        waiting.clear();
        states.clear();
        timer.stop();
    }

    private void schedule() {
        if (flushing) {
            return;
        }
        flushing = true;
        long sinceLast = (System.nanoTime() - lastFlush) / 1_000_000;
        if (sinceLast >= PAUSE_MILLIS) {
            SwingUtilities.invokeLater(this::flush);
        } else {
            timer.start();
        }
    }

    private void flush() {
        List<TranscriptRow> batch;
        Map<String, String> batchStates = Map.of();
        synchronized (this) {
            if (closed) {
                return;
            }
            batch = takeBatch();
            if (waiting.isEmpty()) {
                batchStates = new LinkedHashMap<>(states);
                states.clear();
            }
        }
        try {
            if (!batch.isEmpty()) {
                rowsTo.accept(batch);
            }
            batchStates.forEach(statesTo);
            shown.run();
        } finally {
            flushed();
        }
    }

    private List<TranscriptRow> takeBatch() {
        List<TranscriptRow> batch = new ArrayList<>(Math.min(BATCH, waiting.size()) + 1);
        while (batch.size() < BATCH && !waiting.isEmpty()) {
            batch.add(waiting.remove());
        }
        characters = waiting.isEmpty() ? 0 : characters - charactersIn(batch);
        if (waiting.isEmpty() && overflow > 0) {
            noteOverflow();
            batch.add(waiting.remove());
        }
        return batch;
    }

    private static long charactersIn(List<TranscriptRow> batch) {
        return batch.stream().mapToLong(row -> row.text().length()).sum();
    }

    /** Puts the notice where the rows are missing: after those that were taken before, and ahead of the next. */
    private void noteOverflow() {
        if (overflow > 0) {
            waiting.add(TranscriptRow.system(notShown(overflow)));
            overflow = 0;
        }
    }

    private synchronized void flushed() {
        lastFlush = System.nanoTime();
        flushing = false;
        if (!closed && (!waiting.isEmpty() || !states.isEmpty() || overflow > 0)) {
            schedule();
        }
    }

    static String notShown(long count) {
        return Words.of("transcript.not-shown", count);
    }
}
