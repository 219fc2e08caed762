package mailchute.room;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import mailchute.ipc.Deadline;
import mailchute.ipc.IpcException;
import mailchute.ipc.OsProcess;
import mailchute.ipc.ProcessIdentity;
import mailchute.ipc.User;
import mailchute.wire.Frame;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The participants that are alive now. The kernel is the registry: a participant is a live process whose pipe exists. Each
 * is asked for its card once. Another user's process that took such a name is there without a card, and never asked.
 */
public final class Roster implements AutoCloseable {

    /** How often the kernel is asked: what comes or goes is seen well within a second. */
    private static final Duration PERIOD = Duration.ofMillis(300);

    private static final Duration CARD_TIMEOUT = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(Roster.class);

    /** A participant and the open handle that tells its end; none of a process that Windows keeps from this user. */
    private record Seen(Member member, Optional<OsProcess> process) {}

    private final Exhaustion exhaustion = new Exhaustion();
    private final Object lock = new Object();
    private final Map<Long, Seen> seen = new HashMap<>();
    private final Map<Long, ProcessIdentity> asking = new HashMap<>();
    private final List<Consumer<List<Member>>> listeners = new CopyOnWriteArrayList<>();
    private final Departures departures = new Departures(this::departuresChanged);
    private final ExecutorService askers = Executors.newCachedThreadPool(Threads.named("mailchute-card"));
    private boolean closed;
    private boolean settled;
    private boolean changed;
    private boolean wakeUp;

    /** Starts to watch. */
    public Roster() {
        Threads.start("mailchute-roster", this::watch);
    }

    /** Calls the listener with everyone who is here now, and again after each change, of {@link #departures} too. */
    public void listen(Consumer<List<Member>> listener) {
        synchronized (lock) {
            listeners.add(listener);
            changed = true;
            settled = false;
            wakeUp = true;
            lock.notifyAll();
        }
    }

    /** Calls the listener no more. */
    public void unlisten(Consumer<List<Member>> listener) {
        listeners.remove(listener);
    }

    /** Everyone who is here now, by the time they came. */
    public List<Member> members() {
        synchronized (lock) {
            return snapshot();
        }
    }

    /** Those who were here and left. */
    public Departures departures() {
        return departures;
    }

    private void departuresChanged() {
        synchronized (lock) {
            changed = true;
            wakeUp = true;
            lock.notifyAll();
        }
    }

    /** The member with this pid. */
    public Optional<Member> member(long pid) {
        synchronized (lock) {
            return Optional.ofNullable(seen.get(pid)).map(Seen::member);
        }
    }

    /**
     * Waits until everyone who is here has been asked for a card, and every listener of now knows of them.
     *
     * @return false when that took longer than the timeout
     */
    public boolean awaitFirstLook(Duration timeout) throws InterruptedException {
        Deadline deadline = Deadline.after(timeout);
        synchronized (lock) {
            while (!settled && !closed && !deadline.passed()) {
                lock.wait(deadline.remainingMillis(Integer.MAX_VALUE));
            }
            return settled;
        }
    }

    /**
     * Waits until the members meet a condition.
     *
     * @return the members that met it; empty when they did not in time
     */
    public Optional<List<Member>> await(Predicate<List<Member>> condition, Duration timeout)
            throws InterruptedException {
        Deadline deadline = Deadline.after(timeout);
        synchronized (lock) {
            List<Member> here = snapshot();
            while (!condition.test(here)) {
                if (closed || deadline.passed()) {
                    return Optional.empty();
                }
                lock.wait(deadline.remainingMillis(Integer.MAX_VALUE));
                here = snapshot();
            }
            return Optional.of(here);
        }
    }

    private void watch() {
        boolean open = true;
        while (open) {
            try {
                open = lookOnce();
            } catch (OutOfMemoryError e) {
                // Whoever came or went is seen when there is memory again.
                synchronized (lock) {
                    changed = true;
                }
                exhaustion.waitOut();
            }
        }
    }

    /** Returns false when the roster was closed. */
    private boolean lookOnce() {
        synchronized (lock) {
            if (closed) {
                return false;
            }
            wakeUp = false;
        }
        look();
        List<Member> news = null;
        boolean everyoneAsked;
        synchronized (lock) {
            everyoneAsked = asking.isEmpty();
            if (changed) {
                changed = false;
                news = snapshot();
            }
        }
        if (news != null) {
            for (Consumer<List<Member>> listener : listeners) {
                listener.accept(news);
            }
        }
        if (everyoneAsked) {
            settle();
        }
        return pause();
    }

    /** After the listeners were told: who waits for the first look can rely on what they made of it. */
    private void settle() {
        synchronized (lock) {
            if (!settled) {
                settled = true;
                lock.notifyAll();
            }
        }
    }

    /** Returns false when the roster was closed. */
    private boolean pause() {
        Deadline deadline = Deadline.after(PERIOD);
        synchronized (lock) {
            try {
                while (!closed && !wakeUp && !deadline.passed()) {
                    lock.wait(deadline.remainingMillis(Integer.MAX_VALUE));
                }
            } catch (InterruptedException e) {
                LOG.debug("the roster's thread was interrupted", e);
                return false;
            }
            return !closed;
        }
    }

