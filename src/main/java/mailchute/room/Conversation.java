package mailchute.room;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import mailchute.ipc.Deadline;
import mailchute.ipc.IpcException;
import mailchute.ipc.NamedPipe;
import mailchute.ipc.Peer;
import mailchute.room.OutgoingFrames.Outgoing;
import mailchute.room.transfer.FileExchange;
import mailchute.room.transfer.Transfer;
import mailchute.wire.BadFrameException;
import mailchute.wire.Frame;
import mailchute.wire.FrameReader;
import mailchute.wire.Limits;
import mailchute.wire.TimeOrderedId;
import mailchute.wire.VisibleText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One end of a conversation: words both ways over one named pipe, each with its receipts, and the offers of files. One thread
 * always reads, another writes, so that two ends that both write cannot block each other.
 */
public final class Conversation implements AutoCloseable {

    /** Which side began. */
    public enum OpenedBy {
        US,
        THEM
    }

    /** What is told of a conversation, from its own threads. */
    public interface Listener {

        /** This end said something; it waits to be written. */
        void saying(Frame.Said words);

        /** The other end said something. */
        void said(Frame.Said words);

        /** What this end said is on its way: the pipe has taken it. Left out where its receipt was faster. */
        void sent(UUID id);

        /** The other end has what this end said. */
        void received(UUID id);

        /** Someone has looked at what this end said. */
        default void seen(UUID id) {}

        /** The other end began to write something, or has stopped; a notice that is not renewed ends by itself. */
        default void typing(boolean now) {}

        /** A file was offered, by either end, or something about it is new: {@link Transfer#status} says what. */
        default void transfer(Transfer file) {}

        /** Something came that cannot be shown as words. */
        void strange(String what);

        /**
         * The conversation is over.
         *
         * @param why in words for people
         * @param lost what this end said and the other end did not confirm
         */
        void ended(String why, List<UUID> lost);
    }

    /** How many frames wait for the other end at most before it is refused to say more. */
    private static final int MOST_WAITING = 1_000;

    /** How many receipts wait at most for an other end that talks and does not read. */
    private static final int MOST_RECEIPTS = 20_000;

    /** How long the other end may leave its pipe unread. */
    private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(10);

    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

    private final NamedPipe pipe;
    private final Frame.Card other;
    private final Frame.Card self;
    private final OpenedBy openedBy;
    private final Listeners<Listener> listeners = new Listeners<>();
    private final Listeners<Runnable> endListeners = new Listeners<>();
    private final Object lock = new Object();
    private final OutgoingFrames outgoing = new OutgoingFrames();
    private final Receipts receipts = new Receipts();
    private final TypingNotices typing = new TypingNotices(now -> listeners.tell(listener -> listener.typing(now)));
    private final Exhaustion exhaustion = new Exhaustion();
    private final FileExchange files;
    private final Executor onceKept;
    private final ConversationFiles fileLine;
    private volatile Optional<Conversation> earlier;
    private UUID lastSeenHere;
    private ConversationEnd ending;
    private boolean started;
    private boolean leaving;
    private boolean theyLeave;
    private boolean over;
    private boolean released;

    /**
     * One that goes on with an earlier one, if there is one.
     *
     * @param files the files of both
     * @param onceKept runs something after what the listeners were told so far is kept: a receipt promises that
     */
    Conversation(
            NamedPipe pipe,
            Frame.Card other,
            Frame.Card self,
            OpenedBy openedBy,
            FileExchange files,
            Executor onceKept,
            Optional<Conversation> earlier) {
        this.pipe = pipe;
        this.other = other;
        this.self = self;
        this.openedBy = openedBy;
        this.files = files;
        this.onceKept = onceKept;
        this.earlier = earlier;
        this.fileLine = new ConversationFiles(this);
    }

    /** Which side began. */
    public OpenedBy openedBy() {
        return openedBy;
    }

    /** What this end says of itself. */
    public Frame.Card self() {
        return self;
    }

    /** What the other end says of itself; its pid was checked against {@link #peer}. */
    public Frame.Card other() {
        return other;
    }

    /** The process at the other end, in the kernel's word. */
    public Peer peer() {
        return pipe.peer();
    }

    /** The other end for people: its nickname and pid, and in a room of the machine its account as well. */
    public String label() {
        String account = Addresses.shared() && peer().user().known()
                ? ", " + peer().user().name()
                : "";
        return other().nickname() + " (" + other().pid() + account + ")";
    }

    /** The pipe's name. */
    public String address() {
        return pipe.address();
    }

