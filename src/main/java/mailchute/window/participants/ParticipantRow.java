package mailchute.window.participants;

import java.util.Optional;
import mailchute.room.Departures.Departure;
import mailchute.room.Member;

/**
 * A participant in the list.
 *
 * @param depth how far below the top it stands, in the tree of parents and children
 * @param departure there where it has left
 * @param context whether it is shown only because somebody below it is
 */
record ParticipantRow(Member member, int depth, Optional<Departure> departure, boolean context) {

    /** Whether it is here. */
    boolean isHere() {
        return departure.isEmpty();
    }
}
