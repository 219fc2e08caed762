package mailchute.window;

import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.EventQueue;
import java.util.Optional;
import javax.swing.Action;
import javax.swing.JPanel;
import javax.swing.JPopupMenu;
import mailchute.history.Channel;
import mailchute.history.History;
import mailchute.room.Addresses;
import mailchute.room.Heard;
import mailchute.room.Receiver;
import mailchute.room.Roster;
import mailchute.window.part.Actions;
import mailchute.window.part.FailureWords;
import mailchute.window.part.PlainComponents;
import mailchute.window.part.RoomWords;
import mailchute.window.part.Words;
import mailchute.window.reading.ExportDialog;
import mailchute.window.reading.FilterBar;
import mailchute.window.reading.HistoryBanner;
import mailchute.window.reading.HistoryCalls;
import mailchute.window.reading.LinkOpener;
import mailchute.window.reading.Said;
import mailchute.window.reading.SearchableTranscript;
import mailchute.window.reading.SenderChoice;
import mailchute.window.reading.WriterWords;
import mailchute.window.transcript.IncomingRows;
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
    private final HistoryCalls calls;
    private final SearchableTranscript past;
    private FilterBar bar;
    private final Action onlySender;
    private final Action muteSender;

    /** @param history where the receiver keeps what it hears, and which is searched */
    ReceiverWindow(Receiver receiver, Roster roster, History history, Runnable onClosed) {
        Frame.Card card = receiver.participant().card();
        RoleFrame frame = RoleFrame.of(
                receiver.participant(), roster, Words.of("role.receiver"), true, new Dimension(1060, 600), () -> {
                    incoming.close();
                    closeHistory();
                    onClosed.run();
                });
        shell = frame.shell();
        shell.frame().setName("receiver");
        Channel channel = new Channel.Room(Addresses.fullName(card.room()));
        calls = HistoryCalls.of(history, shell.status());
        past = new SearchableTranscript(transcript, calls, channel, () -> {}, shell.status()::error);
        shell.add(NewSender.action(card, shell.status()), "new-sender");
        onlySender = Actions.action(
                Words.of("only-sender"), null, "ctrl E", Words.of("only-sender.tip"), this::showOnlySelected);
        muteSender = Actions.action(
                Words.of("mute-sender"), null, "ctrl M", Words.of("mute-sender.tip"), this::muteSelected);
        shell.viewMenu().add(PlainComponents.menuItem(onlySender)).setName("menu-only-sender");
        shell.viewMenu().add(PlainComponents.menuItem(muteSender)).setName("menu-mute-sender");
        shell.viewMenu()
                .add(PlainComponents.menuItem(Actions.action(
                        Words.of("search"),
                        null,
                        "ctrl F",
                        Words.of("search.tip"),
                        () -> bar.searchField().requestFocusInWindow())))
                .setName("menu-search");
        shell.fileMenu()
                .add(PlainComponents.menuItem(
                        ExportDialog.action(transcript, Optional.of(history), channel, shell.status())))
                .setName("menu-export");
        shell.fill(main(receiver, history));
        shell.status()
                .info(Words.of(
                        "receiver.status", RoomWords.of(card.room()), card.nickname(), Long.toString(card.pid())));

        transcript.onOpen(
                row -> Said.of(row).ifPresent(said -> said.writer().pid().ifPresent(frame.conversations()::talkTo)));
        transcript.setTip(row -> Said.of(row).map(said -> said.writer().tip()).orElse(null));
        transcript.onMenu(this::addToMenu);
        transcript.onLink(new LinkOpener(transcript, shell.status()::error)::open);
        transcript.onProblem(shell.status()::error);
        receiver.onMessage(this::show);
        receiver.onFailure(why -> EventQueue.invokeLater(() -> shell.status().error(FailureWords.of(why))));
    }

    private JPanel main(Receiver receiver, History history) {
        AddressPanel addresses = new AddressPanel(shell.status());
        addresses.add(AddressPanel.Kind.MAILSLOT, receiver.mailslotAddress());
        receiver.plainMailslotAddress().ifPresent(address -> addresses.add(AddressPanel.Kind.PLAIN_MAILSLOT, address));
        addresses.add(AddressPanel.Kind.PIPE, receiver.participant().pipeAddress());
        transcript.setName("transcript");
        transcript.getAccessibleContext().setAccessibleName(Words.of("receiver.messages"));
        transcript.setEmptyHint(Words.of("receiver.empty"));
        bar = new FilterBar(senders, past::search);
        JPanel top = new JPanel(new BorderLayout());
        top.add(HistoryBanner.of(history), BorderLayout.NORTH);
        top.add(addresses, BorderLayout.CENTER);
        top.add(bar, BorderLayout.SOUTH);
        JPanel main = new JPanel(new BorderLayout());
        main.add(top, BorderLayout.NORTH);
        main.add(past, BorderLayout.CENTER);
        return main;
    }

    private void closeHistory() {
        calls.close();
    }

    /** On the history's thread. */
    private void show(Heard heard) {
        TranscriptRow row = Said.row(heard.entry(), heard.place());
        boolean broken = heard.received().content() instanceof SlotContent.Broken;
        if (broken) {
            WriterWords writer = Said.of(row).orElseThrow().writer();
            row = TranscriptRow.error(Words.of(
                    "receiver.broken",
                    writer.name(),
                    writer.detail(),
                    heard.entry().text()));
        }
        if (!senders.mutes(row.sender())) {
            shell.alert().arrived(row.sender(), heard.entry().text());
        }
        incoming.add(row);
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
                    senders.only().isPresent()
                            ? Words.of("only-sender.undo")
                            : Words.of("only-sender.named", row.sender()),
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
        past.open();
    }
}
