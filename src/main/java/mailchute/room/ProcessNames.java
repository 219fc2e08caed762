package mailchute.room;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import mailchute.ipc.IpcException;
import mailchute.ipc.IpcSystem;
import mailchute.ipc.OsProcess;
import mailchute.ipc.ProcessEntry;

/** The processes that a word means: a number is a pid, anything else the whole name of a program. */
public final class ProcessNames {

    /**
     * Which processes a word means.
     *
     * @param meant those that can be ended
     * @param spared those that this process runs in, or itself: ending them would end this one first
     */
    public record Meant(List<ProcessEntry> meant, List<ProcessEntry> spared) {}

    private ProcessNames() {}

    /** The processes that the word means now. A pid means its process even where this one runs in it, but for itself. */
    public static Meant meant(String word) throws IpcException {
        List<ProcessEntry> all = OsProcess.list();
        long self = OsProcess.current().pid();
        boolean number = !word.isEmpty() && word.chars().allMatch(Character::isDigit);
        Set<Long> lineage = number ? Set.of(self) : lineage(self, all);
        List<ProcessEntry> meant = new ArrayList<>();
        List<ProcessEntry> spared = new ArrayList<>();
        for (ProcessEntry entry : all) {
            long pid = entry.identity().pid();
            if (number ? Long.toString(pid).equals(word) : isNamed(entry, word)) {
                (lineage.contains(pid) ? spared : meant).add(entry);
            }
        }
        return new Meant(meant, spared);
    }

    /** Those whose name holds the filter, in any case, or whose pid it is; an empty filter lets all through. */
    public static List<ProcessEntry> matching(String filter) throws IpcException {
        String wanted = filter.toLowerCase(Locale.ROOT);
        return OsProcess.list().stream()
                .filter(entry -> entry.name().toLowerCase(Locale.ROOT).contains(wanted)
                        || Long.toString(entry.identity().pid()).equals(wanted))
                .toList();
    }

    /** Several processes in one line: {@code java (4711), build.sh (4712)}. */
    public static String labels(List<ProcessEntry> entries) {
        return entries.stream().map(ProcessNames::label).collect(Collectors.joining(", "));
    }

    /** A process for people: {@code java (4711)}. */
    public static String label(ProcessEntry entry) {
        return entry.name() + " (" + entry.identity().pid() + ")";
    }

    private static boolean isNamed(ProcessEntry entry, String word) {
        if (IpcSystem.Kind.ofThisMachine().orElseThrow() == IpcSystem.Kind.LINUX) {
            return entry.name().equals(word);
        }
        String name = entry.name().toLowerCase(Locale.ROOT);
        String wanted = word.toLowerCase(Locale.ROOT);
        return name.equals(wanted) || name.equals(wanted + ".exe");
    }

    /** This process, its parent, and so on. */
    private static Set<Long> lineage(long self, List<ProcessEntry> all) {
        Map<Long, Long> parents = all.stream()
                .collect(Collectors.toMap(
                        entry -> entry.identity().pid(), ProcessEntry::parentPid, (one, other) -> one));
        Set<Long> lineage = new HashSet<>();
        Long next = self;
        while (next != null && lineage.add(next)) {
            next = parents.get(next);
        }
        return lineage;
    }
}