    /**
     * The conversation that this one goes on with: with the same participant, or with one that was started anew. Empty once
     * this one is over, so that a long chain of them is not kept.
     */
    public Optional<Conversation> earlier() {
        return earlier;
    }

    /** The files that are offered here; the same in a conversation that goes on with this one. */
    public FileExchange files() {
        return files;
    }

    /** How it ended; empty while it lives. */
    public Optional<ConversationEnd> end() {
        synchronized (lock) {
            return Optional.ofNullable(ending);
        }
    }

    /** Adds a listener; to be called before the first word, from {@link Participant#onConversation}. */
    public void listen(Listener listener) {
        listeners.add(listener);
    }

    void onEnd(Runnable listener) {
        endListeners.add(listener);
    }

    void start() {
        synchronized (lock) {
            started = true;
        }
        // Before the first frame is read: it may be an offer.
        files.attach(fileLine);
        Threads.start("mailchute-conversation-read-" + other.pid(), this::readAll);
        Threads.start("mailchute-conversation-write-" + other.pid(), this::writeAll);
    }

    void changed(Transfer transfer) {
        listeners.tell(listener -> listener.transfer(transfer));
    }

    /**
     * Says something; the listener is told what becomes of it.
     *
     * @throws IpcException {@code TOO_LARGE} over the limit; {@code OWNER_NOT_READING} while too much waits for the other
     *     end; {@code OWNER_GONE} when the conversation is over. Nothing was said then.
     */
    public Frame.Said say(String text) throws IpcException {
        Frame.Said words = new Frame.Said(TimeOrderedId.next(), Instant.ofEpochMilli(System.currentTimeMillis()), text);
        Outgoing frame = Outgoing.of(words);
        if (frame.bytes().length > Limits.PIPE_MESSAGE) {
            throw new IpcException(
                    IpcException.Reason.TOO_LARGE,
                    "say",
                    address(),
                    frame.bytes().length + " bytes, the limit is " + Limits.PIPE_MESSAGE);
        }
        synchronized (lock) {
            if (over || leaving) {
                throw new IpcException(IpcException.Reason.OWNER_GONE, "say", address(), "the conversation is over");
            }
            if (outgoing.size() >= MOST_WAITING) {
                throw new IpcException(
                        IpcException.Reason.OWNER_NOT_READING, "say", address(), MOST_WAITING + " messages wait");
            }
            receipts.said(words.id());
            listeners.tell(listener -> listener.saying(words));
            queue(frame);
        }
        typing.saidHere();
        return words;
    }

    /** Something is being typed here: the other end is told, now and then. */
    public void typing() {
        if (isOpen() && typing.typedHere()) {
            queue(new Frame.Typing());
        }
    }

    /** Someone has looked at the words of the other end with this id, and at all before. */
    public void seen(UUID id) {
        synchronized (lock) {
            if (over || leaving || id.equals(lastSeenHere)) {
                return;
            }
            lastSeenHere = id;
            queueAfterReceipts(new Frame.Seen(id));
        }
    }

    private boolean isOpen() {
        synchronized (lock) {
            return !over && !leaving;
        }
    }

    void queue(Frame frame) {
        queue(Outgoing.of(frame));
    }

    /** Behind the receipts of all that has been heard, which wait until it is kept. */
    private void queueAfterReceipts(Frame frame) {
        onceKept.execute(() -> queue(frame));
    }

    private void queue(Outgoing frame) {
        outgoing.add(frame);
    }

    private void writeAll() {
        try {
            Optional<Outgoing> next = outgoing.next();
            while (next.isPresent()) {
                pipe.write(next.get().bytes(), WRITE_TIMEOUT);
                if (next.get().frame() instanceof Frame.Said said) {
                    tellSent(said.id());
                } else if (next.get().frame() instanceof Frame.ByeToo) {
                    awaitTheirEnd();
                    end(ConversationEnd.Kind.LEFT_THERE);
                }
                next = outgoing.next();
            }
        } catch (IpcException e) {
            end(ConversationEnd.of(e, other.nickname()));
        } catch (OutOfMemoryError e) {
            end(ConversationEnd.of(exhaustion.of(e, "write", address()), other.nickname()));
        } catch (InterruptedException e) {
            LOG.debug("a conversation's thread was interrupted", e);
            end(ConversationEnd.Kind.LEFT_UNANSWERED);
        }
    }

    /** Never after its receipt, which the reader may have seen before this thread came so far. */
    private void tellSent(UUID id) {
        synchronized (lock) {
            if (receipts.isUnconfirmed(id)) {
                listeners.tell(listener -> listener.sent(id));
            }
        }
    }

