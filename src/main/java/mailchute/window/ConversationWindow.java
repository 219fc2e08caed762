package mailchute.window;

import java.awt.BorderLayout;
import java.awt.Dimension;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.swing.Action;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.UIManager;
import mailchute.history.Channel;
import mailchute.ipc.IpcException;
import mailchute.room.Conversation;
import mailchute.room.Reconnection;
import mailchute.room.transfer.IncomingTransfer;
import mailchute.room.transfer.Transfer;
import mailchute.window.alert.MessageAlert;
import mailchute.window.command.RoomCommands;
import mailchute.window.command.SlashCommands;
import mailchute.window.file.FileDrop;
import mailchute.window.file.FilePicker;
import mailchute.window.file.Offering;
import mailchute.window.file.TransferList;
import mailchute.window.part.Actions;
import mailchute.window.part.Background;
import mailchute.window.part.Composer;
import mailchute.window.part.FailureWords;
import mailchute.window.part.Icons;
import mailchute.window.part.PlainComponents;
import mailchute.window.part.Words;
import mailchute.window.participants.ParticipantsPanel;
import mailchute.window.reading.HistoryCalls;
import mailchute.window.reading.LinkOpener;
import mailchute.window.reading.TranscriptHistory;
import mailchute.window.transcript.IncomingRows;
import mailchute.window.transcript.TranscriptPane;
import mailchute.window.transcript.TranscriptRow;
import mailchute.window.transcript.TranscriptView;
import mailchute.wire.Frame;
import mailchute.wire.Limits;
import mailchute.wire.VisibleText;
import net.miginfocom.swing.MigLayout;

/** One conversation, and those that go on with it. */
final class ConversationWindow {

    /** What a frame adds to the text it carries, at most; the frame itself is measured before it is sent. */
    private static final int FRAME_OVERHEAD = 512;

    private final ConversationWindows windows;
    private final MailchuteFrame shell;
    private final TranscriptView transcript = new TranscriptView();
    private final IncomingRows incoming = new IncomingRows(transcript);
    private final Composer composer;
    private final TransferList files;
    private final JLabel typing = PlainComponents.label(" ");
    private final SlashCommands commands;
    private final Background work = new Background("mailchute-conversation-window");
    private final Action sendFile;
    private final Action accept;
    private final Action goToFiles;
    private final Action reconnect;
    private final Optional<HistoryCalls> calls;
    private final List<ConversationNews> shown = new ArrayList<>();
    private Conversation conversation;
    private boolean live = true;

    ConversationWindow(
            Conversation conversation,
            ConversationNews news,
            ConversationWindows windows,
            ParticipantsPanel participants,
            Consumer<ConversationWindow> onClosed) {
        this.conversation = conversation;
        this.windows = windows;
        shell = new MailchuteFrame(title(), participants, false, new Dimension(560, 520), () -> {
            incoming.close();
            closeHistory();
            shown.forEach(ConversationNews::close);
            work.run(
                    () -> {
                        this.conversation.close();
                        return this.conversation;
                    },
                    closed -> {},
                    why -> {});
            onClosed.accept(this);
        });
        calls = windows.history().map(history -> new HistoryCalls(
                history.reader(), why -> shell.status().error(Words.of("history.not-read", why.getMessage()))));
        files = new TransferList(() -> other().nickname(), shell.status());
        commands = new SlashCommands(shell.status()::error);
        composer = new Composer(Limits.PIPE_MESSAGE - FRAME_OVERHEAD, this::send, shell.status()::error);
        sendFile = Actions.action(
                Words.of("send-file"), Icons.ATTACH.icon(), "ctrl O", Words.of("send-file.tip"), this::chooseFiles);
        accept = Actions.action(
                Words.of("accept-file"), null, "ctrl shift A", Words.of("accept-file.tip"), this::acceptNewest);
        goToFiles = Actions.action(
                Words.of("go-to-files"), null, "ctrl shift F", Words.of("go-to-files.tip"), this::goToFiles);
        reconnect = Actions.action(
                Words.of("reconnect"), Icons.RECONNECT.icon(), "F5", Words.of("reconnect.tip"), this::reconnect);
        build();
        show(conversation, news);
        SeenWatch seen = new SeenWatch(shell.frame(), transcript, id -> this.conversation.seen(id));
        incoming.onShown(seen::look);
    }

