package mailchute.room;

import java.io.OutputStream;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
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

    private static final Logger LOG = LoggerFactory.getLogger(ProgramRun.class);

    private final Sender sender;
    private final Listener listener;
    private final Charset codePage;
    private final ProgramOutlet outlet;
    private final ProgramProcess process;
    private final CountDownLatch allRead = new CountDownLatch(1);

    private ProgramRun(
            Sender sender, Listener listener, Charset codePage, ProgramOutlet outlet, ProgramProcess process) {
        this.sender = sender;
        this.listener = listener;
        this.codePage = codePage;
        this.outlet = outlet;
        this.process = process;
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
        try {
            ProgramProcess process = ProgramProcess.start(program.command(outlet.writeEnd()), standardError);
            ProgramRun run = new ProgramRun(sender, listener, codePage, outlet, process);
            outlet.handedOver();
            Threads.start("mailchute-program-messages", run::readMessages);
            return run;
        } catch (IpcException | RuntimeException e) {
            outlet.close();
            throw e;
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
        Duration ran = process.await();
        try {
            outlet.finish();
            allRead.await();
        } catch (IpcException e) {
            listener.notRead(e);
        }
        ProgramEnd end = process.end(sender.participant().card().nickname(), ran, codePage);
        say(end.words());
        return end;
    }

    /** Ends the program, as {@link ProgramProcess#end()} does. */
    public void end() throws IpcException {
        process.end();
    }

    /** Gives back what was opened for the program, which lives on where it still runs. */
    @Override
    public void close() {
        outlet.close();
        process.close();
    }
}
