package mailchute.room;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import mailchute.ipc.Deadline;
import mailchute.ipc.IpcException;
import mailchute.ipc.NamedPipe;
import mailchute.ipc.NamedPipeServer;
import mailchute.ipc.OsProcess;
import mailchute.ipc.User;
import mailchute.wire.Frame;
import mailchute.wire.FrameWriter;
import mailchute.wire.Limits;
import mailchute.wire.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This process as a participant: it owns its pipe, by which the others see that it is there, and answers what they ask over
 * it.
 */
public final class Participant implements AutoCloseable {

    /** How long a caller may take to say what it came for. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** How many callers are served at once; each costs a thread. */
    private static final int MOST_CALLERS = 64;

    private static final Logger LOG = LoggerFactory.getLogger(Participant.class);

    private final Frame.Card card;
    private final User user;
    private final NamedPipeServer server;
    private final Listeners<Runnable> closeListeners = new Listeners<>();
    private final Listeners<Consumer<Conversation>> conversationListeners = new Listeners<>();
    private final List<Conversation> conversations = new CopyOnWriteArrayList<>();
    private final Semaphore places = new Semaphore(MOST_CALLERS);
    private final ExecutorService callers = Executors.newCachedThreadPool(Threads.named("mailchute-caller"));
    private final AtomicBoolean closed = new AtomicBoolean();

    private Participant(Frame.Card card, User user, NamedPipeServer server) {
        this.card = card;
        this.user = user;
        this.server = server;
    }

    /**
     * Makes this process a participant, seen by all from here on. It answers once it was started.
     *
     * @param mailslot the mailslot that this process owns, if it is a receiver
     */
    public static Participant open(Role role, String nickname, String room, Optional<String> mailslot)
            throws IpcException {
        return open(role, nickname, room, mailslot, Optional.empty());
    }

    /**
     * Makes this process a participant that owns a mailslot with a plain name as well.
     *
     * @param plainMailslot that mailslot, if there is one
     */
    static Participant open(
            Role role, String nickname, String room, Optional<String> mailslot, Optional<String> plainMailslot)
            throws IpcException {
        long pid = OsProcess.current().pid();
        long parent = ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(0L);
        Instant since = Instant.ofEpochMilli(System.currentTimeMillis());
        Frame.Card card = new Frame.Card(pid, parent, role, nickname, room, mailslot, plainMailslot, since);
        User user = User.current();
        return new Participant(card, user, NamedPipeServer.create(Addresses.pipe(pid), Limits.PIPE_MESSAGE));
    }

    /** Calls the listener when another participant of the same user asks this one politely to close itself. */
    public void onAskedToClose(Runnable listener) {
        closeListeners.add(listener);
    }

    /**
     * Calls the listener with each conversation, whichever side opened it, before its first word: the moment to
     * {@link Conversation#listen} to it.
     */
    public void onConversation(Consumer<Conversation> listener) {
        conversationListeners.add(listener);
    }

    /** Begins to answer. */
    public void start() {
        Threads.start("mailchute-pipe-server", this::serve);
    }

    /** What this participant says of itself. */
    public Frame.Card card() {
        return card;
    }

    /** The account this process runs as. */
    public User user() {
        return user;
    }

    /** The pipe that this participant owns. */
    public String pipeAddress() {
        return server.address();
    }

    /** The conversations that are open now. */
    public List<Conversation> conversations() {
        return List.copyOf(conversations);
    }

    /**
     * Opens a conversation with another participant.
     *
     * @throws IpcException where the other does not listen, does not answer in time or refuses
     */
    public Conversation converseWith(long pid) throws IpcException {
        Deadline deadline = Deadline.after(PATIENCE);
        NamedPipe pipe = Calls.connect(pid, deadline);
        try {
            pipe.write(FrameWriter.write(new Frame.AskConversation(card)), deadline.remaining());
            Frame.Card other = Calls.answer(pipe, Frame.Card.class, deadline);
            return begin(new Conversation(pipe, other, card, Conversation.OpenedBy.US));
        } catch (IpcException | RuntimeException e) {
            pipe.close();
            throw e;
        }
    }

