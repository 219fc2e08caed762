package mailchute.ipc;

/**
 * An account of this machine.
 *
 * @param id what the kernel compares: the SID on Windows, the uid on Linux
 * @param name what a person reads; the id where the system knows no name
 */
public record User(String id, String name) {

    /** An account that this user may not know. */
    public static final User UNKNOWN = new User("", "");

    /** Whether it is known which account this is. */
    public boolean known() {
        return !id.isEmpty();
    }

    /** The account that this process runs as ({@code GetTokenInformation}, {@code getuid}). */
    public static User current() throws IpcException {
        return IpcSystem.local().currentUser();
    }
}
