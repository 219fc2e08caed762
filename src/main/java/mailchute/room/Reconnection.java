package mailchute.room;

import java.util.List;

/** What came of the wish to go on with a conversation that is over. */
public sealed interface Reconnection {

    /** It goes on in this one. */
    record Connected(Conversation conversation) implements Reconnection {}

    /** Neither the participant is here any more nor another of its name in its room. */
    record NobodyHere() implements Reconnection {}

    /** The participant is gone, and several of its name are in its room. */
    record SeveralHere(List<Member> members) implements Reconnection {}
}
