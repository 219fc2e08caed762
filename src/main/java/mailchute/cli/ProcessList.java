package mailchute.cli;

import java.util.List;
import java.util.Locale;
import mailchute.ipc.IpcException;
import mailchute.ipc.OsProcess;
import mailchute.ipc.ProcessEntry;

/** The processes of this machine, as {@code lp} shows them. */
final class ProcessList {

    private ProcessList() {}

    /** Those whose name holds the filter, in any case, or whose pid it is; an empty filter lets all through. */
    static List<ProcessEntry> matching(String filter) throws IpcException {
        String wanted = filter.toLowerCase(Locale.ROOT);
        return OsProcess.list().stream()
                .filter(entry -> entry.name().toLowerCase(Locale.ROOT).contains(wanted)
                        || Long.toString(entry.identity().pid()).equals(wanted))
                .toList();
    }

    static Listing listing(List<ProcessEntry> entries) {
        Listing listing = new Listing("pid", "parent", "name", "started", "user");
        for (ProcessEntry entry : entries) {
            listing.row(
                    entry.identity().pid(),
                    entry.parentPid(),
                    entry.name(),
                    Times.of(entry.identity().startedAt()),
                    entry.user().name());
        }
        return listing;
    }
}
