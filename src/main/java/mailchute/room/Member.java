package mailchute.room;

import java.util.Optional;
import mailchute.ipc.ProcessIdentity;
import mailchute.ipc.User;
import mailchute.wire.Frame;
import mailchute.wire.Role;

/**
 * One live participant, as the roster sees it.
 *
 * @param identity which process it is, in the kernel's word
 * @param user the account it runs as, in the kernel's word
 * @param card what it says of itself; empty while it does not answer
 */
public record Member(ProcessIdentity identity, User user, Optional<Frame.Card> card) {

    /** Its process id. */
    public long pid() {
        return identity.pid();
    }

    /** Whether it owns a mailslot in this room. */
    public boolean receivesIn(String room) {
        return card.filter(c -> c.role() == Role.RECEIVER
                        && c.room().equals(room)
                        && c.mailslot().isPresent())
                .isPresent();
    }

    /** Its nickname and pid, for people; in a room of the machine its account as well. */
    public String label() {
        String account = Addresses.shared() && user.known() ? ", " + user.name() : "";
        return card.map(Frame.Card::nickname).orElse("?") + " (" + pid() + account + ")";
    }

    /** Whether it runs as the same account as another. */
    public boolean isOf(User other) {
        return user.id().equals(other.id());
    }
}
