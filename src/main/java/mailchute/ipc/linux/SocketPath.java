package mailchute.ipc.linux;

import com.sun.jna.Memory;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import mailchute.ipc.IpcException;
import mailchute.ipc.IpcException.Reason;

/** The path of a socket, measured in bytes, and the folders that lead to it. */
final class SocketPath {

    /** What fits into {@code sun_path} beside the NUL. */
    static final int MAX_BYTES = 107;

    private static final int PRIVATE_FOLDER = 0700;

    private final String address;
    private final byte[] path;

    private SocketPath(String address, byte[] path) {
        this.address = address;
        this.path = path;
    }

    static SocketPath of(String address, String operation) throws IpcException {
        int bytes = address.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_BYTES) {
            throw new IpcException(
                    Reason.OTHER, operation, address, "the path has " + bytes + " bytes, at most " + MAX_BYTES + " fit");
        }
        if (!address.startsWith("/") || address.endsWith("/") || address.indexOf('\0') >= 0) {
            throw new IpcException(Reason.OTHER, operation, address, "not the absolute path of a file");
        }
        return new SocketPath(address, CString.of(address));
    }

    String address() {
        return address;
    }

    byte[] bytes() {
        return path.clone();
    }

    /** The path with something behind it. */
    byte[] withSuffix(String suffix) {
        return CString.of(address + suffix);
    }

    /** A {@code sockaddr_un}. */
    Memory socketAddress() {
        Memory memory = new Memory(2 + path.length);
        memory.setShort(0, (short) LibC.AF_UNIX);
        memory.write(2, path, 0, path.length);
        return memory;
    }

    /**
     * Creates the folders that are missing, for this user alone, and refuses those in which another user could put
     * something else under our name.
     */
    void prepareFolders(String operation) throws IpcException {
        walk(operation, folder -> statusOrCreate(folder, operation));
    }

    /**
     * Refuses a name that another user could have put there, before anything is asked of it or told to it.
     *
     * @throws IpcException {@code NOT_FOUND} where a folder is missing; {@code ACCESS_DENIED}
     */
    void requireSafeFolders(String operation) throws IpcException {
        walk(operation, folder -> FileStatus.ofName(CString.of(folder), operation, address)
                .orElseThrow(() -> Errno.failure(operation, address, Errno.ENOENT.code())));
    }

    @FunctionalInterface
    private interface Look {
        FileStatus at(String folder) throws IpcException;
    }

    private void walk(String operation, Look look) throws IpcException {
        for (int slash = 0; slash >= 0; slash = address.indexOf('/', slash + 1)) {
            String folder = slash == 0 ? "/" : address.substring(0, slash);
            FileStatus status = look.at(folder);
            if (status.link()) {
                requireOurs(status, folder, operation);
                status = FileStatus.ofTarget(CString.of(folder), operation, address)
                        .orElseThrow(() -> denied(operation, "the link " + folder + " leads nowhere"));
            }
            if (!status.folder()) {
                throw denied(operation, folder + " is not a folder");
            }
            requireOurs(status, folder, operation);
            if (status.othersMayReplaceEntries()) {
                throw denied(operation, "other users may rename what lies in " + folder);
            }
        }
    }

    private FileStatus statusOrCreate(String folder, String operation) throws IpcException {
        byte[] name = CString.of(folder);
        Optional<FileStatus> there = FileStatus.ofName(name, operation, address);
        if (there.isPresent()) {
            return there.get();
        }
        if (LibC.mkdir(name, PRIVATE_FOLDER) < 0) {
            int code = Errno.last();
            // EEXIST: someone was faster, and is looked at below like anyone else.
            if (!Errno.EEXIST.is(code)) {
                throw Errno.failure(operation, address, code);
            }
        }
        return FileStatus.ofName(name, operation, address)
                .orElseThrow(() -> denied(operation, folder + " was removed meanwhile"));
    }

    private void requireOurs(FileStatus status, String folder, String operation) throws IpcException {
        if (!status.oursOrRoots()) {
            throw denied(operation, folder + " belongs to user " + Users.label(status.uid()));
        }
    }

    private IpcException denied(String operation, String detail) {
        return new IpcException(Reason.ACCESS_DENIED, operation, address, detail);
    }
}
