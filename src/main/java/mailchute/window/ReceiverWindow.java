package mailchute.window;

import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.EventQueue;
import java.util.Optional;
import javax.swing.Action;
import javax.swing.JPanel;
import javax.swing.JPopupMenu;
import mailchute.room.Attribution;
import mailchute.room.Programs;
import mailchute.room.Received;
import mailchute.room.Receiver;
import mailchute.room.Roster;
import mailchute.window.part.Actions;
import mailchute.window.part.FailureWords;
import mailchute.window.part.PlainComponents;
import mailchute.window.part.Words;
import mailchute.window.reading.FilterBar;
import mailchute.window.reading.LinkOpener;
import mailchute.window.reading.SenderChoice;
import mailchute.window.reading.WriterWords;
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
    private final SenderChoice senders = new SenderChoice(transcript);
    private final Programs programs = new Programs();
    private final Action onlySender;
    private final Action muteSender;

    ReceiverWindow(Receiver receiver, Roster roster, Runnable onClosed) {
        Frame.Card card = receiver.participant().card();
        RoleFrame frame = RoleFrame.of(
                receiver.participant(), roster, "receiver", true, new Dimension(1060, 600), () -> {
                    incoming.close();
                    onClosed.run();
                });
        shell = frame.shell();
        shell.frame().setName("receiver");
        shell.add(NewSender.action(card, shell.status()), "new-sender");
        onlySender = Actions.action(Words.of("only-sender"), null, "ctrl E", Words.of("only-sender.tip"), this::showOnlySelected);
        muteSender = Actions.action(Words.of("mute-sender"), null, "ctrl M", Words.of("mute-sender.tip"), this::muteSelected);
        shell.viewMenu().add(PlainComponents.menuItem(onlySender)).setName("menu-only-sender");
        shell.viewMenu().add(PlainComponents.menuItem(muteSender)).setName("menu-mute-sender");
        shell.fill(main(receiver));
        shell.status().info(Words.of("receiver.status", card.room(), card.nickname(), Long.toString(card.pid())));

        transcript.onOpen(row -> writerOf(row).ifPresent(
                writer -> writer.pid().ifPresent(frame.conversations()::talkTo)));
        transcript.setTip(row -> writerOf(row).map(WriterWords::tip).orElse(null));
        transcript.onMenu(this::addToMenu);
        transcript.onLink(new LinkOpener(transcript, shell.status()::error)::open);
        receiver.onMessage(this::show);
        receiver.onFailure(why -> EventQueue.invokeLater(() -> shell.status().error(FailureWords.of(why))));
    }

    private JPanel main(Receiver receiver) {
        AddressPanel addresses = new AddressPanel(shell.status());
        addresses.add("Mailslot", receiver.mailslotAddress());
        receiver.plainMailslotAddress().ifPresent(address -> addresses.add("Plain mailslot", address));
        addresses.add("Pipe", receiver.participant().pipeAddress());
        transcript.setName("transcript");
        transcript.getAccessibleContext().setAccessibleName(Words.of("receiver.messages"));
        transcript.setEmptyHint(Words.of("receiver.empty"));
        JPanel top = new JPanel(new BorderLayout());
        top.add(addresses, BorderLayout.NORTH);
        top.add(new FilterBar(senders, words -> {}), BorderLayout.SOUTH);
        JPanel main = new JPanel(new BorderLayout());
        main.add(top, BorderLayout.NORTH);
        main.add(new TranscriptPane(transcript), BorderLayout.CENTER);
        return main;
    }

    private static Optional<WriterWords> writerOf(TranscriptRow row) {
        return row.source().map(WriterWords.class::cast);
    }

    /** On the thread that reads the mailslot. */
    private void show(Received received) {
        Attribution whose = Attribution.of(received);
        WriterWords writer = WriterWords.of(
                whose, whose.process().isPresent() ? programs.of(whose.process().getAsLong()) : Optional.empty());
        String text = Attribution.textOf(received.content());
        boolean broken = received.content() instanceof SlotContent.Broken;
        TranscriptRow row = broken
                ? TranscriptRow.error(Words.of("receiver.broken", writer.name(), writer.detail(), text))
                : TranscriptRow.message(received.at(), writer.name(), writer.detail(), text);
        senders.mutes(row.sender());
        incoming.add(row.withSource(writer));
    }

    private Optional<String> selectedSender() {
        return transcript.selectedRows().stream()
                .map(TranscriptRow::sender)
                .filter(sender -> !sender.isEmpty())
                .reduce((first, last) -> last);
    }

    private void showOnlySelected() {
        Optional<String> sender = selectedSender();
        if (senders.only().isPresent()) {
            senders.showOnly(Optional.empty());
        } else if (sender.isPresent()) {
            senders.showOnly(sender);
        } else {
            shell.status().info(Words.of("sender.none-selected"));
        }
    }

    private void muteSelected() {
        selectedSender().ifPresentOrElse(this::mute, () -> shell.status().info(Words.of("sender.none-selected")));
    }

    private void mute(String sender) {
        senders.mute(sender);
        shell.status().info(Words.of("mute-sender.done", sender));
    }

    private void addToMenu(JPopupMenu menu, TranscriptRow row) {
        if (!row.sender().isEmpty()) {
            menu.addSeparator();
            menu.add(PlainComponents.menuItem(Actions.action(
                    senders.only().isPresent() ? Words.of("only-sender.undo") : Words.of("only-sender.named", row.sender()),
                    null,
                    "ctrl E",
                    Words.of("only-sender.tip"),
                    this::showOnlySelected)));
            menu.add(PlainComponents.menuItem(Actions.action(
                    Words.of("mute-sender.named", row.sender()),
                    null,
                    "ctrl M",
                    Words.of("mute-sender.tip"),
                    () -> mute(row.sender()))));
        }
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
