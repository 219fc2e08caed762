package mailchute.cli;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import mailchute.ipc.ProcessEntry;

/** The processes of this machine, as {@code lp} shows them. */
final class ProcessList {

    private ProcessList() {}

    static Listing listing(List<ProcessEntry> entries) {
        Listing listing = new Listing("pid", "parent", "name", "started", "user");
        for (ProcessEntry entry : entries) {
            listing.row(entry.identity().pid(), entry.parentPid(), entry.name(), started(entry), user(entry));
        }
        return listing;
    }

    /** Windows does not tell it of a process that this user may not open. */
    private static Optional<String> started(ProcessEntry entry) {
        return Optional.of(entry.identity().startedAt())
                .filter(moment -> !moment.equals(Instant.EPOCH))
                .map(Times::of);
    }

    private static Optional<String> user(ProcessEntry entry) {
        return Optional.of(entry.user().name()).filter(name -> !name.isEmpty());
    }
}
