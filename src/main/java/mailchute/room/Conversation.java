package mailchute.room;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import mailchute.ipc.Deadline;
import mailchute.ipc.IpcException;
import mailchute.ipc.NamedPipe;
import mailchute.ipc.Peer;
import mailchute.wire.BadFrameException;
import mailchute.wire.Frame;
import mailchute.wire.FrameReader;
import mailchute.wire.FrameWriter;
import mailchute.wire.Limits;
import mailchute.wire.VisibleText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One end of a conversation: words both ways over one named pipe, each with its receipt. One thread always reads, another
 * writes, so that two ends that both write cannot block each other.
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

    /** A frame and its bytes, written once. */
    private record Outgoing(Frame frame, byte[] bytes) {

        static Outgoing of(Frame frame) {
            return new Outgoing(frame, FrameWriter.write(frame));
        }
    }

    /** How many frames wait for the other end at most before it is refused to say more. */
    private static final int MOST_WAITING = 1_000;

    /** How many receipts wait at most for an other end that talks and does not read. */
    private static final int MOST_RECEIPTS = 20_000;

    /** How long the other end may leave its pipe unread. */
    private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(10);

    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private static final TimeBasedEpochRandomGenerator IDS = Generators.timeBasedEpochRandomGenerator();

    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

    private final NamedPipe pipe;
    private final Frame.Card other;
    private final Frame.Card self;
    private final OpenedBy openedBy;
    private final Listeners<Listener> listeners = new Listeners<>();
    private final Listeners<Runnable> endListeners = new Listeners<>();
    private final Object lock = new Object();
    private final Deque<Outgoing> outgoing = new ArrayDeque<>();
    private final Set<UUID> unconfirmed = new LinkedHashSet<>();
    private boolean started;
    private boolean leaving;
    private boolean theyLeave;
    private boolean over;
    private boolean released;

    Conversation(NamedPipe pipe, Frame.Card other, Frame.Card self, OpenedBy openedBy) {
        this.pipe = pipe;
        this.other = other;
        this.self = self;
        this.openedBy = openedBy;
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

    /** The pipe's name. */
    public String address() {
        return pipe.address();
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
        Threads.start("mailchute-conversation-read-" + other.pid(), this::readAll);
        Threads.start("mailchute-conversation-write-" + other.pid(), this::writeAll);
    }

    /**
     * Says something; the listener is told what becomes of it.
     *
     * @throws IpcException {@code TOO_LARGE} over the limit; {@code OWNER_NOT_READING} while too much waits for the other
     *     end; {@code OWNER_GONE} when the conversation is over. Nothing was said then.
     */
    public Frame.Said say(String text) throws IpcException {
        Frame.Said words = new Frame.Said(IDS.generate(), Instant.ofEpochMilli(System.currentTimeMillis()), text);
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
            unconfirmed.add(words.id());
            listeners.tell(listener -> listener.saying(words));
            queue(frame);
        }
        return words;
    }

    private void queue(Frame frame) {
        queue(Outgoing.of(frame));
    }

    private void queue(Outgoing frame) {
        synchronized (lock) {
            outgoing.add(frame);
            lock.notifyAll();
        }
    }

    private void writeAll() {
        try {
            while (true) {
                Outgoing next;
                synchronized (lock) {
                    while (outgoing.isEmpty() && !over) {
                        lock.wait();
                    }
                    if (over) {
                        return;
                    }
                    next = outgoing.remove();
                }
                pipe.write(next.bytes(), WRITE_TIMEOUT);
                if (next.frame() instanceof Frame.Said said) {
                    tellSent(said.id());
                } else if (next.frame() instanceof Frame.ByeToo) {
                    awaitTheirEnd();
                    end(other.nickname() + " left");
                }
            }
        } catch (IpcException e) {
            end(endWords(e));
        } catch (InterruptedException e) {
            LOG.debug("a conversation's thread was interrupted", e);
            end("interrupted");
        }
    }

    /** Never after its receipt, which the reader may have seen before this thread came so far. */
    private void tellSent(UUID id) {
        synchronized (lock) {
            if (unconfirmed.contains(id)) {
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
                    end(agreed ? other.nickname() + " left" : other.nickname() + " is gone, without a farewell");
                    return;
                }
            }
        } catch (IpcException e) {
            end(endWords(e));
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
            listeners.tell(listener -> listener.said(said));
            boolean heard;
            synchronized (lock) {
                heard = outgoing.size() < MOST_WAITING + MOST_RECEIPTS;
            }
            if (heard) {
                queue(new Frame.Received(said.id()));
            } else {
                end(other.nickname() + " talks and does not read");
            }
        } else if (frame instanceof Frame.Received received) {
            boolean ours;
            synchronized (lock) {
                ours = unconfirmed.remove(received.id());
            }
            if (ours) {
                listeners.tell(listener -> listener.received(received.id()));
            }
        } else if (frame instanceof Frame.Bye) {
            synchronized (lock) {
                theyLeave = true;
            }
            queue(new Frame.ByeToo());
        } else if (frame instanceof Frame.ByeToo) {
            end("you left");
        } else {
            strange("a frame of kind "
                    + (frame instanceof Frame.Unknown unknown
                            ? VisibleText.line(unknown.kind())
                            : frame.getClass().getSimpleName()));
        }
    }

    private void strange(String what) {
        listeners.tell(listener -> listener.strange(what));
    }

    private String endWords(IpcException e) {
        return e.reason() == IpcException.Reason.CLOSED ? "you left" : other.nickname() + " is gone: " + e.words();
    }

    private void end(String why) {
        List<UUID> lost;
        synchronized (lock) {
            if (over) {
                return;
            }
            over = true;
            lost = new ArrayList<>(unconfirmed);
            lock.notifyAll();
        }
        pipe.close();
        endListeners.tell(Runnable::run);
        synchronized (lock) {
            released = true;
            lock.notifyAll();
        }
        listeners.tell(listener -> listener.ended(why, lost));
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
                queue(new Frame.Bye());
            }
            Deadline deadline = Deadline.after(FAREWELL);
            try {
                // Whoever ends it may be half through: the pipe closed, and still among the participant's conversations.
                while (started && !released && !deadline.passed()) {
                    lock.wait(deadline.remainingMillis(Integer.MAX_VALUE));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        end("you left, and " + other.nickname() + " did not answer");
    }
}
