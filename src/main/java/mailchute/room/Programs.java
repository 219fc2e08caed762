package mailchute.room;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import mailchute.ipc.Deadline;
import mailchute.ipc.IpcException;
import mailchute.ipc.OsProcess;

/**
 * What processes run, for people: {@code java}, {@code build.sh}. Each process is asked once and its answer remembered for
 * {@value #REMEMBERED_SECONDS} seconds, so that a flood of messages costs nothing, and a pid that is used again is seen
 * to be. May be used on any thread; asking takes some microseconds.
 */
public final class Programs {

    private static final int REMEMBERED_SECONDS = 5;
    private static final int MOST = 1_000;

    private record Answer(Optional<String> program, Deadline until) {}

    private final Map<Long, Answer> answers = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Answer> eldest) {
            return size() > MOST;
        }
    };

    /** What the process runs; empty where it has ended, or this user may not know. */
    public synchronized Optional<String> of(long pid) {
        Answer known = answers.get(pid);
        if (known == null || known.until().passed()) {
            answers.remove(pid);
            known = new Answer(ask(pid), Deadline.after(Duration.ofSeconds(REMEMBERED_SECONDS)));
            answers.put(pid, known);
        }
        return known.program();
    }

    private static Optional<String> ask(long pid) {
        try {
            return Optional.of(OsProcess.programOf(pid));
        } catch (IpcException gone) {
            // Who wrote and ended at once has no name any more, and another user's process may have none for us.
            return Optional.empty();
        }
    }
}
