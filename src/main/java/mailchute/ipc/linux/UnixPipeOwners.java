package mailchute.ipc.linux;

import java.time.Duration;
import java.util.Optional;
import java.util.TreeSet;
import mailchute.ipc.Deadline;
import mailchute.ipc.IpcException;
import mailchute.ipc.NamedPipeOwners;
import mailchute.ipc.Nap;
import mailchute.ipc.User;

/**
 * The pids in the names {@code prefix + pid} that a live process of a user owns.
 *
 * <p>Who comes, and who goes in peace, changes the folder; of a killed owner the kernel closes the lock file, which was open for
 * writing. So what was read stays true as long as a {@link FolderWatch} tells of nothing.
 */
final class UnixPipeOwners implements NamedPipeOwners {

    private static final String LIST = "list named pipes";

    /**
     * How long it is read at every look after something happened: the kernel tells of a killed owner's lock file a moment
     * before it drops the lock.
     */
    private static final Duration UNSETTLED = Duration.ofMillis(1500);

    /** How long what was read counts although nothing happened: nobody tells of a folder further up that was moved. */
    private static final Duration SETTLED = Duration.ofSeconds(9);

    /** Of many who come at once each makes the others look: not more often than this. */
    private static final Duration BETWEEN_EVENTS = Duration.ofMillis(50);

    private final String prefix;
    private final String folder;
    private final User owner;
    private final Nap nap = new Nap();

    /** Made by the first who waits. */
    private Optional<FolderWatch> watch = Optional.empty();

    private Deadline unsettled = Deadline.after(UNSETTLED);

    /** What was read last, and until when it counts: not at all where nobody tells of a change. */
    private long[] pids = {};

    private Deadline settled = Deadline.after(Duration.ZERO);

    UnixPipeOwners(String prefix, User owner) {
        int slash = prefix.lastIndexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("not the beginning of a path: " + prefix);
        }
        this.prefix = prefix;
        this.folder = prefix.substring(0, slash + 1);
        this.owner = owner;
    }

    @Override
    public long[] look() throws IpcException {
        if (watch.isPresent() && watch.get().happened()) {
            unsettle();
        }
        if (settled.passed()) {
            boolean lasting = unsettled.passed();
            boolean told = watch.isPresent() && watch.get().follow();
            pids = read();
            settled = Deadline.after(told && lasting ? SETTLED : Duration.ZERO);
        }
        return pids.clone();
    }

    private void unsettle() {
        unsettled = Deadline.after(UNSETTLED);
        settled = Deadline.after(Duration.ZERO);
    }

    @Override
    public void await(Duration timeout) throws IpcException, InterruptedException {
        if (!Users.isCurrent(owner)) {
            nap.take(timeout);
            return;
        }
        if (watch.isEmpty()) {
            openWatch();
            if (watch.isEmpty()) {
                nap.take(timeout);
            }
            // What happened before it was watched nobody tells.
            return;
        }
        Deadline deadline = Deadline.after(settled.passed() ? Nap.shortened(timeout) : timeout);
        Deadline rest = Deadline.after(BETWEEN_EVENTS.compareTo(timeout) < 0 ? BETWEEN_EVENTS : timeout);
        if (!watch.get().awaitWake(rest)) {
            watch.get().await(deadline);
        }
    }

    private void openWatch() {
        Optional<FolderWatch> opened = FolderWatch.open(folder);
        synchronized (nap) {
            watch = opened;
        }
        unsettle();
    }

    @Override
    public void wake() {
        synchronized (nap) {
            watch.ifPresentOrElse(FolderWatch::wake, nap::wake);
        }
    }

    private long[] read() throws IpcException {
        try {
            SocketPath.of(prefix + "1", LIST).requireFoldersOf(owner, LIST);
        } catch (IpcException e) {
            if (e.reason() == IpcException.Reason.NOT_FOUND) {
                return new long[0];
            }
            throw e;
        }
        String start = prefix.substring(folder.length());
        TreeSet<Long> owners = new TreeSet<>();
        for (String name : SocketFolder.names(folder, LIST)) {
            if (name.startsWith(start) && SocketFolder.isPid(name.substring(start.length()))) {
                long pid = Long.parseLong(name.substring(start.length()));
                // Another user's lock file is closed to us; its process is not.
                boolean alive = Users.isCurrent(owner)
                        ? OwnedName.hasLiveOwner(SocketPath.of(prefix + pid, LIST), LibC.SOCK_SEQPACKET, LIST)
                        : ProcFiles.runsAs(pid, owner);
                if (alive) {
                    owners.add(pid);
                }
            }
        }
        return owners.stream().mapToLong(Long::longValue).toArray();
    }

    @Override
    public void close() {
        watch.ifPresent(FolderWatch::close);
        watch = Optional.empty();
    }
}
