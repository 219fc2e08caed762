package mailchute.cli;

import java.util.List;
import java.util.function.Predicate;
import mailchute.ipc.IpcException;
import mailchute.ipc.OsProcess;
import mailchute.ipc.ProcessEntry;
import mailchute.room.ProcessControl;
import mailchute.room.ProcessNames;

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
            List<ProcessEntry> meant = named(word);
            if (meant.isEmpty()) {
                console.complain("no process has this name or pid: " + word);
            } else if (meant.size() == 1
                    || agrees.test("end these " + meant.size() + ": " + ProcessNames.labels(meant) + "?")) {
                meant.forEach(this::end);
            } else {
                console.print("ended none of them");
            }
        }
    }

    /** Without this process and those that it runs in, which are said to be left out. */
    private List<ProcessEntry> named(String word) throws IpcException {
        ProcessNames.Meant named = ProcessNames.meant(word);
        if (word.equals(Long.toString(OsProcess.current().pid()))) {
            console.complain("process " + word + " is this console; exit ends it");
        } else if (!named.spared().isEmpty()) {
            console.print("left alone: " + ProcessNames.labels(named.spared()) + ", which this console runs in");
        }
        return named.meant();
    }

    private void end(ProcessEntry entry) {
        try {
            ProcessControl.end(entry.identity(), ProcessNames.label(entry));
            console.print("ended " + ProcessNames.label(entry));
        } catch (IpcException e) {
            console.complain("not ended: " + ProcessNames.label(entry) + ": " + e.getMessage());
        }
    }
}
