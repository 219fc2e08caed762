package mailchute.room;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mailchute.ipc.IpcException;
import mailchute.ipc.OsProcess;
import mailchute.wire.Frame;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The members that are here, each with the open handle that tells its end. The {@link Roster}'s lock guards it. */
final class Present {

    private static final Logger LOG = LoggerFactory.getLogger(Present.class);

    /** A member and the handle of its process; none of a process that Windows keeps from this user. */
    private record Seen(Member member, Optional<OsProcess> process) {}

    private final Map<Long, Seen> seen = new HashMap<>();
    private final Departures departures;

    /** @param departures gets those who leave */
    Present(Departures departures) {
        this.departures = departures;
    }

    /** Everyone, by the time they came. */
    List<Member> list() {
        List<Member> members = new ArrayList<>();
        seen.values().forEach(here -> members.add(here.member()));
        members.sort(
                Comparator.comparing((Member m) -> m.identity().startedAt()).thenComparing(Member::pid));
        return List.copyOf(members);
    }

    Optional<Member> member(long pid) {
        return Optional.ofNullable(seen.get(pid)).map(Seen::member);
    }

    /**
     * Takes in one that was asked for its card.
     *
     * @return whether anything is known now that was not before
     * @throws IpcException where it has ended meanwhile
     */
    boolean enter(Newcomer newcomer, Optional<Calls.Answer<Frame.Card>> answer) throws IpcException {
        long pid = newcomer.identity().pid();
        Seen before = seen.get(pid);
        if (answer.isEmpty() && before != null) {
            return false;
        }
        Member member = answer.isPresent()
                ? new Member(
                        newcomer.identity(),
                        answer.get().peer().user(),
                        Optional.of(answer.get().frame()))
                : new Member(newcomer.identity(), Addresses.ownerOf(pid), Optional.empty());
        Optional<OsProcess> process = before == null ? newcomer.open() : before.process();
        seen.put(pid, new Seen(member, process));
        departures.returned(newcomer.identity());
        return true;
    }

    /**
     * Lets go of those whose names or processes are gone.
     *
     * @param owners the pids that have a participant's name, in ascending order
     * @return whether there are any
     */
    boolean dropWhoLeft(long[] owners) {
        return seen.values().removeIf(here -> {
            boolean left = Arrays.binarySearch(owners, here.member().pid()) < 0 || hasEnded(here);
            if (left) {
                departures.left(here.member(), here.process());
            }
            return left;
        });
    }

    private static boolean hasEnded(Seen here) {
        try {
            return here.process().isPresent() && here.process().get().waitFor(Duration.ZERO);
        } catch (IpcException e) {
            LOG.warn("cannot tell whether {} has ended", here.member().label(), e);
            return false;
        }
    }

    /** Gives back the handles. */
    void clear() {
        seen.values().forEach(here -> here.process().ifPresent(OsProcess::close));
        seen.clear();
    }
}
