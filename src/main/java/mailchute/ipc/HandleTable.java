package mailchute.ipc;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The kernel objects that this process has open through this package: a {@code HANDLE} or a file descriptor each, those
 * that an object needs for itself included.
 */
public final class HandleTable {

    /** What a handle allows this process to do. */
    public enum Access {
        READ("read"),
        WRITE("write"),
        READ_AND_WRITE("read and write"),
        LISTEN("listen"),
        WAIT_AND_END("wait and end"),
        SIGNAL("signal");

        private final String words;

        Access(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /** What kind of kernel object a handle is of. */
    public enum Kind {
        MAILSLOT("mailslot", Access.READ),
        MAILSLOT_WRITER("mailslot writer", Access.WRITE),
        NAMED_PIPE_SERVER("named pipe server", Access.LISTEN),
        NAMED_PIPE("named pipe", Access.READ_AND_WRITE),
        PIPE_READ_END("pipe read end", Access.READ),
        PIPE_WRITE_END("pipe write end", Access.WRITE),
        ORDER_LINE("order line", Access.READ_AND_WRITE),
        PROCESS("process", Access.WAIT_AND_END),
        /** What wakes a call that waits: an event object; an {@code eventfd}. */
        EVENT("event", Access.SIGNAL),
        /** A file whose lock says who owns a name (Linux). */
        LOCK_FILE("lock file", Access.WRITE),
        /** A folder that a child is started in, or one that is watched (Linux). */
        FOLDER("folder", Access.READ),
        /** A job object that ends its processes (Windows). */
        JOB("job", Access.SIGNAL);

        private final String words;
        private final Access access;

        Kind(String words, Access access) {
            this.words = words;
            this.access = access;
        }

        /** What a handle of this kind is opened for. */
        public Access access() {
            return access;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /**
     * One open handle.
     *
     * @param value the {@code HANDLE}, or the descriptor's number
     * @param address the object's name, or what else is known of it; may be empty
     * @param inheritance whether a child can inherit it
     * @param openedAt when this process opened it or took it over
     * @param adopted whether it came from another process: inherited at the start, or handed over later
     */
    public record Entry(
            long value, Kind kind, String address, Handle.Inheritance inheritance, Instant openedAt, boolean adopted) {}

    private static final Map<Long, Entry> OPEN = new ConcurrentHashMap<>();

    private HandleTable() {}

    /** Every handle that is open now, by its value. */
    public static List<Entry> entries() {
        return OPEN.values().stream()
                .sorted(Comparator.comparingLong(Entry::value))
                .toList();
    }

    /**
     * How many handles there are to each entry's kernel object, this process's own included; entries of which the system
     * does not tell are left out.
     *
     * <p>Windows: {@code NtQueryObject}, over all processes. Linux: counted in {@code /proc/PID/fd} over this process and
     * those that are named, as far as this user may look.
     *
     * @param pids the processes that may share the objects; of no meaning on Windows
     */
    public static Map<Long, Integer> usageCounts(List<Entry> entries, Collection<Long> pids) throws IpcException {
        return IpcSystem.local().usageCounts(entries, pids);
    }

    /** As {@link #usageCounts}, for one handle. */
    public static OptionalInt usageCount(long value, Collection<Long> pids) throws IpcException {
        Entry entry = OPEN.get(value);
        Integer count = entry == null ? null : usageCounts(List.of(entry), pids).get(value);
        return count == null ? OptionalInt.empty() : OptionalInt.of(count);
    }

    /** For the implementations: a handle was opened or taken over. */
    public static void opened(long value, Kind kind, String address, Handle.Inheritance inheritance) {
        OPEN.put(value, new Entry(value, kind, address, inheritance, Instant.now(), false));
    }

    /** For the implementations: an open handle turned into another kind, such as a listening pipe that has its client. */
    public static void turnedInto(long value, Kind kind) {
        OPEN.computeIfPresent(
                value,
                (key, entry) -> new Entry(
                        value, kind, entry.address(), entry.inheritance(), entry.openedAt(), entry.adopted()));
    }

    /** For the implementations: children may inherit an open handle, or no longer. */
    public static void inheritance(long value, Handle.Inheritance inheritance) {
        OPEN.computeIfPresent(
                value,
                (key, entry) -> new Entry(
                        value, entry.kind(), entry.address(), inheritance, entry.openedAt(), entry.adopted()));
    }

    /** An open handle is one that this process was given: those of this package that are called {@code adopt}. */
    static void adopted(long value) {
        OPEN.computeIfPresent(
                value,
                (key, entry) ->
                        new Entry(value, entry.kind(), entry.address(), entry.inheritance(), entry.openedAt(), true));
    }

    /** For the implementations: a handle is about to be closed; before, because its value is used again at once. */
    public static void closed(long value) {
        OPEN.remove(value);
    }
}
