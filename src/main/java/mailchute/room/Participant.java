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
import java.util.function.Function;
import mailchute.history.History;
import mailchute.ipc.Deadline;
import mailchute.ipc.IpcException;
import mailchute.ipc.NamedPipe;
import mailchute.ipc.NamedPipeServer;
import mailchute.ipc.OsProcess;
import mailchute.ipc.User;
import mailchute.room.transfer.FileExchange;
import mailchute.room.transfer.FilePlaces;
import mailchute.wire.Frame;
import mailchute.wire.FrameWriter;
import mailchute.wire.Limits;
import mailchute.wire.Role;
import mailchute.wire.TransferEnd;
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
    private final Exhaustion exhaustion = new Exhaustion();
    private final Listeners<Runnable> closeListeners = new Listeners<>();
    private final Listeners<Consumer<Conversation>> conversationListeners = new Listeners<>();
    private final List<Conversation> conversations = new CopyOnWriteArrayList<>();
    private final PastConversations past = new PastConversations();
    /** Never shut down: what is over may still have to be cleaned up. Its threads keep no program alive. */
    private final ExecutorService fileThreads = Executors.newCachedThreadPool(Threads.named("mailchute-file"));

    private final Semaphore places = new Semaphore(MOST_CALLERS);
    private final ExecutorService callers = Executors.newCachedThreadPool(Threads.named("mailchute-caller"));
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile FilePlaces filePlaces = FilePlaces.inHome();
    private volatile Optional<History> history = Optional.empty();

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
        return new Participant(card, User.current(), serverAt(Addresses.pipe(pid)));
    }

    /** The pipe under the name that is this process's by right; who has taken it already is named. */
    private static NamedPipeServer serverAt(String address) throws IpcException {
        try {
            return NamedPipeServer.create(
                    address, Limits.PIPE_MESSAGE, NamedPipeServer.UNLIMITED_INSTANCES, Addresses.audience());
        } catch (IpcException e) {
            throw e.reason() == IpcException.Reason.NAME_IN_USE ? e.advised(whoHas(address)) : e;
        }
    }

    private static String whoHas(String address) {
        try (NamedPipe squatter = NamedPipe.connect(address, Limits.PIPE_MESSAGE, Duration.ZERO)) {
            return Calls.described(squatter.peer()) + " has it";
        } catch (IpcException e) {
            LOG.info("who has {} cannot be asked", address, e);
            return "who has it does not let this process ask";
        }
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

    /** Says where files go, from the next conversation on; {@link FilePlaces#inHome} unless told. */
    public void keepFilesIn(FilePlaces places) {
        filePlaces = places;
    }

    /** Keeps conversations in this history; whoever shows them asks for {@link #history}. */
    public void keepIn(History kept) {
        history = Optional.of(kept);
    }

    /** Where conversations are kept, if they are. */
    public Optional<History> history() {
        return history;
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

    /** The conversations that are over and can be gone on with, the newest first. */
    public List<Conversation> pastConversations() {
        return past.all();
    }

    /**
     * Opens a conversation with another participant.
     *
     * @throws IpcException where the other does not listen, does not answer in time or refuses
     */
    public Conversation converseWith(long pid) throws IpcException {
        return call(pid, answered -> past.take(answered.other(), answered.user()));
    }

    /** Who answered a call. */
    private record Answered(Frame.Card other, User user) {}

    private Conversation call(long pid, Function<Answered, Optional<Conversation>> earlier) throws IpcException {
        Deadline deadline = Deadline.after(PATIENCE);
        NamedPipe pipe = Calls.connect(pid, deadline);
        try {
            pipe.write(FrameWriter.write(new Frame.AskConversation(card)), deadline.remaining());
            Frame.Card other = Calls.answer(pipe, Frame.Card.class, deadline);
            Answered answered = new Answered(other, pipe.peer().user());
            return begin(pipe, other, Conversation.OpenedBy.US, earlier.apply(answered));
        } catch (IpcException | RuntimeException e) {
            pipe.close();
            throw e;
        }
    }

    /**
     * Goes on with a conversation that is over: with the same participant where it still lives, else with the one of its
     * nickname and account in its room, if there is exactly one.
     *
     * @throws IpcException where that one does not answer in time or refuses
     */
    public Reconnection reconnect(Conversation ended, Roster roster) throws IpcException {
        Frame.Card before = ended.other();
        if (stillLives(before)) {
            return new Reconnection.Connected(converseWith(before.pid()));
        }
        List<Member> namesakes = roster.members().stream()
                .filter(member -> member.pid() != card.pid() && member.pid() != before.pid())
                // A nickname is anyone's; what was about to be sent is for the same account.
                .filter(member -> member.isOf(ended.peer().user()))
                .filter(member -> member.card()
                        .filter(now -> now.nickname().equals(before.nickname())
                                && now.room().equals(before.room()))
                        .isPresent())
                .toList();
        if (namesakes.size() != 1) {
            return namesakes.isEmpty() ? new Reconnection.NobodyHere() : new Reconnection.SeveralHere(namesakes);
        }
        // Chosen by a person, so that it goes on even with one that was there before.
        Optional<Conversation> goesOn = past.take(ended) ? Optional.of(ended) : Optional.empty();
        try {
            return new Reconnection.Connected(call(namesakes.get(0).pid(), other -> goesOn));
        } catch (IpcException | RuntimeException e) {
            goesOn.ifPresent(past::add);
            throw e;
        }
    }

    private static boolean stillLives(Frame.Card before) {
        try {
            return Calls.askCard(before.pid(), PATIENCE).frame().since().equals(before.since());
        } catch (IpcException e) {
            LOG.debug("{} is not there any more", before.nickname(), e);
            return false;
        }
    }

    private Conversation begin(
            NamedPipe pipe, Frame.Card other, Conversation.OpenedBy by, Optional<Conversation> earlier) {
        FileExchange files =
                earlier.map(Conversation::files).orElseGet(() -> new FileExchange(filePlaces, fileThreads));
        Conversation conversation = new Conversation(pipe, other, card, by, files, this::onceKept, earlier);
        conversations.add(conversation);
        conversation.onEnd(() -> {
            conversations.remove(conversation);
            past.add(conversation);
        });
        conversationListeners.tell(listener -> listener.accept(conversation));
        conversation.start();
        return conversation;
    }

    private void onceKept(Runnable next) {
        history.ifPresentOrElse(kept -> kept.then(next), next);
    }

    private void serve() {
        while (!closed.get()) {
            try {
                Optional<NamedPipe> caller = server.accept(Deadline.FOREVER);
                caller.ifPresent(this::admit);
            } catch (OutOfMemoryError e) {
                exhaustion.waitOut();
            } catch (IpcException e) {
                if (e.reason() == IpcException.Reason.CLOSED) {
                    return;
                }
                if (exhaustion.waitedOut(e)) {
                    // Whoever calls waits for as long; those who are there already may leave.
                    continue;
                }
                LOG.error("the pipe server cannot accept any more", e);
                closeListeners.tell(Runnable::run);
                return;
            }
        }
    }

    private void admit(NamedPipe pipe) {
        if (!places.tryAcquire()) {
            LOG.warn(
                    "turned away process {}: {} callers are being served",
                    pipe.peer().pid(),
                    MOST_CALLERS);
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
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            // While closing, or where there is no memory for one more thread.
            LOG.debug("a caller was turned away", e);
            places.release();
            pipe.close();
        }
    }

    private void answer(NamedPipe pipe) {
        boolean keep = false;
        try {
            keep = answerFirstFrame(pipe);
        } catch (IpcException e) {
            LOG.info(
                    "process {} asked nothing that can be answered: {}",
                    pipe.peer().pid(),
                    e.getMessage());
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
        if (Addresses.shared() && !pipe.peer().user().known()) {
            farewell(pipe, new Frame.Refused("nobody is let in who hides his account"), deadline);
        } else if (question instanceof Frame.AskCard) {
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
                    ours
                            ? HandleReport.tell(pipe, deadline)
                            : new Frame.Refused("only its own user may see its handles"),
                    deadline);
        } else if (question instanceof Frame.AskConversation ask) {
            if (ask.caller().pid() != pipe.peer().pid()) {
                farewell(
                        pipe,
                        new Frame.Refused("you are not process " + ask.caller().pid()),
                        deadline);
            } else {
                pipe.write(FrameWriter.write(card), deadline.remaining());
                Frame.Card caller = ask.caller();
                begin(
                        pipe,
                        caller,
                        Conversation.OpenedBy.THEM,
                        past.take(caller, pipe.peer().user()));
                return true;
            }
        } else if (question instanceof Frame.AskFile ask) {
            // Only who is at the other end of a conversation, in the kernel's word, is given what was offered there.
            Optional<Conversation> theirs = conversations().stream()
                    .filter(conversation -> conversation.peer().equals(pipe.peer())
                            && conversation.files().offers(ask.id()))
                    .findFirst();
            if (theirs.isPresent()) {
                theirs.get().files().serve(pipe, ask);
                return true;
            }
            farewell(pipe, new Frame.CancelFile(ask.id(), TransferEnd.NOT_OFFERED), deadline);
        } else {
            farewell(
                    pipe,
                    new Frame.Refused("this is answered to card, handles, close, conversation and fetch only"),
                    deadline);
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