    /** The reader sees the other end close after it has read our answer; closing first could take the answer away. */
    private void awaitTheirEnd() throws InterruptedException {
        Deadline deadline = Deadline.after(FAREWELL);
        synchronized (lock) {
            while (!over && !deadline.passed()) {
                lock.wait(deadline.remainingMillis(Integer.MAX_VALUE));
            }
        }
    }

    private void readAll() {
        try {
            while (true) {
                NamedPipe.Read read = pipe.read(Deadline.FOREVER);
                if (read instanceof NamedPipe.Message message) {
                    take(message.bytes());
                } else if (read instanceof NamedPipe.TooLarge large) {
                    strange("a message of " + large.size() + " bytes, over the limit");
                } else if (read instanceof NamedPipe.Ended) {
                    boolean agreed;
                    synchronized (lock) {
                        agreed = leaving || theyLeave;
                    }
                    end(agreed ? ConversationEnd.Kind.LEFT_THERE : ConversationEnd.Kind.GONE);
                    return;
                }
            }
        } catch (IpcException e) {
            end(ConversationEnd.of(e, other.nickname()));
        } catch (OutOfMemoryError e) {
            end(ConversationEnd.of(exhaustion.of(e, "read", address()), other.nickname()));
        }
    }

    private void take(byte[] bytes) {
        Frame frame;
        try {
            frame = FrameReader.read(bytes);
        } catch (BadFrameException e) {
            strange(e.getMessage());
            return;
        }
        if (frame instanceof Frame.Said said) {
            heard(said);
        } else if (frame instanceof Frame.Received received) {
            boolean ours;
            synchronized (lock) {
                ours = receipts.received(received.id());
            }
            if (ours) {
                listeners.tell(listener -> listener.received(received.id()));
            }
        } else if (frame instanceof Frame.Seen seen) {
            List<UUID> ours;
            synchronized (lock) {
                ours = receipts.seen(seen.id());
            }
            ours.forEach(id -> listeners.tell(listener -> listener.seen(id)));
        } else if (frame instanceof Frame.Typing) {
            typing.noticed();
        } else if (frame instanceof Frame.Bye) {
            synchronized (lock) {
                theyLeave = true;
            }
            queueAfterReceipts(new Frame.ByeToo());
        } else if (frame instanceof Frame.ByeToo) {
            end(ConversationEnd.Kind.LEFT_HERE);
        } else if (!files.take(frame)) {
            strange("a frame of kind "
                    + (frame instanceof Frame.Unknown unknown
                            ? VisibleText.line(unknown.kind())
                            : frame.getClass().getSimpleName()));
        }
        if (outgoing.size() >= MOST_WAITING + MOST_RECEIPTS) {
            end(ConversationEnd.Kind.FLOODED);
        }
    }

    private void heard(Frame.Said said) {
        typing.over();
        listeners.tell(listener -> listener.said(said));
        queueAfterReceipts(new Frame.Received(said.id()));
    }

    private void strange(String what) {
        listeners.tell(listener -> listener.strange(what));
    }

    private void end(ConversationEnd.Kind kind) {
        end(ConversationEnd.of(kind, other.nickname()));
    }

    private void end(ConversationEnd how) {
        List<UUID> lost;
        synchronized (lock) {
            if (over) {
                return;
            }
            over = true;
            ending = how;
            lost = receipts.lost();
            lock.notifyAll();
        }
        outgoing.close();
        pipe.close();
        earlier = Optional.empty();
        endListeners.tell(Runnable::run);
        synchronized (lock) {
            released = true;
            lock.notifyAll();
        }
        files.detach(fileLine);
        typing.over();
        listeners.tell(listener -> listener.ended(how.words(), lost));
    }

    /**
     * Says bye, waits for the answer (two seconds at most) and closes. Blocks; closing again does nothing. Afterwards the
     * participant does not count it among its conversations any more.
     */
    @Override
    public void close() {
        synchronized (lock) {
            if (started && !over && !leaving) {
                leaving = true;
                queueAfterReceipts(new Frame.Bye());
            }
            Deadline deadline = Deadline.after(FAREWELL);
            try {
                // Whoever ends it may be half through: the pipe closed, and still among the participant's
                // conversations.
                while (started && !released && !deadline.passed()) {
                    lock.wait(deadline.remainingMillis(Integer.MAX_VALUE));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        end(ConversationEnd.Kind.LEFT_UNANSWERED);
    }
}
