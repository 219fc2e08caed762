package mailchute.ipc;

/**
 * The process at the other end, in the kernel's word and not in its own.
 *
 * @param pid its process id; it may have ended since
 * @param user the account it ran as when it connected or wrote
 */
public record Peer(long pid, User user) {}
