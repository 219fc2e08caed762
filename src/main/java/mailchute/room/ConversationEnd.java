package mailchute.room;

import java.util.Optional;
import mailchute.ipc.IpcException;

/**
 * How a conversation came to its end.
 *
 * @param who the other end's nickname
 * @param failure what the system said, where it said anything
 */
public record ConversationEnd(Kind kind, String who, Optional<IpcException> failure) {

    /** What can be told apart. */
    public enum Kind {
        /** This end said bye, and the other answered. */
        LEFT_HERE,
        /** The other end said bye. */
        LEFT_THERE,
        /** This end said bye, and nobody answered. */
        LEFT_UNANSWERED,
        /** The other end was gone all at once. */
        GONE,
        /** The other end says more than it reads. */
        FLOODED
    }

    static ConversationEnd of(Kind kind, String who) {
        return new ConversationEnd(kind, who, Optional.empty());
    }

    static ConversationEnd of(IpcException failure, String who) {
        return failure.reason() == IpcException.Reason.CLOSED
                ? of(Kind.LEFT_HERE, who)
                : new ConversationEnd(Kind.GONE, who, Optional.of(failure));
    }

    /** The same in a few words. */
    public String words() {
        return switch (kind) {
            case LEFT_HERE -> "you left";
            case LEFT_THERE -> who + " left";
            case LEFT_UNANSWERED -> "you left, and " + who + " did not answer";
            case GONE ->
                who + " is gone" + failure.map(why -> ": " + why.words()).orElse(", without a farewell");
            case FLOODED -> who + " talks and does not read";
        };
    }
}
