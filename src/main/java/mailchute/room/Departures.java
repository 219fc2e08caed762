package mailchute.room;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mailchute.ipc.Deadline;
import mailchute.ipc.IpcException;
import mailchute.ipc.OsProcess;
import mailchute.ipc.ProcessIdentity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The participants that left a while ago and how their processes ended: the newest {@value #MOST} of the last
 * {@value #KEPT_MINUTES} minutes. Only who showed its card is remembered.
 *
 * <p>A {@link Roster} keeps them; whoever listens to it is told of a change of these too.
 */
public final class Departures {

    /** How many are remembered. */
    public static final int MOST = 30;

    /** How long each is remembered. */
    public static final int KEPT_MINUTES = 10;

    private static final Logger LOG = LoggerFactory.getLogger(Departures.class);

    /**
     * One that left.
     *
     * @param leftAt when that was seen
     * @param end how its process ended; empty while it still runs
     */
    public record Departure(Member member, Instant leftAt, Optional<ProcessEnd> end) {}

    private final Map<ProcessIdentity, Departure> left = new LinkedHashMap<>();
    /** Until when each is remembered, whatever becomes of the wall clock. */
    private final Map<ProcessIdentity, Deadline> remembered = new LinkedHashMap<>();
    /** Those of them that were not seen to have ended yet, and the open handle that tells. */
    private final Map<ProcessIdentity, OsProcess> ending = new LinkedHashMap<>();
    /** Of children that ended and were not seen to leave yet; of those that never were here the oldest are forgotten. */
    private final Map<ProcessIdentity, String> lastErrors = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ProcessIdentity, String> eldest) {
            return size() > MOST;
        }
    };

    private final Runnable changed;

    /** @param changed is told of changes that come from elsewhere than the roster */
    Departures(Runnable changed) {
        this.changed = changed;
    }

    /** Those that left, in the order in which they did. */
    public synchronized List<Departure> list() {
        return List.copyOf(left.values());
    }

    /** Forgets everyone that left. */
    public void forget() {
        synchronized (this) {
            close();
            left.clear();
            remembered.clear();
        }
        changed.run();
    }

    /** A member has left; the handle is this object's from here on. Without one nothing is known of how its process ends. */
    synchronized void left(Member member, Optional<OsProcess> process) {
        if (member.card().isEmpty()) {
            process.ifPresent(OsProcess::close);
            return;
        }
        ProcessIdentity identity = member.identity();
        left.remove(identity);
        Optional<ProcessEnd> unknown = Optional.of(new ProcessEnd(Optional.empty(), Optional.empty()));
        left.put(identity, new Departure(member, Instant.now(), process.isPresent() ? Optional.empty() : unknown));
        remembered.put(identity, Deadline.after(Duration.ofMinutes(KEPT_MINUTES)));
        process.ifPresent(handle -> ending.put(identity, handle));
        while (left.size() > MOST) {
            drop(left.keySet().iterator().next());
        }
        if (ending.containsKey(identity)) {
            seeEnd(identity);
        }
    }

    /** A member that was thought to have left is here. */
    synchronized void returned(ProcessIdentity identity) {
        drop(identity);
    }

    private void drop(ProcessIdentity identity) {
        left.remove(identity);
        remembered.remove(identity);
        Optional.ofNullable(ending.remove(identity)).ifPresent(OsProcess::close);
    }

    /** Sees who has ended since, and whose time is over; true where there is something new to show. */
    synchronized boolean look() {
        if (left.isEmpty()) {
            return false;
        }
        List<ProcessIdentity> over = left.keySet().stream()
                .filter(identity -> remembered.get(identity).passed())
                .toList();
        over.forEach(this::drop);
        boolean news = !over.isEmpty();
        for (ProcessIdentity identity : List.copyOf(ending.keySet())) {
            news |= seeEnd(identity);
        }
        return news;
    }

    /** Whether some left whose processes still run: nobody tells of their end, it has to be looked for. */
    synchronized boolean awaitEnds() {
        return !ending.isEmpty();
    }

    private boolean seeEnd(ProcessIdentity identity) {
        OsProcess process = ending.get(identity);
        Optional<ExitCode> code;
        try {
            if (!process.waitFor(Duration.ZERO)) {
                return false;
            }
            code = ExitCode.of(process.exitCode());
        } catch (IpcException e) {
            LOG.warn("cannot tell how process {} ended", identity.pid(), e);
            code = Optional.empty();
        }
        ending.remove(identity);
        process.close();
        ProcessEnd end = new ProcessEnd(code, Optional.ofNullable(lastErrors.remove(identity)));
        left.computeIfPresent(
                identity, (key, departure) -> new Departure(departure.member(), departure.leftAt(), Optional.of(end)));
        return true;
    }

    /** The last line of a child's standard error is known now, empty where it wrote nothing. */
    void tellLastError(ProcessIdentity child, String line) {
        synchronized (this) {
            Departure departure = left.get(child);
            if (departure == null || departure.end().isEmpty()) {
                lastErrors.put(child, line);
                return;
            }
            ProcessEnd end = new ProcessEnd(departure.end().get().exitCode(), Optional.of(line));
            left.put(child, new Departure(departure.member(), departure.leftAt(), Optional.of(end)));
        }
        changed.run();
    }

    /** Gives back what is still open. */
    synchronized void close() {
        ending.values().forEach(OsProcess::close);
        ending.clear();
    }
}
