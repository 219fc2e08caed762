package mailchute.cli;

import java.util.List;
import java.util.concurrent.Callable;
import mailchute.ipc.IpcException;
import mailchute.ipc.IpcSystem;
import mailchute.room.HandleReport;
import mailchute.wire.Frame;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code mailchute handles}. */
@Command(
        name = "handles",
        description = "List the kernel objects that a participant has open, with the handles there are to each.",
        footer = {"", "Example: mailchute handles 4711"},
        mixinStandardHelpOptions = true)
final class HandlesCommand implements Callable<Integer> {

    @Parameters(paramLabel = "PID", description = "The participant, as mailchute ps lists it.")
    private long pid;

    @Mixin
    private SharedOption shared;

    @Mixin
    private ListOptions options;

    @Override
    public Integer call() throws Exception {
        options.print(listing(pid));
        return ExitStatus.OK;
    }

    /** The table of a participant. */
    static Listing listing(long pid) throws IpcException {
        List<Frame.OpenHandle> handles;
        try {
            handles = HandleReport.of(pid);
        } catch (IpcException e) {
            if (e.reason() == IpcException.Reason.NOT_FOUND) {
                throw new IpcException(e.reason(), "list handles of", Long.toString(pid), "it is no participant");
            }
            throw e;
        }
        boolean windows = IpcSystem.Kind.ofThisMachine().orElseThrow() == IpcSystem.Kind.WINDOWS;
        Listing listing = new Listing(
                windows ? "handle" : "descriptor", "kind", "access", "inheritable", "usage", "opened", "address");
        for (Frame.OpenHandle handle : handles) {
            listing.row(
                    handle.value(),
                    handle.type(),
                    handle.access(),
                    handle.inheritable(),
                    handle.usage(),
                    Times.of(handle.openedAt()),
                    handle.address());
        }
        return listing;
    }
}
