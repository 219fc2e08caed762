package mailchute.cli;

import java.util.List;
import mailchute.ipc.ProcessEntry;

/** The processes of this machine, as {@code lp} shows them. */
final class ProcessList {

    private ProcessList() {}

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
