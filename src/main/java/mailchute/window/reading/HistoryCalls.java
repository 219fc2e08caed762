package mailchute.window.reading;

import java.awt.EventQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import mailchute.history.History;
import mailchute.history.HistoryException;
import mailchute.history.HistoryReader;
import mailchute.window.part.StatusLine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the history for one window, away from the event thread; what comes of it returns there. */
public final class HistoryCalls implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HistoryCalls.class);

    /** Something that reads. */
    @FunctionalInterface
    public interface Call<T> {
        T from(HistoryReader reader) throws HistoryException;
    }

    private final HistoryReader reader;
    private final Consumer<HistoryException> failed;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread created = new Thread(work, "mailchute-history-read");
        created.setDaemon(true);
        return created;
    });

    /** Reads this history; what cannot be read is said in the status line. */
    public static HistoryCalls of(History history, StatusLine status) {
        return new HistoryCalls(history.reader(), why -> status.error(HistoryBanner.notRead(why)));
    }

    /** @param failed told on the event thread why something could not be read */
    private HistoryCalls(HistoryReader reader, Consumer<HistoryException> failed) {
        this.reader = reader;
        this.failed = failed;
    }

    /** Reads, one call after the other; then tells {@code done} on the event thread. */
    public <T> void run(Call<T> call, Consumer<T> done) {
        if (thread.isShutdown()) {
            return;
        }
        thread.execute(() -> {
            try {
                T result = call.from(reader);
                EventQueue.invokeLater(() -> done.accept(result));
            } catch (HistoryException e) {
                LOG.info("the history cannot be read", e);
                EventQueue.invokeLater(() -> failed.accept(e));
            }
        });
    }

    /** Reads no more; the connection is closed after what is being read. */
    @Override
    public void close() {
        if (!thread.isShutdown()) {
            thread.execute(() -> {
                try {
                    reader.close();
                } catch (HistoryException e) {
                    LOG.info("the history was not closed cleanly", e);
                }
            });
            thread.shutdown();
        }
    }
}
