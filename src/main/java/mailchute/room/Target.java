package mailchute.room;

/**
 * A receiver's mailslot that this process can write to.
 *
 * @param receiver the process that owns the mailslot; 0 while it is not known whose an inherited handle is
 * @param nickname the receiver's nickname; empty while it is not known
 * @param handle the write handle's value in this process
 * @param address what the write handle is known by
 */
public record Target(long receiver, String nickname, long handle, String address) {

    /** The receiver's nickname and pid, or the handle while they are not known. */
    public String label() {
        return receiver == 0 ? "handle " + handle : nickname + " (" + receiver + ")";
    }
}
