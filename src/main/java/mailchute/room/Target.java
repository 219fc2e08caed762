package mailchute.room;

/**
 * A mailslot that this process can write to: a receiver's, or one of any program.
 *
 * @param receiver the process that owns the mailslot; 0 while it is not known whose it is
 * @param nickname the receiver's nickname, or the plain name of a program's mailslot; empty while it is not known
 * @param handle the write handle's value in this process
 * @param address what the write handle is known by
 */
public record Target(long receiver, String nickname, long handle, String address) {

    /** The receiver's nickname and pid, a program's mailslot's plain name, or the handle while none is known. */
    public String label() {
        if (receiver != 0) {
            return nickname + " (" + receiver + ")";
        }
        return nickname.isEmpty() ? "handle " + handle : "mailslot " + nickname;
    }
}
