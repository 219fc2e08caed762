package mailchute.room;

import mailchute.ipc.IpcException;
import mailchute.ipc.IpcSystem;
import mailchute.ipc.User;
import mailchute.wire.Names;

/** The names under which participants are found, for this machine. */
public final class Addresses {

    private Addresses() {}

    /** The mailslot of the receiver with this pid. */
    public static String mailslot(String room, long pid) throws IpcException {
        return switch (system()) {
            case WINDOWS -> "\\\\.\\mailslot\\mailchute\\" + room + "\\" + pid;
            case LINUX -> folder() + "/mailslot/" + room + "/" + pid;
        };
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
        return pipePrefix() + pid;
    }

    /** What every participant's pipe begins with. */
    public static String pipePrefix() throws IpcException {
        return switch (system()) {
            case WINDOWS -> "\\\\.\\pipe\\mailchute.";
            case LINUX -> folder() + "/pipe/";
        };
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
