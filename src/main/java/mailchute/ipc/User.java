package mailchute.ipc;

/**
 * An account of this machine.
 *
 * @param id what the kernel compares: the SID on Windows, the uid on Linux
 * @param name what a person reads; the id where the system knows no name
 */
public record User(String id, String name) {

    /** The account that this process runs as ({@code GetTokenInformation}, {@code getuid}). */
    public static User current() throws IpcException {
        return IpcSystem.local().currentUser();
    }
}
