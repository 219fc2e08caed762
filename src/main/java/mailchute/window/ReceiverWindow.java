package mailchute.window;

import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.EventQueue;
import javax.swing.JPanel;
import mailchute.room.Attribution;
import mailchute.room.Received;
import mailchute.room.Receiver;
import mailchute.room.Roster;
import mailchute.window.part.Words;
import mailchute.window.transcript.IncomingRows;
import mailchute.window.transcript.TranscriptPane;
import mailchute.window.transcript.TranscriptRow;
import mailchute.window.transcript.TranscriptView;
import mailchute.wire.Frame;
import mailchute.wire.SlotContent;

/** A receiver's window: its addresses, and what is written to it. */
final class ReceiverWindow {

    private final MailchuteFrame shell;
    private final TranscriptView transcript = new TranscriptView();
    private final IncomingRows incoming = new IncomingRows(transcript);

    ReceiverWindow(Receiver receiver, Roster roster, Runnable onClosed) {
        Frame.Card card = receiver.participant().card();
        RoleFrame frame = RoleFrame.of(
                receiver.participant(), roster, Words.of("role.receiver"), true, new Dimension(1060, 600), () -> {
                    incoming.close();
                    onClosed.run();
                });
        shell = frame.shell();
        shell.frame().setName("receiver");
        shell.add(NewSender.action(card, shell.status()), "new-sender");
        shell.fill(main(receiver));
        shell.status().info("Receiving in room " + card.room() + " as " + card.nickname() + " (" + card.pid() + ")");

        transcript.onOpen(row -> row.source().ifPresent(pid -> frame.conversations().talkTo((Long) pid)));
        receiver.onMessage(this::show);
        receiver.onFailure(why -> EventQueue.invokeLater(() -> shell.status().error(why.getMessage())));
    }

    private JPanel main(Receiver receiver) {
        AddressPanel addresses = new AddressPanel(shell.status());
        addresses.add(AddressPanel.Kind.MAILSLOT, receiver.mailslotAddress());
        receiver.plainMailslotAddress().ifPresent(address -> addresses.add(AddressPanel.Kind.PLAIN_MAILSLOT, address));
        addresses.add(AddressPanel.Kind.PIPE, receiver.participant().pipeAddress());
        transcript.setName("transcript");
        transcript.getAccessibleContext().setAccessibleName("Messages");
        transcript.setEmptyHint("Nothing yet. A new sender, or any program that writes to the mailslot, shows up here.");
        JPanel main = new JPanel(new BorderLayout());
        main.add(addresses, BorderLayout.NORTH);
        main.add(new TranscriptPane(transcript), BorderLayout.CENTER);
        return main;
    }

    /** On the thread that reads the mailslot. */
    private void show(Received received) {
        Attribution whose = Attribution.of(received);
        String text = Attribution.textOf(received.content());
        shell.alert().arrived(whose.name(), text);
        boolean broken = received.content() instanceof SlotContent.Broken;
        TranscriptRow row = broken
                ? TranscriptRow.error(whose.name() + " (" + whose.detail() + "): " + text)
                : TranscriptRow.message(received.at(), whose.name(), whose.detail(), text);
        incoming.add(whose.pid().isPresent() ? row.withSource(whose.pid().getAsLong()) : row);
    }

    /** Makes and paints everything once, without showing it. */
    void rehearse() {
        shell.rehearse();
    }

    void open() {
        shell.show(true);
        transcript.requestFocusInWindow();
    }
}
