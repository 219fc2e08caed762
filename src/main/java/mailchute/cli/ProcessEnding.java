package mailchute.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import mailchute.ipc.IpcException;
import mailchute.ipc.IpcSystem;
import mailchute.ipc.OsProcess;
import mailchute.ipc.ProcessEntry;
import mailchute.room.ProcessControl;

/** {@code kp}: ends processes by name or pid, and says of each what became of it. */
final class ProcessEnding {

    private final Console console;
    private final Predicate<String> agrees;

    /** @param agrees asks the user a question that is answered with yes or no */
    ProcessEnding(Console console, Predicate<String> agrees) {
        this.console = console;
        this.agrees = agrees;
    }

    /** Ends what the words name; a number is a pid, anything else the whole name of a program. */
    void end(List<String> words) throws IpcException {
        if (words.isEmpty()) {
            console.complain("kp needs the name or the pid of a process, such as: kp notepad");
        }
        for (String word : words) {
            List<ProcessEntry> all = OsProcess.list();
            List<ProcessEntry> meant = named(word, all);
            if (meant.isEmpty()) {
                console.complain("no process has this name or pid: " + word);
            } else if (meant.size() == 1 || agrees.test("end these " + meant.size() + ": " + labels(meant) + "?")) {
                meant.forEach(this::end);
            } else {
                console.print("ended none of them");
            }
        }
    }

    /** By name, this process and those that it runs in are left out and said to be. */
    private List<ProcessEntry> named(String word, List<ProcessEntry> all) throws IpcException {
        long self = OsProcess.current().pid();
        if (word.chars().allMatch(Character::isDigit)) {
            if (word.equals(Long.toString(self))) {
                console.complain("process " + word + " is this console; exit ends it");
                return List.of();
            }
            return all.stream()
                    .filter(entry -> Long.toString(entry.identity().pid()).equals(word))
                    .toList();
        }
        Set<Long> lineage = lineage(self, all);
        List<ProcessEntry> meant = new ArrayList<>();
        List<ProcessEntry> spared = new ArrayList<>();
        for (ProcessEntry entry : all) {
            if (isNamed(entry, word)) {
                (lineage.contains(entry.identity().pid()) ? spared : meant).add(entry);
            }
        }
        if (!spared.isEmpty()) {
            console.print("left alone: " + labels(spared) + ", which this console runs in");
        }
        return meant;
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

    private void end(ProcessEntry entry) {
        try {
            ProcessControl.end(entry.identity(), label(entry));
            console.print("ended " + label(entry));
        } catch (IpcException e) {
            console.complain("not ended: " + label(entry) + ": " + e.getMessage());
        }
    }

    private static String labels(List<ProcessEntry> entries) {
        return entries.stream().map(ProcessEnding::label).collect(Collectors.joining(", "));
    }

    private static String label(ProcessEntry entry) {
        return entry.name() + " (" + entry.identity().pid() + ")";
    }
}
