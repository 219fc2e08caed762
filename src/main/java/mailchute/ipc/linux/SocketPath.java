package mailchute.ipc.linux;

import com.sun.jna.Memory;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import mailchute.ipc.Audience;
import mailchute.ipc.IpcException;
import mailchute.ipc.IpcException.Reason;
import mailchute.ipc.User;

/** The path of a socket, measured in bytes, and the folders that lead to it. */
final class SocketPath {

    /** What fits into {@code sun_path} beside the NUL. */
    static final int MAX_BYTES = 107;

    private static final int PRIVATE_FOLDER = 0700;
    private static final int SHARED_FOLDER = 0755;

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
                    Reason.OTHER,
                    operation,
                    address,
                    "the path has " + bytes + " bytes, at most " + MAX_BYTES + " fit");
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
     * Creates the folders that are missing, and refuses those in which another user could put something else under our name.
     *
     * @param audience who may pass through the folders that are created
     */
    void prepareFolders(Audience audience, String operation) throws IpcException {
        walk(Users.current(), operation, folder -> statusOrCreate(folder, audience, operation));
    }

    /**
     * Refuses a name that anyone but this user could have put there, before anything is asked of it or told to it.
     *
     * @throws IpcException {@code NOT_FOUND} where a folder is missing; {@code ACCESS_DENIED}
     */
    void requireFoldersOf(User owner, String operation) throws IpcException {
        walk(
                owner,
                operation,
                folder -> FileStatus.ofName(CString.of(folder), operation, address)
                        .orElseThrow(() -> Errno.failure(operation, address, Errno.ENOENT.code())));
        if (Users.isCurrent(owner)) {
            return;
        }
        // In another user's folder a link would lead wherever that user likes.
        Optional<FileStatus> there = FileStatus.ofName(path, operation, address);
        if (there.isPresent()) {
            requireOwner(there.get(), owner, address, operation);
            if (!there.get().socket()) {
                throw denied(operation, "it is no socket");
            }
        }
    }

    @FunctionalInterface
    private interface Look {
        FileStatus at(String folder) throws IpcException;
    }

    private void walk(User owner, String operation, Look look) throws IpcException {
        boolean ours = Users.isCurrent(owner);
        for (int slash = 0; slash >= 0; slash = address.indexOf('/', slash + 1)) {
            String folder = slash == 0 ? "/" : address.substring(0, slash);
            FileStatus status = look.at(folder);
            if (status.link() && (ours || status.roots())) {
                requireOwner(status, owner, folder, operation);
                status = FileStatus.ofTarget(CString.of(folder), operation, address)
                        .orElseThrow(() -> denied(operation, "the link " + folder + " leads nowhere"));
            }
            if (!status.folder()) {
                throw denied(operation, folder + " is not a folder");
            }
            requireOwner(status, owner, folder, operation);
            if (status.othersMayReplaceEntries()) {
                throw denied(operation, "other users may rename what lies in " + folder);
            }
        }
    }

    private FileStatus statusOrCreate(String folder, Audience audience, String operation) throws IpcException {
        byte[] name = CString.of(folder);
        Optional<FileStatus> there = FileStatus.ofName(name, operation, address);
        if (there.isPresent()) {
            return there.get();
        }
        int mode = audience == Audience.MACHINE ? SHARED_FOLDER : PRIVATE_FOLDER;
        // Once more for the audience: mkdir takes away what the process's umask does.
        boolean made = LibC.mkdir(name, mode) == 0 && (mode == PRIVATE_FOLDER || LibC.chmod(name, mode) == 0);
        if (!made) {
            int code = Errno.last();
            // EEXIST: someone was faster, and is looked at below like anyone else.
            if (!Errno.EEXIST.is(code)) {
                throw Errno.failure(operation, address, code);
            }
        }
        return FileStatus.ofName(name, operation, address)
                .orElseThrow(() -> denied(operation, folder + " was removed meanwhile"));
    }

    private void requireOwner(FileStatus status, User owner, String file, String operation) throws IpcException {
        if (!status.roots() && !Integer.toUnsignedString(status.uid()).equals(owner.id())) {
            throw denied(operation, file + " belongs to user " + Users.label(status.uid()));
        }
    }

    private IpcException denied(String operation, String detail) {
        return new IpcException(Reason.ACCESS_DENIED, operation, address, detail);
    }
}
