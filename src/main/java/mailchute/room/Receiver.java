package mailchute.room;

import java.nio.charset.Charset;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import mailchute.ipc.Deadline;
import mailchute.ipc.IpcException;
import mailchute.ipc.Mailslot;
import mailchute.ipc.OsProcess;
import mailchute.ipc.Peer;
import mailchute.wire.Limits;
import mailchute.wire.PlainText;
import mailchute.wire.Role;
import mailchute.wire.SlotContent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A receiver: a participant that owns a mailslot, or two, and reads whatever is written into them. */
public final class Receiver implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Receiver.class);

    /**
     * A mailslot outside Mailchute's own, for programs that write to a name they know.
     *
     * @param name its plain name, such as {@code mailbox}
     * @param codePage what those programs' text is in where it is neither UTF-8 nor UTF-16LE
     */
    public record PlainMailslot(String name, Charset codePage) {}

    private final List<Mailslot> mailslots;
    private final Charset codePage;
    private final Participant participant;
    private final Listeners<Consumer<Received>> messageListeners = new Listeners<>();
    private final Listeners<Consumer<IpcException>> failureListeners = new Listeners<>();

    private Receiver(List<Mailslot> mailslots, Charset codePage, Participant participant) {
        this.mailslots = mailslots;
        this.codePage = codePage;
        this.participant = participant;
    }

    /** Opens a receiver that owns the mailslot of its own alone. */
    public static Receiver open(String nickname, String room) throws IpcException {
        return open(nickname, room, Optional.empty());
    }

    /**
     * Opens the mailslots first and the pipe second, so that whoever sees the participant can write to it.
     *
     * @param plain a mailslot to own besides
     * @throws IpcException {@code NAME_IN_USE} where another program owns the plain name
     */
    public static Receiver open(String nickname, String room, Optional<PlainMailslot> plain) throws IpcException {
        long pid = OsProcess.current().pid();
        List<Mailslot> mailslots = new ArrayList<>();
        try {
            mailslots.add(Mailslot.create(Addresses.mailslot(room, pid), Limits.MAILSLOT_MESSAGE));
            if (plain.isPresent()) {
                mailslots.add(Mailslot.create(Addresses.plainMailslot(plain.get().name()), Limits.MAILSLOT_MESSAGE));
            }
            Optional<String> plainAddress = plain.map(named -> mailslots.get(1).address());
            Charset codePage = plain.map(PlainMailslot::codePage).orElse(PlainText.SYSTEM_CODE_PAGE);
            Optional<String> address = Optional.of(mailslots.get(0).address());
            return new Receiver(
                    mailslots, codePage, Participant.open(Role.RECEIVER, nickname, room, address, plainAddress));
        } catch (IpcException | RuntimeException e) {
            mailslots.forEach(Mailslot::close);
            throw e;
        }
    }

    /** Calls the listener for each message; it must only put it away, because the mailslot is not read meanwhile. */
    public void onMessage(Consumer<Received> listener) {
        messageListeners.add(listener);
    }

    /** Calls the listener when the mailslot cannot be read any more. */
    public void onFailure(Consumer<IpcException> listener) {
        failureListeners.add(listener);
    }

    /** Begins to read and to answer. */
    public void start() {
        participant.start();
        mailslots.forEach(mailslot -> Threads.start("mailchute-mailslot", () -> readAll(mailslot)));
    }

    /** This process as a participant. */
    public Participant participant() {
        return participant;
    }

    /** The mailslot's name. */
    public String mailslotAddress() {
        return mailslots.get(0).address();
    }

    private void readAll(Mailslot mailslot) {
        while (true) {
            try {
                Optional<Mailslot.Message> message = mailslot.read(Deadline.FOREVER);
                message.ifPresent(m -> tell(content(m.bytes()), m.writer()));
            } catch (IpcException e) {
                switch (e.reason()) {
                    case CLOSED -> {
                        return;
                    }
                    case TOO_LARGE -> tell(new SlotContent.Broken(e.getMessage()), Optional.empty());
                    default -> {
                        LOG.error("the mailslot cannot be read any more", e);
                        failureListeners.tell(listener -> listener.accept(e));
                        return;
                    }
                }
            }
        }
    }

    /** Not every system refuses what is over the limit where it is written. */
    private SlotContent content(byte[] bytes) {
        return bytes.length <= Limits.MAILSLOT_MESSAGE
                ? SlotContent.read(bytes, codePage)
                : new SlotContent.Broken("a message of " + bytes.length + " bytes, over the limit of "
                        + Limits.MAILSLOT_MESSAGE + " bytes");
    }

    private void tell(SlotContent content, Optional<Peer> writer) {
        if (content instanceof SlotContent.Plain plain && plain.text().isEmpty()) {
            // The end of a line, written by itself as cmd does it, or nothing: there is nothing to show.
            return;
        }
        Received received = new Received(Instant.ofEpochMilli(System.currentTimeMillis()), content, writer);
        messageListeners.tell(listener -> listener.accept(received));
    }

    /** Leaves the roster, then gives the mailslots back. */
    @Override
    public void close() {
        participant.close();
        mailslots.forEach(Mailslot::close);
    }
}
