package mailchute.window.participants;

import java.util.Locale;
import java.util.Optional;
import mailchute.room.Departures.Departure;
import mailchute.room.Member;
import mailchute.wire.Role;

/**
 * Which participants are shown.
 *
 * @param room those of this room alone; everyone's where empty
 * @param role those of this role alone; all where empty
 * @param text what has to be in nickname, room or process id, whatever the case; empty for no such condition
 * @param left whether those that left are shown too
 */
record ParticipantsFilter(Optional<String> room, Optional<Role> role, String text, boolean left) {

    /** Everyone. */
    static final ParticipantsFilter NONE = new ParticipantsFilter(Optional.empty(), Optional.empty(), "", true);

    /** Whether a participant is one of those. One that does not answer says nothing of its room and role. */
    boolean shows(Member member, Optional<Departure> departure) {
        return (left || departure.isEmpty())
                && (room.isEmpty()
                        || member.card()
                                .filter(card -> card.room().equals(room.get()))
                                .isPresent())
                && (role.isEmpty()
                        || member.card()
                                .filter(card -> card.role() == role.get())
                                .isPresent())
                && hasText(member);
    }

    private boolean hasText(Member member) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        String all = member.card()
                        .map(card -> card.nickname() + "\n" + card.room() + "\n")
                        .orElse("")
                + member.pid();
        return all.toLowerCase(Locale.ROOT).contains(wanted);
    }
}
