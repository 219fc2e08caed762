package mailchute.room;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mailchute.ipc.AnonymousPipe;
import mailchute.ipc.ChildCommand;
import mailchute.ipc.ChildProcess;
import mailchute.ipc.Deadline;
import mailchute.ipc.Handle.Inheritance;
import mailchute.ipc.IpcException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Any program as a child that is handed one write handle: what it writes there is broadcast to the room, and how it ended.
 *
 * <p>Standard input and output are this process's; standard error is passed on as it comes.
 */
public final class ProgramRun implements AutoCloseable {

    /** What stands for the handle's value in an argument. */
    public static final String PLACEHOLDER = "{handle}";

    /** The environment variable with the handle's value. */
    public static final String VARIABLE = "MAILCHUTE_HANDLE";

    /** What is told of a run, from its own threads. */
    public interface Listener {

        /** A message reached some receivers or none; {@link Sender.Listener} tells of those that reached any. */
        void notSent(String text, IpcException why);

        /** What the program writes cannot be read any more. */
        void notRead(IpcException why);
    }

    /** How long a program has to end by itself: Ctrl-C reaches it as well as this process. */
    private static final Duration OWN_END = Duration.ofSeconds(1);

    /** How long it has after it was asked. */
    private static final Duration ASKED_END = Duration.ofSeconds(2);

    /** How long the rest of its standard error may take, which what it started may hold open for ever. */
    private static final Duration LAST_ERRORS = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(ProgramRun.class);

    private final Sender sender;
    private final Listener listener;
    private final Charset codePage;
    private final ProgramOutlet outlet;
    private final AnonymousPipe errors;
    private final ChildProcess process;
    private final long startedAt = System.nanoTime();
    private final LastLine lastError = new LastLine();
    private final CountDownLatch errorsEnded = new CountDownLatch(1);
    private final CountDownLatch allRead = new CountDownLatch(1);

    private ProgramRun(
            Sender sender,
            Listener listener,
            Charset codePage,
            ProgramOutlet outlet,
            AnonymousPipe errors,
            ProgramCommand program)
            throws IpcException {
        this.sender = sender;
        this.listener = listener;
        this.codePage = codePage;
        this.outlet = outlet;
        this.errors = errors;
        this.process = program.command(outlet.writeEnd())
                .stream(ChildCommand.Stream.ERROR, errors.writeEnd())
                .start();
    }

    /**
     * Starts the program.
     *
     * @param codePage what ANSI text of the program is in
     * @param standardError where its standard error goes
     * @throws IpcException {@code NOT_FOUND} where there is no such program; {@code ACCESS_DENIED} and others where it
     *     cannot be run
     */
    public static ProgramRun start(
            Sender sender, ProgramCommand program, Charset codePage, OutputStream standardError, Listener listener)
            throws IpcException {
        ProgramOutlet outlet = ProgramOutlet.open(codePage);
        AnonymousPipe errors = null;
        try {
            errors = AnonymousPipe.create(Inheritance.PRIVATE, Inheritance.INHERITABLE);
            ProgramRun run = new ProgramRun(sender, listener, codePage, outlet, errors, program);
            outlet.handedOver();
            errors.writeEnd().close();
            Threads.start("mailchute-program-errors", () -> run.passErrors(standardError));
            Threads.start("mailchute-program-messages", run::readMessages);
            return run;
        } catch (IpcException | RuntimeException e) {
            outlet.close();
            if (errors != null) {
                errors.close();
            }
            throw e;
        }
    }

    private void passErrors(OutputStream to) {
        byte[] buffer = new byte[8192];
        boolean passed = true;
        try {
            for (int count = read(buffer); count >= 0; count = read(buffer)) {
                lastError.take(buffer, count);
                passed = passed && pass(buffer, count, to);
            }
        } catch (IOException e) {
            LOG.info("the program's standard error ends: {}", e.getMessage());
        } finally {
            errorsEnded.countDown();
        }
    }

    private int read(byte[] buffer) throws IOException {
        return errors.readEnd().stream().read(buffer);
    }

    /** Nobody may be there to read it; the program must not wait for that. */
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

    private void readMessages() {
        try {
            outlet.readAll(this::say);
        } catch (IpcException e) {
            if (e.reason() != IpcException.Reason.CLOSED) {
                LOG.error("the program's messages cannot be read", e);
                listener.notRead(e);
            }
        } finally {
            allRead.countDown();
        }
    }

    /** A text that fills a mailslot's message needs more room in a frame: it goes in as many parts as that takes. */
    private void say(String text) {
        try {
            sender.say(text, target -> true);
        } catch (IpcException e) {
            int middle = text.offsetByCodePoints(0, text.codePointCount(0, text.length()) / 2);
            if (e.reason() == IpcException.Reason.TOO_LARGE && middle > 0) {
                say(text.substring(0, middle));
                say(text.substring(middle));
            } else {
                listener.notSent(text, e);
            }
        }
    }

    /**
     * Waits for the program's end, then until what it wrote has been broadcast, and broadcasts how it ended.
     *
     * @return how it ended
     */
    public ProgramEnd await() throws IpcException, InterruptedException {
        process.waitFor(Deadline.FOREVER);
        Duration ran = Duration.ofNanos(System.nanoTime() - startedAt);
        try {
            outlet.finish();
            allRead.await();
        } catch (IpcException e) {
            listener.notRead(e);
        }
        if (!errorsEnded.await(LAST_ERRORS.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.info("another process holds the program's standard error");
        }
        ProgramEnd end = new ProgramEnd(
                sender.participant().card().nickname(),
                process.exitCode().orElseThrow(),
                ran,
                lastError.text(codePage));
        say(end.words());
        return end;
    }

    /**
     * Ends the program: it may do so by itself, is asked to where the system has a way ({@code SIGTERM}), and is ended at
     * last. Blocks for three seconds at most.
     */
    public void end() throws IpcException {
        try {
            endProcess();
        } catch (IpcException e) {
            // It ended before, and this run with it.
            if (e.reason() != IpcException.Reason.CLOSED) {
                throw e;
            }
        }
    }

    private void endProcess() throws IpcException {
        if (process.waitFor(OWN_END)) {
            return;
        }
        // Java compares the start time, so that another process with this pid is left alone.
        ProcessHandle.of(process.identity().pid())
                .filter(ProcessHandle::supportsNormalTermination)
                .ifPresent(ProcessHandle::destroy);
        if (!process.waitFor(ASKED_END)) {
            process.terminate(ProcessControl.KILLED);
        }
    }

    /** Gives back what was opened for the program, which lives on where it still runs. */
    @Override
    public void close() {
        outlet.close();
        errors.close();
        process.close();
    }
}
