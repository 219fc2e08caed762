package mailchute.room;

import java.util.Optional;
import mailchute.ipc.Peer;
import mailchute.ipc.User;
import mailchute.wire.SlotContent;

/**
 * A line that its sender can say again, such as the progress of a build: in what a receiver hears, a later message with an equal
 * line takes the earlier one's place.
 *
 * <p>Who says a line again is another process each time, and its pid says nothing. The sender is the nickname, and the account
 * besides where the kernel vouches for the message: two that claim one nickname are the same only if the kernel vouches for
 * neither, or for both with the same account. A message that the kernel contradicts takes nobody's place; neither does one in a
 * room of the machine, where other accounts are, if nobody vouches for it.
 *
 * @param nickname the nickname that the message claims
 * @param user the kernel's word for the account, what the kernel compares; empty on a system that does not tell
 * @param name what the sender calls the line
 */
public record PostedLine(String nickname, Optional<String> user, String name) {

    /** The line that a message says; empty for a message that stays as it is. */
    public static Optional<PostedLine> of(Received received) {
        if (!(received.content() instanceof SlotContent.Posted posted)
                || Attribution.of(received).trust() == Attribution.Trust.CONTRADICTED) {
            return Optional.empty();
        }
        Optional<String> user = received.writer().map(Peer::user).map(User::id);
        if (user.isEmpty() && Addresses.shared()) {
            return Optional.empty();
        }
        return posted.post().line().map(name -> new PostedLine(posted.post().from(), user, name));
    }
}
