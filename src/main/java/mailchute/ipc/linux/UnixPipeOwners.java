package mailchute.ipc.linux;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import mailchute.ipc.Deadline;
import mailchute.ipc.IpcException;
import mailchute.ipc.NamedPipeOwners;
import mailchute.ipc.Nap;
import mailchute.ipc.User;

/**
 * The pids in the names {@code prefix + pid} that a live process of a user owns.
 *
 * <p>Who comes, and who goes in peace, changes the folder; a killed owner leaves its names, and the kernel drops its lock. So
 * what was read stays true as long as the folder's {@link FileStatus} and the owners' locks are the same.
 */
final class UnixPipeOwners implements NamedPipeOwners {

    private static final String LIST = "list named pipes";

    /**
     * File systems count time in ticks, of up to a second (ext4 with small inodes), and two changes within one tick look like
     * one. A folder that has looked the same for longer than that will look different after its next change.
     */
    private static final long TICK_NANOS = Duration.ofMillis(1500).toNanos();

    /** Of many who come at once each makes the others look: not more often than this. */
    private static final Duration BETWEEN_EVENTS = Duration.ofMillis(50);

    private final String prefix;
    private final String folder;
    private final byte[] folderPath;
    private final User owner;

    /** The owners and their lock files, which stay open; another user's lock file is closed to us, its process is not. */
    private final SortedMap<Long, Optional<LockFile>> owners = new TreeMap<>();

    private final Nap nap = new Nap();
    /** Made by the first who waits. */
    private Optional<FolderWatch> watch = Optional.empty();

    private boolean followed;
    private long[] pids = {};
    private Optional<FileStatus> status = Optional.empty();
    private long sameSince;
    /** Whether the owners were read when the folder had looked the same for long enough. */
    private boolean lasting;

    UnixPipeOwners(String prefix, User owner) {
        int slash = prefix.lastIndexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("not the beginning of a path: " + prefix);
        }
        this.prefix = prefix;
        this.folder = prefix.substring(0, slash + 1);
        this.folderPath = CString.of(folder);
        this.owner = owner;
    }

    @Override
    public long[] look() throws IpcException {
        long start = System.nanoTime();
        Optional<FileStatus> now = FileStatus.ofTarget(folderPath, LIST, folder);
        boolean same = now.isPresent() && now.equals(status);
        if (!same) {
            status = now;
            changed();
        }
        if (!same || !lasting || !everyoneStays()) {
            lasting = false;
            read();
            pids = owners.keySet().stream().mapToLong(Long::longValue).toArray();
            lasting = same && start - sameSince > TICK_NANOS;
        }
        return pids.clone();
    }

    private void changed() {
        lasting = false;
        sameSince = System.nanoTime();
    }

    /**
     * Where the folder is watched and what was read of it is lasting, there is nothing to look for before something happens
     * there. The kernel tells of a killed owner's files a moment before it drops their locks, so after each event what is read
     * is not lasting for a while.
     */
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
        Deadline deadline = Deadline.after(followed && lasting ? timeout : Nap.shortened(timeout));
        Deadline rest = Deadline.after(BETWEEN_EVENTS.compareTo(timeout) < 0 ? BETWEEN_EVENTS : timeout);
        if (!watch.get().awaitWake(rest) && watch.get().await(deadline)) {
            changed();
        }
    }

    private void openWatch() {
        Optional<FolderWatch> opened = FolderWatch.open(folder);
        synchronized (nap) {
            watch = opened;
        }
        lasting = false;
    }

    @Override
    public void wake() {
        synchronized (nap) {
            watch.ifPresentOrElse(FolderWatch::wake, nap::wake);
        }
    }

    private boolean everyoneStays() throws IpcException {
        for (Map.Entry<Long, Optional<LockFile>> entry : owners.entrySet()) {
            Optional<LockFile> lock = entry.getValue();
            if (!(lock.isPresent() ? lock.get().owned(LIST) : ProcFiles.runsAs(entry.getKey(), owner))) {
                return false;
            }
        }
        return true;
    }

    private void read() throws IpcException {
        forget();
        followed = watch.isPresent() && watch.get().follow();
        try {
            SocketPath.of(prefix + "1", LIST).requireFoldersOf(owner, LIST);
        } catch (IpcException e) {
            if (e.reason() == IpcException.Reason.NOT_FOUND) {
                return;
            }
            throw e;
        }
        String start = prefix.substring(folder.length());
        for (String name : SocketFolder.names(folder, LIST)) {
            if (name.startsWith(start) && SocketFolder.isPid(name.substring(start.length()))) {
                readOwner(Long.parseLong(name.substring(start.length())));
            }
        }
    }

    private void readOwner(long pid) throws IpcException {
        if (Users.isCurrent(owner)) {
            OwnedName.lockOfLiveOwner(SocketPath.of(prefix + pid, LIST), LibC.SOCK_SEQPACKET, LIST)
                    .ifPresent(lock -> owners.put(pid, Optional.of(lock)));
        } else if (ProcFiles.runsAs(pid, owner)) {
            owners.put(pid, Optional.empty());
        }
    }

    @Override
    public void close() {
        forget();
        watch.ifPresent(FolderWatch::close);
        watch = Optional.empty();
    }

    private void forget() {
        owners.values().forEach(lock -> lock.ifPresent(LockFile::close));
        owners.clear();
        lasting = false;
    }
}
