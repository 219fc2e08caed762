package mailchute.room;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mailchute.ipc.AnonymousPipe;
import mailchute.ipc.ChildCommand;
import mailchute.ipc.Handle.Inheritance;
import mailchute.ipc.IpcException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A child's standard error. It is read as it comes, so that the child never waits for room in the pipe, passed on, and its
 * last line remembered. Once this is closed, or this process has ended, what the child writes goes nowhere.
 */
final class StandardError implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StandardError.class);

    private final AnonymousPipe pipe;
    private final LastLine last = new LastLine();
    private final CountDownLatch ended = new CountDownLatch(1);

    private StandardError(AnonymousPipe pipe) {
        this.pipe = pipe;
    }

    /** Makes the pipe. */
    static StandardError create() throws IpcException {
        return new StandardError(AnonymousPipe.create(Inheritance.PRIVATE, Inheritance.INHERITABLE));
    }

    /** Gives the child that is to be started its end. */
    void giveTo(ChildCommand command) {
        command.stream(ChildCommand.Stream.ERROR, pipe.writeEnd());
    }

    /**
     * Begins to read; to be called as soon as the child was started.
     *
     * @param passTo where everything goes as it comes
     */
    void read(String thread, OutputStream passTo) {
        // Or the end would never come.
        pipe.writeEnd().close();
        Threads.start(thread, () -> passOn(passTo));
    }

    private void passOn(OutputStream to) {
        byte[] buffer = new byte[8192];
        boolean passed = true;
        try {
            for (int count = next(buffer); count >= 0; count = next(buffer)) {
                last.take(buffer, count);
                passed = passed && pass(buffer, count, to);
            }
        } catch (IOException e) {
            LOG.info("a child's standard error ends: {}", e.getMessage());
        } finally {
            // Nobody reads any more: whoever still writes is to fail, and not to wait.
            pipe.close();
            ended.countDown();
        }
    }

    private int next(byte[] buffer) throws IOException {
        return pipe.readEnd().stream().read(buffer);
    }

    /** Nobody may be there to read it; the child must not wait for that. */
    private static boolean pass(byte[] buffer, int count, OutputStream to) {
        try {
            to.write(buffer, 0, count);
            to.flush();
            return true;
        } catch (IOException e) {
            LOG.warn("standard error cannot be passed on", e);
            return false;
        }
    }

    /**
     * The last line, once everything was read. What the child started may hold the pipe open for ever: the wait for its end
     * has one of its own.
     *
     * @param patience how long to wait
     * @param codePage what ANSI text is in
     * @return empty where nothing was written
     */
    Optional<String> lastLine(Duration patience, Charset codePage) throws InterruptedException {
        if (!ended.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.info("another process holds a child's standard error");
        }
        return last.text(codePage);
    }

    /** Reads no more. */
    @Override
    public void close() {
        pipe.close();
    }
}
