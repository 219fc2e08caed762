package mailchute.room;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Predicate;
import mailchute.ipc.Deadline;
import mailchute.ipc.IpcException;
import mailchute.ipc.NamedPipeOwners;
import mailchute.ipc.User;
import mailchute.wire.Frame;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The participants that are alive now. The kernel is the registry: a participant is a live process whose pipe exists. Each
 * is asked for its card once. Another user's process that took such a name is there without a card, and never asked.
 */
public final class Roster implements AutoCloseable {

    /** How often those are looked at of whom nobody tells: who is yet to show a card, or left and is yet to end. */
    private static final Duration PERIOD = Duration.ofMillis(300);

    /** How often it is looked although nobody has come or gone: for a folder that was moved, and those to be forgotten. */
    private static final Duration REST = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(Roster.class);

    private final Exhaustion exhaustion = new Exhaustion();
    private final Object lock = new Object();
    private final Map<Long, Newcomer> asking = new HashMap<>();
    private final List<Consumer<List<Member>>> listeners = new CopyOnWriteArrayList<>();
    private final Departures departures = new Departures(this::departuresChanged);
    private final Present present = new Present(departures);
    private final ExecutorService askers = Executors.newCachedThreadPool(Threads.named("mailchute-card"));
    /** What the roster's thread looks at and waits for, from its first look to its end. */
    private Optional<NamedPipeOwners> owners = Optional.empty();

    /** Whether somebody is to be looked at again soon; the roster's thread's own. */
    private boolean unsettled;

    private boolean closed;
    private boolean settled;
    private boolean changed;

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
            wake();
        }
    }

    /** Calls the listener no more. */
    public void unlisten(Consumer<List<Member>> listener) {
        listeners.remove(listener);
    }

    /** Everyone who is here now, by the time they came. */
    public List<Member> members() {
        synchronized (lock) {
            return present.list();
        }
    }

    /** Those who were here and left. */
    public Departures departures() {
        return departures;
    }

    private void departuresChanged() {
        synchronized (lock) {
            changed = true;
            wake();
        }
    }

    /** Has the roster's thread look at once. */
    private void wake() {
        lock.notifyAll();
        owners.ifPresent(NamedPipeOwners::wake);
    }

    /** The member with this pid. */
    public Optional<Member> member(long pid) {
        synchronized (lock) {
            return present.member(pid);
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
            List<Member> here = present.list();
            while (!condition.test(here)) {
                if (closed || deadline.passed()) {
                    return Optional.empty();
                }
                lock.wait(deadline.remainingMillis(Integer.MAX_VALUE));
                here = present.list();
            }
            return Optional.of(here);
        }
    }

    private void watch() {
        boolean open = true;
        try {
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
        } finally {
            synchronized (lock) {
                owners.ifPresent(NamedPipeOwners::close);
                owners = Optional.empty();
            }
        }
    }

    /** Returns false when the roster was closed. */
    private boolean lookOnce() {
        synchronized (lock) {
            if (closed) {
                return false;
            }
        }
        look();
        List<Member> news = null;
        boolean everyoneAsked;
        synchronized (lock) {
            everyoneAsked = asking.isEmpty();
            if (changed) {
                changed = false;
                news = present.list();
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
        Duration timeout = unsettled || departures.awaitEnds() ? PERIOD : REST;
        try {
            if (owners.isPresent()) {
                owners.get().await(timeout);
            } else {
                await(members -> false, PERIOD);
            }
        } catch (IpcException e) {
            LOG.warn("cannot wait for who comes and goes", e);
            exhaustion.waitOut();
        } catch (InterruptedException e) {
            LOG.debug("the roster's thread was interrupted", e);
            return false;
        }
        synchronized (lock) {
            return !closed;
        }
    }

    private void look() {
        long[] pids;
        User self;
        unsettled = true;
        try {
            pids = lookAtOwners();
            self = User.current();
        } catch (IpcException e) {
            LOG.warn("cannot see who is here", e);
            return;
        }
        dropWhoLeft(pids);
        boolean someoneSilent = false;
        for (long pid : pids) {
            boolean silent;
            boolean asked;
            synchronized (lock) {
                silent = present.member(pid)
                        .map(member -> member.card().isEmpty() && (Addresses.shared() || member.isOf(self)))
                        .orElse(true);
                asked = asking.containsKey(pid);
            }
            someoneSilent |= silent;
            if (silent && !asked) {
                greet(pid);
            }
        }
        unsettled = someoneSilent;
    }

    private long[] lookAtOwners() throws IpcException {
        if (owners.isEmpty()) {
            NamedPipeOwners opened = Addresses.pipeOwners();
            synchronized (lock) {
                owners = Optional.of(opened);
            }
        }
        return owners.get().look();
    }

    private void dropWhoLeft(long[] pids) {
        synchronized (lock) {
            if (present.dropWhoLeft(pids)) {
                changed = true;
                lock.notifyAll();
            }
            changed |= departures.look();
        }
    }

    private void greet(long pid) {
        synchronized (lock) {
            if (closed) {
                return;
            }
            try {
                asking.put(pid, Newcomer.of(pid));
            } catch (IpcException e) {
                // It ended between the two looks, or is another user's; the next look decides.
                LOG.debug("cannot identify process {}", pid, e);
                return;
            }
            askers.execute(() -> ask(pid));
        }
    }

    private void ask(long pid) {
        Newcomer newcomer;
        boolean again;
        synchronized (lock) {
            newcomer = asking.get(pid);
            again = present.member(pid).isPresent();
        }
        try {
            enter(newcomer, newcomer.ask(again));
        } catch (IpcException nothingLeft) {
            LOG.debug("process {} is not there any more", pid, nothingLeft);
            forget(pid);
        }
    }

    private void wakeWhereEveryoneIsAsked() {
        if (asking.isEmpty() && !settled) {
            wake();
        }
    }

    private void forget(long pid) {
        synchronized (lock) {
            asking.remove(pid);
            wakeWhereEveryoneIsAsked();
        }
    }

    private void enter(Newcomer newcomer, Optional<Calls.Answer<Frame.Card>> answer) {
        long pid = newcomer.identity().pid();
        synchronized (lock) {
            asking.remove(pid);
            if (closed) {
                return;
            }
            wakeWhereEveryoneIsAsked();
            try {
                if (present.enter(newcomer, answer)) {
                    changed = true;
                    wake();
                }
            } catch (IpcException e) {
                LOG.debug("process {} left before it was known", pid, e);
            }
        }
    }

    /** Stops watching. */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            wake();
            present.clear();
            departures.close();
        }
        askers.shutdown();
    }
}
