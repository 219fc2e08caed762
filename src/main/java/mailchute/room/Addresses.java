package mailchute.room;

import java.nio.file.Path;
import mailchute.ipc.IpcException;
import mailchute.ipc.IpcSystem;
import mailchute.ipc.User;

/** The names under which participants are found, for this machine. */
public final class Addresses {

    private Addresses() {}

    /** The mailslot of the receiver with this pid. */
    public static String mailslot(String room, long pid) throws IpcException {
        return switch (system()) {
            case WINDOWS -> "\\\\.\\mailslot\\mailchute\\" + room + "\\" + pid;
            case LINUX -> folder().resolve("mailslot").resolve(room).resolve(Long.toString(pid)).toString();
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
            case LINUX -> folder().resolve("pipe") + "/";
        };
    }

    private static IpcSystem.Kind system() {
        return IpcSystem.Kind.ofThisMachine().orElseThrow();
    }

    private static Path folder() throws IpcException {
        String runtime = System.getenv("XDG_RUNTIME_DIR");
        // The XDG specification: a relative path is invalid and is ignored.
        if (runtime != null && runtime.startsWith("/")) {
            return Path.of(runtime, "mailchute");
        }
        return Path.of("/tmp", "mailchute-" + User.current().id());
    }
}