    private void look() {
        long[] owners;
        User self;
        try {
            owners = Addresses.participants();
            self = User.current();
        } catch (IpcException e) {
            LOG.warn("cannot see who is here", e);
            return;
        }
        dropWhoLeft(owners);
        for (long pid : owners) {
            boolean known;
            synchronized (lock) {
                Seen here = seen.get(pid);
                known = asking.containsKey(pid)
                        || here != null
                                && (here.member().card().isPresent()
                                        || !Addresses.shared() && !here.member().isOf(self));
            }
            if (!known) {
                greet(pid);
            }
        }
    }

    private void dropWhoLeft(long[] owners) {
        var present = LongStream.of(owners).boxed().collect(Collectors.toSet());
        synchronized (lock) {
            seen.values().removeIf(here -> {
                boolean left = !present.contains(here.member().pid()) || hasEnded(here);
                if (left) {
                    departures.left(here.member(), here.process());
                    changed = true;
                    lock.notifyAll();
                }
                return left;
            });
            changed |= departures.look();
        }
    }

    private static boolean hasEnded(Seen here) {
        try {
            return here.process().isPresent() && here.process().get().waitFor(Duration.ZERO);
        } catch (IpcException e) {
            LOG.warn("cannot tell whether {} has ended", here.member().label(), e);
            return false;
        }
    }

    private void greet(long pid) {
        synchronized (lock) {
            if (closed) {
                return;
            }
            try {
                asking.put(pid, identify(pid));
            } catch (IpcException e) {
                // It ended between the two looks, or is another user's; the next look decides.
                LOG.debug("cannot identify process {}", pid, e);
                return;
            }
            askers.execute(() -> ask(pid));
        }
    }

    private static ProcessIdentity identify(long pid) throws IpcException {
        try {
            return OsProcess.identify(pid);
        } catch (IpcException e) {
            if (!Addresses.shared() || e.reason() != IpcException.Reason.ACCESS_DENIED) {
                throw e;
            }
            // Another user's on Windows: what is known of it is its pid, and what its pipe tells.
            return new ProcessIdentity(pid, 0, Instant.EPOCH);
        }
    }

    private static Optional<OsProcess> open(ProcessIdentity identity) throws IpcException {
        try {
            return Optional.of(OsProcess.open(identity));
        } catch (IpcException e) {
            if (!Addresses.shared() || e.reason() != IpcException.Reason.ACCESS_DENIED) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private void ask(long pid) {
        ProcessIdentity identity;
        boolean again;
        synchronized (lock) {
            identity = asking.get(pid);
            again = seen.containsKey(pid);
        }
        Optional<Calls.Answer<Frame.Card>> answer = Optional.empty();
        try {
            Calls.Answer<Frame.Card> card = Calls.askCard(pid, CARD_TIMEOUT);
            if (card.frame().pid() == pid) {
                answer = Optional.of(card);
            } else {
                LOG.warn(
                        "process {} shows the card of process {}",
                        pid,
                        card.frame().pid());
            }
        } catch (IpcException e) {
            if (e.reason() == IpcException.Reason.NOT_FOUND && Addresses.shared()) {
                // What another user's killed process left, which only that user can sweep.
                forget(pid);
                return;
            }
            // Said once: it is asked at every look.
            if (again) {
                LOG.debug("process {} still does not show its card: {}", pid, e.getMessage());
            } else if (e.reason() == IpcException.Reason.ACCESS_DENIED) {
                LOG.warn("process {} has a participant's name and is not let in: {}", pid, e.getMessage());
            } else {
                LOG.info("process {} does not show its card: {}", pid, e.getMessage());
            }
        }
        enter(identity, answer);
    }

    private void forget(long pid) {
        synchronized (lock) {
            asking.remove(pid);
            wakeUp |= asking.isEmpty() && !settled;
            lock.notifyAll();
        }
    }

    private void enter(ProcessIdentity identity, Optional<Calls.Answer<Frame.Card>> answer) {
        synchronized (lock) {
            asking.remove(identity.pid());
            if (closed) {
                return;
            }
            wakeUp = true;
            lock.notifyAll();
            Seen before = seen.get(identity.pid());
            try {
                Member member;
                if (answer.isPresent()) {
                    member = new Member(
                            identity,
                            answer.get().peer().user(),
                            Optional.of(answer.get().frame()));
                } else if (before == null) {
                    member = new Member(identity, Addresses.ownerOf(identity.pid()), Optional.empty());
                } else {
                    return;
                }
                Optional<OsProcess> process = before == null ? open(identity) : before.process();
                seen.put(identity.pid(), new Seen(member, process));
                departures.returned(identity);
                changed = true;
            } catch (IpcException e) {
                LOG.debug("process {} left before it was known", identity.pid(), e);
            }
        }
    }

    private List<Member> snapshot() {
        List<Member> members = new ArrayList<>();
        seen.values().forEach(here -> members.add(here.member()));
        members.sort(
                Comparator.comparing((Member m) -> m.identity().startedAt()).thenComparing(Member::pid));
        return List.copyOf(members);
    }

    /** Stops watching. */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
            seen.values().forEach(here -> here.process().ifPresent(OsProcess::close));
            seen.clear();
            departures.close();
        }
        askers.shutdown();
    }
}
