package mailchute.room;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Consumer;
import mailchute.ipc.Deadline;
import mailchute.ipc.Handle;
import mailchute.ipc.IpcException;
import mailchute.ipc.Mailslot;
import mailchute.ipc.MailslotWriter;
import mailchute.ipc.OsProcess;
import mailchute.wire.Limits;
import mailchute.wire.SlotContent;

/**
 * A mailslot of this process alone, for one program to write to: one handle that reaches whoever is in the room, also those
 * that come later.
 */
final class ProgramOutlet implements AutoCloseable {

    private static final Duration MARK_TIMEOUT = Duration.ofSeconds(10);

    private final Mailslot mailslot;
    private final Handle writeEnd;
    private final Charset codePage;
    /** Nobody else can know it: what was written before it has been read when it comes. */
    private final byte[] mark = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);

    private ProgramOutlet(Mailslot mailslot, Handle writeEnd, Charset codePage) {
        this.mailslot = mailslot;
        this.writeEnd = writeEnd;
        this.codePage = codePage;
    }

    static ProgramOutlet open(Charset codePage) throws IpcException {
        Mailslot mailslot =
                Mailslot.create(Addresses.programMailslot(OsProcess.current().pid()), Limits.MAILSLOT_MESSAGE);
        try {
            return new ProgramOutlet(mailslot, MailslotWriter.openForProgram(mailslot.address()), codePage);
        } catch (IpcException | RuntimeException e) {
            mailslot.close();
            throw e;
        }
    }

    /** The write handle that the program inherits. */
    Handle writeEnd() {
        return writeEnd;
    }

    /** Gives up this process's copy of the write handle, once the program has its own. */
    void handedOver() {
        writeEnd.close();
    }

    /**
     * Reads what the program writes until {@link #finish}.
     *
     * <p>A frame that the program made itself gives its text alone: whose it is and where it goes is not for the program
     * to say. Text without a letter, such as a newline by itself, is left out.
     */
    void readAll(Consumer<String> onText) throws IpcException {
        while (true) {
            byte[] bytes = mailslot.read(Deadline.FOREVER).orElseThrow().bytes();
            if (Arrays.equals(bytes, mark)) {
                return;
            }
            SlotContent content = SlotContent.read(bytes, codePage);
            String text = content instanceof SlotContent.Posted posted
                    ? posted.post().text()
                    : content instanceof SlotContent.Plain plain ? plain.text() : Attribution.textOf(content);
            if (!text.isEmpty()) {
                onText.accept(text);
            }
        }
    }

    /** Has {@link #readAll} return when it has read all that was written until now. */
    void finish() throws IpcException {
        try (MailslotWriter writer = MailslotWriter.open(mailslot.address(), Handle.Inheritance.PRIVATE)) {
            writer.write(mark, MARK_TIMEOUT);
        }
    }

    @Override
    public void close() {
        writeEnd.close();
        mailslot.close();
    }
}
