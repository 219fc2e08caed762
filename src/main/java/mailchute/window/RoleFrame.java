package mailchute.window;

import java.awt.Dimension;
import mailchute.room.Participant;
import mailchute.room.Roster;
import mailchute.wire.Frame;

/**
 * The frame of a role's window and the conversations that are opened from it: what a receiver's, a sender's and a child
 * sender's window have in common.
 */
record RoleFrame(MailchuteFrame shell, ConversationWindows conversations) {

    /**
     * An empty frame for this process.
     *
     * @param role what the title calls it
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
        ParticipantsPanel participants =
                new ParticipantsPanel(roster, card.pid(), participant.user(), conversations::talkTo);
        MailchuteFrame shell = new MailchuteFrame(
                card.room() + " – " + card.nickname() + " (" + card.pid() + ") – Mailchute " + role,
                participants,
                participantsShown,
                size,
                onClosed);
        conversations.onProblem(why -> shell.status().error("No conversation: " + why.getMessage()));
        return new RoleFrame(shell, conversations);
    }
}
