package mailchute.room;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import mailchute.ipc.AnonymousPipe;
import mailchute.ipc.ChildCommand;
import mailchute.ipc.ChildProcess;
import mailchute.ipc.Deadline;
import mailchute.ipc.Handle.Inheritance;
import mailchute.ipc.IpcException;
import mailchute.ipc.Mailslot;
import mailchute.ipc.MailslotWriter;
import mailchute.ipc.OsProcess;
import mailchute.wire.Limits;
import mailchute.wire.SlotContent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A program in any language, run as a child with one inherited write handle. The handle writes to a mailslot of this
 * process, and what comes out of that is broadcast: so one handle reaches every receiver, those that come later included.
 */
public final class ProgramRun implements AutoCloseable {

    /** The environment variable in which the program finds the handle's value. */
    public static final String HANDLE_VARIABLE = "MAILCHUTE_HANDLE";

    /** What the handle's value replaces in the program's arguments. */
    public static final String PLACEHOLDER = "{handle}";

    /** What is told of a run, from its own threads. */
    public interface Listener {

        /** The program wrote a message. */
        void wrote(String text);

        /** The mailslot cannot be read any more. */
        void failed(IpcException why);
    }

    /**
     * How the program ended.
     *
     * @param status its exit status
     * @param lasted how long it ran
     * @param lastError the last line of its standard error that was not blank
     */
    public record End(int status, Duration lasted, Optional<String> lastError) {}

    /** How long the rest of standard error is waited for: a child of the program may hold it open for good. */
    private static final Duration ERROR_PATIENCE = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(ProgramRun.class);

    private final Mailslot mailslot;
    private final MailslotWriter writer;
    private final ChildProcess child;
    private final long startedNanos = System.nanoTime();

    /** Written by this process after the program has ended: everything that the program wrote lies before it. */
    private final byte[] mark = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);

    private final Thread messages;
    private final Thread errors;
    private final LastLine lastError = new LastLine();

    private ProgramRun(
            Mailslot mailslot,
            MailslotWriter writer,
            ChildProcess child,
            AnonymousPipe.ReadEnd standardError,
            OutputStream errorsTo,
            Listener listener) {
        this.mailslot = mailslot;
        this.writer = writer;
        this.child = child;
        messages = Threads.start("mailchute-run-messages", () -> readMessages(listener));
        errors = Threads.start("mailchute-run-errors", () -> passOn(standardError, errorsTo));
    }

    /**
     * Starts the program with this process's standard input and output.
     *
     * @param words the program and its arguments, in which {@value #PLACEHOLDER} is replaced
     * @param by whether the program finds the handle's value in its arguments or its environment
     * @param errorsTo where the program's standard error goes on to
     * @throws IpcException {@code NOT_FOUND} where there is no such program; {@code ACCESS_DENIED} where it may not be run
     */
    public static ProgramRun start(List<String> words, HandlesBy by, OutputStream errorsTo, Listener listener)
            throws IpcException {
        Mailslot mailslot = Mailslot.create(Addresses.runMailslot(OsProcess.current().pid()), Limits.MAILSLOT_MESSAGE);
        MailslotWriter writer = null;
        AnonymousPipe standardError = null;
        try {
            writer = MailslotWriter.open(mailslot.address(), Inheritance.INHERITABLE);
            standardError = AnonymousPipe.create(Inheritance.PRIVATE, Inheritance.INHERITABLE);
            ChildCommand command = new ChildCommand(words.get(0));
            String handle = Long.toString(command.inherit(writer));
            command.stream(ChildCommand.Stream.ERROR, standardError.writeEnd())
                    .withoutEnvironment(HandlesBy.HANDLES_VARIABLE)
                    .withoutEnvironment(HandlesBy.PARENT_VARIABLE)
                    .withoutEnvironment(HandlesBy.LINE_VARIABLE);
            for (String word : words.subList(1, words.size())) {
                command.arguments(by == HandlesBy.ARGV ? word.replace(PLACEHOLDER, handle) : word);
            }
            if (by == HandlesBy.ENVIRONMENT) {
                command.environment(HANDLE_VARIABLE, handle);
            } else {
                command.withoutEnvironment(HANDLE_VARIABLE);
            }
            ChildProcess child = command.start();
            standardError.writeEnd().close();
            return new ProgramRun(mailslot, writer, child, standardError.readEnd(), errorsTo, listener);
        } catch (IpcException | RuntimeException e) {
            if (standardError != null) {
                standardError.close();
            }
            if (writer != null) {
                writer.close();
            }
            mailslot.close();
            throw e;
        }
    }

    private void readMessages(Listener listener) {
        try {
            while (true) {
                Optional<Mailslot.Message> message = mailslot.read(Deadline.FOREVER);
                if (message.isPresent()) {
                    byte[] bytes = message.get().bytes();
                    if (Arrays.equals(bytes, mark)) {
                        return;
                    }
                    String text = Attribution.textOf(SlotContent.read(bytes));
                    if (!text.isEmpty()) {
                        listener.wrote(text);
                    }
                }
            }
        } catch (IpcException e) {
            if (e.reason() != IpcException.Reason.CLOSED) {
                listener.failed(e);
            }
        }
    }

    private void passOn(AnonymousPipe.ReadEnd from, OutputStream to) {
        byte[] buffer = new byte[8192];
        try (from) {
            int count = from.stream().read(buffer);
            while (count >= 0) {
                lastError.add(buffer, count);
                to.write(buffer, 0, count);
                to.flush();
                count = from.stream().read(buffer);
            }
        } catch (IOException e) {
            LOG.warn("the program's standard error is not passed on any more", e);
        }
    }

    /** The program's process. */
    public ChildProcess process() {
        return child;
    }

    /** Waits until the program has ended and everything that it wrote was told to the listener. */
    public End await() throws IpcException, InterruptedException {
        child.waitFor(Deadline.FOREVER);
        Duration lasted = Duration.ofNanos(System.nanoTime() - startedNanos);
        // The reader makes room; where it has failed, there is nothing to wait for.
        while (messages.isAlive()) {
            try {
                writer.write(mark, Duration.ofSeconds(1));
                messages.join();
            } catch (IpcException e) {
                if (e.reason() != IpcException.Reason.OWNER_NOT_READING) {
                    throw e;
                }
            }
        }
        errors.join(ERROR_PATIENCE.toMillis());
        return new End(child.exitCode().orElseThrow(), lasted, lastError.text());
    }

    /** Closes the mailslot. A program that still runs is left alone. */
    @Override
    public void close() {
        child.close();
        writer.close();
        mailslot.close();
    }
}
