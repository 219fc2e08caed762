package mailchute.window;

import java.awt.Dimension;
import java.util.Locale;
import mailchute.room.Participant;
import mailchute.room.Roster;
import mailchute.window.part.FailureWords;
import mailchute.window.part.RoomWords;
import mailchute.window.part.Words;
import mailchute.window.participants.ParticipantsPanel;
import mailchute.wire.Frame;

/**
 * The frame of a role's window and the conversations that are opened from it: what a receiver's, a sender's and a child
 * sender's window have in common.
 */
record RoleFrame(MailchuteFrame shell, ConversationWindows conversations) {

    /**
     * An empty frame for this process.
     *
     * @param role what the title calls it, in the language of the windows
     * @param participantsShown whether the participants are shown from the start
     * @param onClosed called on the event thread, once the window is gone
     */
    static RoleFrame of(
            Participant participant,
            Roster roster,
            String role,
            boolean participantsShown,
            Dimension size,
            Runnable onClosed) {
        Frame.Card card = participant.card();
        ConversationWindows conversations = new ConversationWindows(participant, roster);
        ParticipantsPanel participants = new ParticipantsPanel(roster, card, participant.user(), conversations::talkTo);
        MailchuteFrame shell = new MailchuteFrame(
                Words.of("role.title", RoomWords.of(card.room()), card.nickname(), Long.toString(card.pid()), role),
                participants,
                participantsShown,
                size,
                onClosed);
        shell.rememberAs(card.role().name().toLowerCase(Locale.ROOT));
        shell.alert().setRoom(RoomWords.of(card.room()));
        conversations.onProblem(why -> shell.status().error(Words.of("talk.none", FailureWords.of(why))));
        return new RoleFrame(shell, conversations);
    }
}
