package mailchute.room;

import java.util.concurrent.atomic.AtomicReference;
import mailchute.ipc.Audience;
import mailchute.ipc.IpcException;
import mailchute.ipc.IpcSystem;
import mailchute.ipc.NamedPipeOwners;
import mailchute.ipc.OsProcess;
import mailchute.ipc.User;
import mailchute.wire.Names;

/**
 * The names under which participants are found, for this machine. A process is in its user's rooms or in those of the machine,
 * which have names of their own: what is in the one is not seen from the other.
 */
public final class Addresses {

    /** What the names of the machine's rooms have more than others, on Windows. */
    private static final String SHARED = ".shared";

    private static final AtomicReference<Audience> AUDIENCE = new AtomicReference<>(Audience.USER);

    private Addresses() {}

    /** Has this process be in its user's rooms, as unless told, or in the machine's; to be called before it asks for a name. */
    public static void use(Audience audience) {
        AUDIENCE.set(audience);
    }

    /** Whether this process is in the machine's rooms, among the processes of other users. */
    public static boolean shared() {
        return audience() == Audience.MACHINE;
    }

    /** Who may write to this process's mailslot and connect to its pipe. */
    static Audience audience() {
        return AUDIENCE.get();
    }

    /** The mailslot of the receiver with this pid. */
    public static String mailslot(String room, long pid) throws IpcException {
        return switch (system()) {
            case WINDOWS -> "\\\\.\\mailslot\\mailchute" + (shared() ? SHARED : "") + "\\" + room + "\\" + pid;
            case LINUX -> folderOf(pid) + "/mailslot/" + room + "/" + pid;
        };
    }

    /**
     * The account whose name a pid is, in the kernel's word; {@link User#UNKNOWN} for a process that Windows keeps from this
     * user.
     *
     * @throws IpcException {@code NOT_FOUND} where it has ended
     */
    static User ownerOf(long pid) throws IpcException {
        if (pid == ProcessHandle.current().pid()) {
            return User.current();
        }
        try {
            return OsProcess.userOf(pid);
        } catch (IpcException e) {
            if (e.reason() == IpcException.Reason.ACCESS_DENIED) {
                return User.UNKNOWN;
            }
            throw e;
        }
    }

    /** The pids of those who have a participant's pipe now, without asking any of them. */
    public static long[] participants() throws IpcException {
        try (NamedPipeOwners owners = pipeOwners()) {
            return owners.look();
        }
    }

    /** The same, for whoever looks again and again. */
    static NamedPipeOwners pipeOwners() throws IpcException {
        return system() == IpcSystem.Kind.LINUX && shared() ? new SharedFolders() : NamedPipeOwners.of(pipePrefix());
    }

    /** What the history and a terminal call a room: one of the machine is another than one's own of the same name. */
    public static String fullName(String room) {
        return shared() ? room + " (shared)" : room;
    }

    /**
     * The mailslot of the process with this pid for the program that it runs. Beside the rooms and in none, so that nobody
     * takes it for a receiver's.
     */
    static String programMailslot(long pid) throws IpcException {
        return switch (system()) {
            case WINDOWS -> "\\\\.\\mailslot\\mailchute.run\\" + pid;
            case LINUX -> folder() + "/run/" + pid;
        };
    }

    /** The pipe of the participant with this pid. */
    public static String pipe(long pid) throws IpcException {
        return system() == IpcSystem.Kind.LINUX ? folderOf(pid) + "/pipe/" + pid : pipePrefix() + pid;
    }

    /** What the pipe of every participant of this user begins with. */
    public static String pipePrefix() throws IpcException {
        return switch (system()) {
            case WINDOWS -> "\\\\.\\pipe\\mailchute" + (shared() ? SHARED : "") + ".";
            case LINUX -> (shared() ? SharedFolders.of(User.current()) : folder()) + "/pipe/";
        };
    }

    /** Where the participant with this pid has its names. */
    private static String folderOf(long pid) throws IpcException {
        return shared() ? SharedFolders.of(ownerOf(pid)) : folder();
    }

    /**
     * The mailslot with a plain name, such as programs own and write to that know nothing of rooms: {@code
     * \\.\mailslot\NAME}; on Linux {@code mailslot/NAME} in the runtime folder, outside Mailchute's own.
     */
    public static String plainMailslot(String name) throws IpcException {
        return plain("mailslot", name);
    }

    /** The pipe with a plain name: {@code \\.\pipe\NAME}; on Linux {@code pipe/NAME} in the runtime folder. */
    public static String plainPipe(String name) throws IpcException {
        return plain("pipe", name);
    }

    private static String plain(String kind, String name) throws IpcException {
        String checked = Names.plain(name);
        return switch (system()) {
            case WINDOWS -> "\\\\.\\" + kind + "\\" + checked;
            case LINUX -> folder(kind) + "/" + checked;
        };
    }

    private static IpcSystem.Kind system() {
        return IpcSystem.Kind.ofThisMachine().orElseThrow();
    }

    private static String folder() throws IpcException {
        return folder("mailchute");
    }

    /**
     * A folder of this user alone that does not outlive the machine's run. No {@code Path}: that cannot hold a name beyond
     * the locale's encoding.
     */
    private static String folder(String name) throws IpcException {
        String runtime = System.getenv("XDG_RUNTIME_DIR");
        // The XDG specification: a relative path is invalid and is ignored.
        if (runtime != null && runtime.startsWith("/")) {
            return (runtime.endsWith("/") ? runtime : runtime + "/") + name;
        }
        return "/tmp/" + name + "-" + User.current().id();
    }
}
