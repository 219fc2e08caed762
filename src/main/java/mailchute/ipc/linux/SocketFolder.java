package mailchute.ipc.linux;

import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import mailchute.ipc.IpcException;

/** A folder in which sockets have their names. */
final class SocketFolder {

    /** Where the name begins in a {@code struct dirent}. */
    private static final int DIRENT_NAME = 19;

    private static final Pattern PID = Pattern.compile("[1-9][0-9]{0,9}");

    private SocketFolder() {}

    /** The names in a folder that somebody owns or owned; none where there is no such folder. */
    static SortedSet<String> names(String folder, String operation) throws IpcException {
        SortedSet<String> names = new TreeSet<>();
        Pointer listing = LibC.opendir(CString.of(folder));
        if (listing == null) {
            int code = Errno.last();
            if (Errno.ENOENT.is(code)) {
                return names;
            }
            throw Errno.failure(operation, folder, code);
        }
        try {
            for (Pointer entry = LibC.readdir(listing); entry != null; entry = LibC.readdir(listing)) {
                String found = entry.getString(DIRENT_NAME, StandardCharsets.UTF_8.name());
                if (found.endsWith(LockFile.SUFFIX)) {
                    names.add(found.substring(0, found.length() - LockFile.SUFFIX.length()));
                } else if (!found.startsWith(".")) {
                    names.add(found);
                }
            }
        } finally {
            LibC.closedir(listing);
        }
        return names;
    }

    /** Whether a name is a pid: such names come and go with processes. */
    static boolean isPid(String name) {
        return PID.matcher(name).matches();
    }

    /**
     * Sweeps what killed owners left in the folder of this path. Only a name that is a pid has such siblings, and only
     * those are looked at: a folder may hold other programs' files.
     */
    static void sweepBeside(SocketPath path, int type, String operation) throws IpcException {
        int slash = path.address().lastIndexOf('/');
        if (!isPid(path.address().substring(slash + 1))) {
            return;
        }
        String folder = path.address().substring(0, slash + 1);
        for (String name : names(folder, operation)) {
            String sibling = folder + name;
            if (isPid(name) && !sibling.equals(path.address())) {
                OwnedName.hasLiveOwner(SocketPath.of(sibling, operation), type, operation);
            }
        }
    }
}
