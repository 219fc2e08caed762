package mailchute.room;

import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import mailchute.history.Entry;
import mailchute.history.History;
import mailchute.ipc.Audience;
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

/**
 * A receiver: a participant that owns a mailslot, and one with a plain name if it is to, and reads whatever is written into
 * them. Plain text without a letter, such as a newline by itself, is not told.
 */
public final class Receiver implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Receiver.class);

    /** How long a message is waited for while there may be no memory to tell of an earlier one. */
    private static final Duration MEMORY_LOOK = Duration.ofMillis(200);

    private final Mailslot mailslot;
    private final Optional<PlainMailslot> plain;
    private final Charset codePage;
    private final Participant participant;
    private final Exhaustion exhaustion = new Exhaustion();
    private final Programs programs = new Programs();
    private final Listeners<Consumer<Heard>> messageListeners = new Listeners<>();
    private final Listeners<Consumer<IpcException>> failureListeners = new Listeners<>();

    /** A mailslot with a plain name, such as programs write to that know nothing of rooms. */
    private record PlainMailslot(String name, Mailslot mailslot) {}

    private Optional<History> history = Optional.empty();

    private Receiver(Mailslot mailslot, Optional<PlainMailslot> plain, Charset codePage, Participant participant) {
        this.mailslot = mailslot;
        this.plain = plain;
        this.codePage = codePage;
        this.participant = participant;
    }

    /** A receiver with the mailslot of its room alone, which reads ANSI text in the system's code page. */
    public static Receiver open(String nickname, String room) throws IpcException {
        return open(nickname, room, Optional.empty(), PlainText.SYSTEM_CODE_PAGE);
    }

    /**
     * Opens the mailslots first and the pipe second, so that whoever sees the participant can write to it.
     *
     * @param plainName the plain name of a mailslot that it owns as well
     * @param codePage what ANSI text of plain programs is in
     * @throws IpcException {@code NAME_IN_USE} where another program owns the plain name
     */
    public static Receiver open(String nickname, String room, Optional<String> plainName, Charset codePage)
            throws IpcException {
        long pid = OsProcess.current().pid();
        List<Mailslot> opened = new ArrayList<>();
        try {
            Mailslot mailslot = opened(opened, Addresses.mailslot(room, pid), Addresses.audience());
            Optional<PlainMailslot> plain = plainName.isPresent()
                    ? Optional.of(new PlainMailslot(
                            plainName.get(), opened(opened, Addresses.plainMailslot(plainName.get()), Audience.USER)))
                    : Optional.empty();
            Participant participant = Participant.open(
                    Role.RECEIVER,
                    nickname,
                    room,
                    Optional.of(mailslot.address()),
                    plain.map(p -> p.mailslot().address()));
            return new Receiver(mailslot, plain, codePage, participant);
        } catch (IpcException | RuntimeException e) {
            opened.forEach(Mailslot::close);
            throw e;
        }
    }

    private static Mailslot opened(List<Mailslot> opened, String address, Audience audience) throws IpcException {
        Mailslot mailslot = Mailslot.create(address, Limits.MAILSLOT_MESSAGE, audience);
        opened.add(mailslot);
        return mailslot;
    }

    /** Calls the listener for each message; it must only put it away, because the mailslot is not read meanwhile. */
    public void onMessage(Consumer<Heard> listener) {
        messageListeners.add(listener);
    }

    /**
     * Keeps each message in this history, before any listener is told of it, and conversations too; to be called before
     * {@link #start}.
     */
    public void keepIn(History kept) {
        history = Optional.of(kept);
        participant.keepIn(kept);
    }

    /** Calls the listener when the mailslot cannot be read any more. */
    public void onFailure(Consumer<IpcException> listener) {
        failureListeners.add(listener);
    }

    /** Begins to read and to answer. */
    public void start() {
        participant.start();
        Threads.start("mailchute-mailslot", () -> readAll(mailslot, Optional.empty()));
        plain.ifPresent(p ->
                Threads.start("mailchute-plain-mailslot", () -> readAll(p.mailslot(), Optional.of(p.name()))));
    }

    /** This process as a participant. */
    public Participant participant() {
        return participant;
    }

    /** The mailslot's name. */
    public String mailslotAddress() {
        return mailslot.address();
    }

    /** The address of the mailslot with a plain name, if this receiver owns one. */
    public Optional<String> plainMailslotAddress() {
        return plain.map(p -> p.mailslot().address());
    }

    private void readAll(Mailslot from, Optional<String> plainName) {
        int unheard = 0;
        while (true) {
            try {
                unheard = tellUnheard(unheard, plainName);
                Optional<Mailslot.Message> message = from.read(unheard == 0 ? Deadline.FOREVER : MEMORY_LOOK);
                message.ifPresent(m -> tell(content(m.bytes()), m.writer(), plainName));
            } catch (IpcException e) {
                switch (e.reason()) {
                    case CLOSED -> {
                        return;
                    }
                    case TOO_LARGE -> tell(new SlotContent.Broken(e.getMessage()), Optional.empty(), plainName);
                    case EXHAUSTED -> exhaustion.waitedOut(e);
                    default -> {
                        LOG.error("the mailslot cannot be read any more", e);
                        failureListeners.tell(listener -> listener.accept(e));
                        return;
                    }
                }
            } catch (OutOfMemoryError e) {
                // The message has been taken out of the mailslot; the next one may be smaller.
                unheard++;
            }
        }
    }

    /** Says how many messages there was no memory for, once there is some; returns how many are still to be told of. */
    private int tellUnheard(int unheard, Optional<String> plainName) {
        if (unheard == 0) {
            return 0;
        }
        try {
            String what = unheard == 1 ? "a message" : unheard + " messages";
            tell(new SlotContent.Broken(what + " that there was no memory for"), Optional.empty(), plainName);
            return 0;
        } catch (OutOfMemoryError e) {
            return unheard;
        }
    }

    /** Not every system refuses what is over the limit where it is written. */
    private SlotContent content(byte[] bytes) {
        return bytes.length <= Limits.MAILSLOT_MESSAGE
                ? SlotContent.read(bytes, codePage)
                : new SlotContent.Broken("a message of " + bytes.length + " bytes, over the limit of "
                        + Limits.MAILSLOT_MESSAGE + " bytes");
    }

    /** One at a time, whichever mailslot it came by. */
    private synchronized void tell(SlotContent content, Optional<Peer> writer, Optional<String> plainName) {
        if (content instanceof SlotContent.Plain words && words.text().isEmpty()) {
            // The newline of a line that cmd.exe wrote before, an empty line: a row for it says nothing.
            return;
        }
        Received received = new Received(Instant.ofEpochMilli(System.currentTimeMillis()), content, writer, plainName);
        OptionalLong process = Attribution.of(received).process();
        Optional<String> program = process.isPresent() ? programs.of(process.getAsLong()) : Optional.empty();
        Entry entry = Spoken.in(Addresses.fullName(participant.card().room()), received, program);
        history.ifPresentOrElse(
                kept -> kept.record(entry, place -> tell(new Heard(received, entry, place))),
                () -> tell(new Heard(received, entry, OptionalLong.empty())));
    }

    private void tell(Heard heard) {
        messageListeners.tell(listener -> listener.accept(heard));
    }

    /** Leaves the roster, then gives the mailslots back. */
    @Override
    public void close() {
        participant.close();
        mailslot.close();
        plain.ifPresent(p -> p.mailslot().close());
    }
}
