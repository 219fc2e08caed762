package mailchute.room;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import mailchute.ipc.Deadline;
import mailchute.ipc.IpcException;
import mailchute.ipc.Mailslot;
import mailchute.ipc.OsProcess;
import mailchute.ipc.Peer;
import mailchute.wire.Limits;
import mailchute.wire.Role;
import mailchute.wire.SlotContent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A receiver: a participant that owns a mailslot and reads whatever is written into it. */
public final class Receiver implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Receiver.class);

    private final Mailslot mailslot;
    private final Participant participant;
    private final Listeners<Consumer<Received>> messageListeners = new Listeners<>();
    private final Listeners<Consumer<IpcException>> failureListeners = new Listeners<>();

    private Receiver(Mailslot mailslot, Participant participant) {
        this.mailslot = mailslot;
        this.participant = participant;
    }

    /** Opens the mailslot first and the pipe second, so that whoever sees the participant can write to it. */
    public static Receiver open(String nickname, String room) throws IpcException {
        long pid = OsProcess.current().pid();
        Mailslot mailslot = Mailslot.create(Addresses.mailslot(room, pid), Limits.MAILSLOT_MESSAGE);
        try {
            Optional<String> address = Optional.of(mailslot.address());
            return new Receiver(mailslot, Participant.open(Role.RECEIVER, nickname, room, address));
        } catch (IpcException | RuntimeException e) {
            mailslot.close();
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
        Threads.start("mailchute-mailslot", this::readAll);
    }

    /** This process as a participant. */
    public Participant participant() {
        return participant;
    }

    /** The mailslot's name. */
    public String mailslotAddress() {
        return mailslot.address();
    }

    private void readAll() {
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
    private static SlotContent content(byte[] bytes) {
        return bytes.length <= Limits.MAILSLOT_MESSAGE
                ? SlotContent.read(bytes)
                : new SlotContent.Broken("a message of " + bytes.length + " bytes, over the limit of "
                        + Limits.MAILSLOT_MESSAGE + " bytes");
    }

    private void tell(SlotContent content, Optional<Peer> writer) {
        Received received = new Received(Instant.ofEpochMilli(System.currentTimeMillis()), content, writer);
        messageListeners.tell(listener -> listener.accept(received));
    }

    /** Leaves the roster, then gives the mailslot back. */
    @Override
    public void close() {
        participant.close();
        mailslot.close();
    }
}