    private Conversation begin(Conversation conversation) {
        conversations.add(conversation);
        conversation.onEnd(() -> conversations.remove(conversation));
        conversationListeners.tell(listener -> listener.accept(conversation));
        conversation.start();
        return conversation;
    }

    private void serve() {
        while (!closed.get()) {
            try {
                Optional<NamedPipe> caller = server.accept(Deadline.FOREVER);
                caller.ifPresent(this::admit);
            } catch (IpcException e) {
                if (e.reason() == IpcException.Reason.CLOSED) {
                    return;
                }
                LOG.error("the pipe server cannot accept any more", e);
                closeListeners.tell(Runnable::run);
                return;
            }
        }
    }

    private void admit(NamedPipe pipe) {
        if (!places.tryAcquire()) {
            LOG.warn("turned away process {}: {} callers are being served", pipe.peer().pid(), MOST_CALLERS);
            pipe.close();
            return;
        }
        try {
            callers.execute(() -> {
                try {
                    answer(pipe);
                } finally {
                    places.release();
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("a caller came while closing", e);
            places.release();
            pipe.close();
        }
    }

    private void answer(NamedPipe pipe) {
        boolean keep = false;
        try {
            keep = answerFirstFrame(pipe);
        } catch (IpcException e) {
            LOG.info("process {} asked nothing that can be answered: {}", pipe.peer().pid(), e.getMessage());
        } finally {
            if (!keep) {
                pipe.close();
            }
        }
    }

    /** Returns whether the pipe lives on. */
    private boolean answerFirstFrame(NamedPipe pipe) throws IpcException {
        Deadline deadline = Deadline.after(PATIENCE);
        Frame question = Calls.readFrame(pipe, deadline);
        if (question instanceof Frame.AskCard) {
            farewell(pipe, card, deadline);
        } else if (question instanceof Frame.AskClose) {
            if (pipe.peer().user().id().equals(user.id())) {
                farewell(pipe, new Frame.Closing(), deadline);
                closeListeners.tell(Runnable::run);
            } else {
                farewell(pipe, new Frame.Refused("only its own user can close it"), deadline);
            }
        } else if (question instanceof Frame.AskHandles) {
            boolean ours = pipe.peer().user().id().equals(user.id());
            farewell(
                    pipe,
                    ours ? HandleReport.tell(pipe, deadline) : new Frame.Refused("only its own user may see its handles"),
                    deadline);
        } else if (question instanceof Frame.AskConversation ask) {
            if (ask.caller().pid() != pipe.peer().pid()) {
                farewell(pipe, new Frame.Refused("you are not process " + ask.caller().pid()), deadline);
            } else {
                pipe.write(FrameWriter.write(card), deadline.remaining());
                begin(new Conversation(pipe, ask.caller(), card, Conversation.OpenedBy.THEM));
                return true;
            }
        } else {
            farewell(pipe, new Frame.Refused("this is answered to card, handles, close and conversation only"), deadline);
        }
        return false;
    }

    /** Writes the last frame and waits until the caller has read it and left, so that closing does not take it away. */
    private static void farewell(NamedPipe pipe, Frame last, Deadline deadline) throws IpcException {
        pipe.write(FrameWriter.write(last), deadline.remaining());
        NamedPipe.Read read;
        do {
            read = pipe.read(deadline.remaining());
        } while (read instanceof NamedPipe.Message || read instanceof NamedPipe.TooLarge);
    }

    /**
     * Leaves: the pipe is gone, and with it this participant from every roster. Says bye in every conversation; blocks for two
     * seconds at most for each that does not answer.
     */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            server.close();
            callers.shutdown();
            conversations().forEach(Conversation::close);
        }
    }
}