    private void build() {
        RoomCommands.addTo(commands, new Host(), composer, windows::roster, conversation.self().nickname());
        commands.add("/file", Words.of("command.file-here.arguments"), Words.of("command.file-here"), this::fileCommand);
        composer.completeBy(commands::completions);
        composer.onTyping(() -> {
            if (!SlashCommands.isCommand(composer.text())) {
                conversation.typing();
            }
        });
        composer.onTooLong(this::tooLong);
        composer.wrapTransfers(text -> new FileDrop(text, this::offer));
        transcript.setTransferHandler(new FileDrop(transcript.getTransferHandler(), this::offer));
        shell.frame().setTransferHandler(new FileDrop(null, this::offer));
        transcript.setName("transcript");
        transcript.onLink(new LinkOpener(transcript, shell.status()::error)::open);
        transcript.onProblem(shell.status()::error);
        typing.setName("typing");
        typing.setForeground(UIManager.getColor("Label.disabledForeground"));
        // Its room is there all the time: nothing moves when someone begins to type.
        JPanel below = new JPanel(new MigLayout("insets 0, gap 0, fillx, wrap", "[grow,fill]"));
        JPanel line = new JPanel(new MigLayout("insets 3 14 0 14, fillx", "[grow,fill]"));
        line.add(typing, "wmin 0");
        below.add(files, "hidemode 3, wmin 0");
        below.add(line, "wmin 0");
        below.add(composer, "wmin 0");
        JPanel main = new JPanel(new BorderLayout());
        main.add(new TranscriptPane(transcript), BorderLayout.CENTER);
        main.add(below, BorderLayout.SOUTH);
        shell.add(sendFile, "send-file");
        shell.add(reconnect, "reconnect");
        shell.fileMenu().add(PlainComponents.menuItem(accept)).setName("menu-accept-file");
        shell.fileMenu().add(PlainComponents.menuItem(goToFiles)).setName("menu-go-to-files");
        shell.rememberAs("conversation." + other().nickname());
        shell.fill(main);
    }

    /** Shows a conversation here: the first one, or one that goes on with it. */
    private void show(Conversation now, ConversationNews news) {
        conversation = now;
        live = true;
        Frame.Card other = other();
        shell.setTitle(title());
        shell.frame().setName("conversation-" + other.pid());
        composer.setHint(Words.of("conversation.hint", other.nickname()));
        composer.setAccessibleName(Words.of("conversation.message-to", other.nickname()));
        composer.setEnabled(true);
        transcript.getAccessibleContext().setAccessibleName(Words.of("conversation.with", other.nickname()));
        transcript.setEmptyHint(Words.of("conversation.empty", other.nickname()));
        sendFile.setEnabled(true);
        reconnect.setEnabled(false);
        shell.status().info(Words.of(
                "conversation.connected",
                Long.toString(now.peer().pid()),
                now.peer().user().name(),
                now.address()));
        shown.add(news);
        news.showIn(this);
    }

    /** The window goes on with another conversation, its transcript as it is. */
    void goOn(Conversation now, ConversationNews news) {
        incoming.add(TranscriptRow.system(Words.of(
                "conversation.goes-on", now.other().nickname(), Long.toString(now.other().pid()))));
        boolean typingHere = now.openedBy() == Conversation.OpenedBy.US && shell.frame().isActive();
        show(now, news);
        if (typingHere) {
            composer.requestFocusInWindow();
        }
    }

    private Frame.Card other() {
        return conversation.other();
    }

    private String title() {
        return conversation.label() + " – " + conversation.self().nickname();
    }

    private void closeHistory() {
        calls.ifPresent(HistoryCalls::close);
    }

    void open(boolean takeFocus) {
        shell.show(takeFocus);
        composer.requestFocusInWindow();
        calls.ifPresent(reading ->
                new TranscriptHistory(transcript, reading, new Channel.With(other().nickname())).open());
    }

    boolean isLive() {
        return live;
    }

    /** On any thread. */
    IncomingRows incoming() {
        return incoming;
    }

    /** Tells of words that nobody looks at. */
    MessageAlert alert() {
        return shell.alert();
    }

    void toFront() {
        shell.toFront();
        // From another window of ours, where the focus is now.
        composer.requestFocus();
    }

