package mailchute.window.part;

import java.awt.EventQueue;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import mailchute.ipc.IpcException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls that may block, away from the event thread; what comes of them returns to it. */
public final class Background {

    private static final Logger LOG = LoggerFactory.getLogger(Background.class);

    /** A call that may block. */
    @FunctionalInterface
    public interface Call<T> {
        T run() throws IpcException;
    }

    /** A call that may block in the file system. */
    @FunctionalInterface
    public interface FileCall<T> {
        T run() throws IOException;
    }

    private static final long IDLE_SECONDS = 30;

    private final ExecutorService thread;

    /** One call after the other. */
    public Background(String name) {
        this(oneThread(name));
    }

    /** A thread that goes when there is nothing to do: nobody has to close what belongs to a dialog. */
    private static ExecutorService oneThread(String name) {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads(name));
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    private Background(ExecutorService thread) {
        this.thread = thread;
    }

    /** Each call at once, so that none waits for another: such as for a process that does not answer. */
    public static Background sideBySide(String name) {
        return new Background(Executors.newCachedThreadPool(threads(name)));
    }

    private static ThreadFactory threads(String name) {
        return work -> {
            Thread created = new Thread(work, name);
            created.setDaemon(true);
            return created;
        };
    }

    /** Runs the call; then, on the event thread, one of the two is told. */
    public <T> void run(Call<T> call, Consumer<T> done, Consumer<IpcException> failed) {
        thread.execute(() -> {
            try {
                T result = call.run();
                EventQueue.invokeLater(() -> done.accept(result));
            } catch (IpcException e) {
                LOG.info("{}", e.getMessage());
                EventQueue.invokeLater(() -> failed.accept(e));
            }
        });
    }

    /** The same for files. */
    public <T> void runOnFiles(FileCall<T> call, Consumer<T> done, Consumer<IOException> failed) {
        thread.execute(() -> {
            try {
                T result = call.run();
                EventQueue.invokeLater(() -> done.accept(result));
            } catch (IOException e) {
                LOG.info("{}", e.toString());
                EventQueue.invokeLater(() -> failed.accept(e));
            }
        });
    }
}
