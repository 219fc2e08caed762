package mailchute.window;

import java.awt.BorderLayout;
import java.awt.Dimension;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.swing.Action;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.UIManager;
import mailchute.history.Channel;
import mailchute.ipc.IpcException;
import mailchute.room.Conversation;
import mailchute.room.Reconnection;
import mailchute.room.transfer.Transfer;
import mailchute.window.alert.MessageAlert;
import mailchute.window.command.RoomCommands;
import mailchute.window.command.SlashCommands;
import mailchute.window.file.FileDrop;
import mailchute.window.part.Actions;
import mailchute.window.part.Background;
import mailchute.window.part.Composer;
import mailchute.window.part.FailureWords;
import mailchute.window.part.Icons;
import mailchute.window.part.PlainComponents;
import mailchute.window.part.Words;
import mailchute.window.participants.ParticipantsPanel;
import mailchute.window.transcript.IncomingRows;
import mailchute.window.transcript.TranscriptView;
import mailchute.wire.Frame;
import mailchute.wire.Limits;
import net.miginfocom.swing.MigLayout;

/** One conversation, and those that go on with it. */
final class ConversationWindow {

    /** What a frame adds to the text it carries, at most; the frame itself is measured before it is sent. */
    private static final int FRAME_OVERHEAD = 512;

    private final ConversationWindows windows;
    private final MailchuteFrame shell;
    private final ConversationReading reading;
    private final Composer composer;
    private final ConversationFiles files;
    private final JLabel typing = PlainComponents.label(" ");
    private final SlashCommands commands;
    private final Background work = new Background("mailchute-conversation-window");
    private final Action reconnect;
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
            closeReading();
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
        reading = new ConversationReading(windows.history(), new Channel.With(other().nickname()), shell.status());
        files = new ConversationFiles(shell.frame(), shell.status(), work, () -> this.conversation, reading::note);
        commands = new SlashCommands(shell.status()::error);
        composer = new Composer(Limits.PIPE_MESSAGE - FRAME_OVERHEAD, this::send, shell.status()::error);
        reconnect = Actions.action(
                Words.of("reconnect"), Icons.RECONNECT.icon(), "F5", Words.of("reconnect.tip"), this::reconnect);
        build();
        show(conversation, news);
        SeenWatch seen = new SeenWatch(shell.frame(), reading.transcript(), id -> this.conversation.seen(id));
        reading.incoming().onShown(seen::look);
    }

    private void build() {
        RoomCommands.addTo(
                commands,
                new Host(),
                composer,
                windows::roster,
                conversation.self().nickname());
        commands.add(
                "/file", Words.of("command.file-here.arguments"), Words.of("command.file-here"), files::offerTyped);
        composer.completeBy(commands::completions);
        composer.onTyping(() -> {
            if (!SlashCommands.isCommand(composer.text())) {
                conversation.typing();
            }
        });
        composer.onTooLong(this::tooLong);
        composer.wrapTransfers(text -> new FileDrop(text, files::offer));
        TranscriptView transcript = reading.transcript();
        transcript.setTransferHandler(new FileDrop(transcript.getTransferHandler(), files::offer));
        shell.frame().setTransferHandler(new FileDrop(null, files::offer));
        typing.setName("typing");
        typing.setForeground(UIManager.getColor("Label.disabledForeground"));
        // Its room is there all the time: nothing moves when someone begins to type.
        JPanel below = new JPanel(new MigLayout("insets 0, gap 0, fillx, wrap", "[grow,fill]"));
        JPanel line = new JPanel(new MigLayout("insets 3 14 0 14, fillx", "[grow,fill]"));
        line.add(typing, "wmin 0");
        below.add(files.list(), "hidemode 3, wmin 0");
        below.add(line, "wmin 0");
        below.add(composer, "wmin 0");
        JPanel main = new JPanel(new BorderLayout());
        main.add(reading.component(), BorderLayout.CENTER);
        main.add(below, BorderLayout.SOUTH);
        shell.add(files.send(), "send-file");
        shell.add(reconnect, "reconnect");
        shell.fileMenu().add(PlainComponents.menuItem(files.accept())).setName("menu-accept-file");
        shell.fileMenu().add(PlainComponents.menuItem(files.goTo())).setName("menu-go-to-files");
        shell.fileMenu().add(PlainComponents.menuItem(reading.export())).setName("menu-export");
        shell.viewMenu().add(PlainComponents.menuItem(reading.search())).setName("menu-search");
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
        reading.showName(other.nickname());
        files.setLive(true);
        reconnect.setEnabled(false);
        shell.status()
                .info(Words.of(
                        "conversation.connected",
                        Long.toString(now.peer().pid()),
                        now.peer().user().name(),
                        now.address()));
        shown.add(news);
        news.showIn(this);
    }

    /** The window goes on with another conversation, its transcript as it is. */
    void goOn(Conversation now, ConversationNews news) {
        reading.note(Words.of(
                "conversation.goes-on",
                now.other().nickname(),
                Long.toString(now.other().pid())));
        boolean typingHere =
                now.openedBy() == Conversation.OpenedBy.US && shell.frame().isActive();
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

    private void closeReading() {
        reading.close();
    }

    void open(boolean takeFocus) {
        shell.show(takeFocus);
        composer.requestFocusInWindow();
        reading.open();
    }

    boolean isLive() {
        return live;
    }

    /** On any thread. */
    IncomingRows incoming() {
        return reading.incoming();
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
                message -> files.offerText(message, () -> composer.sentNow(text)),
                pieces -> {
                    if (pieces.stream().allMatch(this::say)) {
                        composer.sentNow(text);
                    }
                });
    }

    /** On the event thread: a transfer is new, or something about it is. */
    void show(Transfer transfer) {
        files.show(transfer);
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
        files.setLive(false);
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
            reading.note(text);
        }

        @Override
        public void problem(String text) {
            shell.status().error(text);
        }

        @Override
        public void clear() {
            reading.transcript().content().clear();
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