    private boolean send(String text) {
        return SlashCommands.isCommand(text) ? commands.run(text) : say(SlashCommands.message(text));
    }

    private boolean say(String text) {
        try {
            conversation.say(text);
            return true;
        } catch (IpcException e) {
            shell.status().error(Words.of("conversation.not-said", FailureWords.of(e)));
            return false;
        }
    }

    private void tooLong(String text) {
        LongText.ask(
                shell.frame(),
                text,
                composer.maxBytes(),
                message -> work.run(
                        () -> Offering.text(conversation.files(), message),
                        offered -> composer.sentNow(text),
                        this::notOffered),
                pieces -> {
                    if (pieces.stream().allMatch(this::say)) {
                        composer.sentNow(text);
                    }
                });
    }

    // Files.

    private void chooseFiles() {
        List<Path> chosen = FilePicker.choose(shell.frame());
        if (!chosen.isEmpty()) {
            offer(chosen);
        }
    }

    private void fileCommand(String path) {
        if (path.isEmpty()) {
            shell.status().error(Words.of("command.file-here.usage"));
            return;
        }
        try {
            offer(List.of(Offering.path(path)));
        } catch (InvalidPathException e) {
            shell.status().error(Words.of("file.no-path", path));
        }
    }

    private void offer(List<Path> paths) {
        if (!live) {
            shell.status().error(Words.of("file.over"));
            return;
        }
        for (Path path : new ArrayList<>(paths)) {
            work.run(() -> Offering.file(conversation.files(), path), offered -> {}, this::notOffered);
        }
    }

    private void notOffered(IpcException why) {
        shell.status().error(FailureWords.of(why));
    }

    private void acceptNewest() {
        if (!files.acceptNewest()) {
            shell.status().info(Words.of("accept-file.none"));
        }
    }

    private void goToFiles() {
        if (!files.focusNewest()) {
            shell.status().info(Words.of("go-to-files.none"));
        }
    }

    /** On the event thread: a transfer is new, or something about it is. */
    void show(Transfer transfer) {
        if (!files.shows(transfer)) {
            String who = other().nickname();
            incoming.add(TranscriptRow.system(
                    transfer instanceof IncomingTransfer
                            ? Words.of("file.they-offer", who, transfer.name())
                            : Words.of("file.you-offer", who, transfer.name())));
        }
        files.show(transfer);
        if (transfer.status().state().isOver()) {
            work.run(() -> Offering.forget(transfer), forgotten -> {}, this::notOffered);
        }
    }

    /** On the event thread. */
    void showTyping(boolean now) {
        typing.setText(now ? Words.of("conversation.typing", other().nickname()) : " ");
    }

    // The end, and what comes after it.

    void ended(Conversation which, String why) {
        if (which != conversation) {
            return;
        }
        live = false;
        composer.setEnabled(false);
        sendFile.setEnabled(false);
        reconnect.setEnabled(true);
        shell.status().warning(Words.of("conversation.over", why));
    }

    private void reconnect() {
        if (live) {
            return;
        }
        reconnect.setEnabled(false);
        shell.status().info(Words.of("reconnect.trying", other().nickname()));
        Conversation ended = conversation;
        work.run(() -> windows.reconnect(ended), this::reconnected, why -> notReconnected(FailureWords.of(why)));
    }

    private void reconnected(Reconnection outcome) {
        if (outcome instanceof Reconnection.NobodyHere) {
            notReconnected(Words.of("reconnect.nobody", other().nickname()));
        } else if (outcome instanceof Reconnection.SeveralHere several) {
            notReconnected(Words.of("reconnect.several", several.members().size(), other().nickname()));
        }
    }

    private void notReconnected(String why) {
        reconnect.setEnabled(!live);
        shell.status().error(why);
    }

    private final class Host implements RoomCommands.Host {

        @Override
        public void say(String text) {
            ConversationWindow.this.say(text);
        }

        @Override
        public void note(String text) {
            incoming.add(TranscriptRow.system(text));
        }

        @Override
        public void problem(String text) {
            shell.status().error(text);
        }

        @Override
        public void clear() {
            transcript.clear();
        }

        @Override
        public void tell(long pid, String text) {
            windows.say(pid, text);
        }

        @Override
        public void sendFile(long pid, Path path) {
            windows.offer(pid, path);
        }
    }
}
