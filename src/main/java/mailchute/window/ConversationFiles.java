package mailchute.window;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.swing.Action;
import javax.swing.JFrame;
import mailchute.ipc.IpcException;
import mailchute.room.Conversation;
import mailchute.room.transfer.IncomingTransfer;
import mailchute.room.transfer.Transfer;
import mailchute.window.file.FilePicker;
import mailchute.window.file.Offering;
import mailchute.window.file.TransferList;
import mailchute.window.part.Actions;
import mailchute.window.part.Background;
import mailchute.window.part.FailureWords;
import mailchute.window.part.Icons;
import mailchute.window.part.StatusLine;
import mailchute.window.part.Words;

/** The files of a conversation's window: what is offered from here, and what the other side offers. */
final class ConversationFiles {

    private final JFrame frame;
    private final StatusLine status;
    private final Background work;
    private final Supplier<Conversation> conversation;
    private final Consumer<String> note;
    private final TransferList list;
    private final Action send;
    private final Action accept;
    private final Action goTo;
    private boolean live;

    /**
     * No files yet.
     *
     * @param work what blocks is done there
     * @param conversation the one that goes on here, at any time
     * @param note says something between the messages
     */
    ConversationFiles(
            JFrame frame,
            StatusLine status,
            Background work,
            Supplier<Conversation> conversation,
            Consumer<String> note) {
        this.frame = frame;
        this.status = status;
        this.work = work;
        this.conversation = conversation;
        this.note = note;
        list = new TransferList(this::otherName, status);
        send = Actions.action(
                Words.of("send-file"), Icons.ATTACH.icon(), "ctrl O", Words.of("send-file.tip"), this::choose);
        accept = Actions.action(
                Words.of("accept-file"), null, "ctrl shift A", Words.of("accept-file.tip"), this::acceptNewest);
        goTo = Actions.action(
                Words.of("go-to-files"), null, "ctrl shift F", Words.of("go-to-files.tip"), this::goToNewest);
    }

    private String otherName() {
        return conversation.get().other().nickname();
    }

    /** The cards of all files. */
    TransferList list() {
        return list;
    }

    /** Lets one choose files to offer. */
    Action send() {
        return send;
    }

    /** Accepts what was offered last. */
    Action accept() {
        return accept;
    }

    /** Puts the focus on the newest card. */
    Action goTo() {
        return goTo;
    }

    /** Whether files can be offered: not after the end. */
    void setLive(boolean now) {
        live = now;
        send.setEnabled(now);
    }

    private void choose() {
        List<Path> chosen = FilePicker.choose(frame);
        if (!chosen.isEmpty()) {
            offer(chosen);
        }
    }

    /** Offers a file by a path that somebody typed. */
    void offerTyped(String path) {
        if (path.isEmpty()) {
            status.error(Words.of("command.file-here.usage"));
            return;
        }
        try {
            offer(List.of(Offering.path(path)));
        } catch (InvalidPathException e) {
            status.error(Words.of("file.no-path", path));
        }
    }

    /** Offers files. */
    void offer(List<Path> paths) {
        if (!live) {
            status.error(Words.of("file.over"));
            return;
        }
        Conversation now = conversation.get();
        for (Path path : List.copyOf(paths)) {
            work.run(() -> Offering.file(now.files(), path), offered -> {}, this::failed);
        }
    }

    /** Offers a text as a file. */
    void offerText(String text, Runnable offered) {
        Conversation now = conversation.get();
        work.run(() -> Offering.text(now.files(), text), done -> offered.run(), this::failed);
    }

    private void failed(IpcException why) {
        status.error(FailureWords.of(why));
    }

    private void acceptNewest() {
        if (!list.acceptNewest()) {
            status.info(Words.of("accept-file.none"));
        }
    }

    private void goToNewest() {
        if (!list.focusNewest()) {
            status.info(Words.of("go-to-files.none"));
        }
    }

    /** On the event thread: a transfer is new, or something about it is. */
    void show(Transfer transfer) {
        if (!list.shows(transfer)) {
            note.accept(
                    transfer instanceof IncomingTransfer
                            ? Words.of("file.they-offer", otherName(), transfer.name())
                            : Words.of("file.you-offer", otherName(), transfer.name()));
        }
        list.show(transfer);
        if (transfer.status().state().isOver()) {
            work.run(() -> Offering.forget(transfer), forgotten -> {}, this::failed);
        }
    }
}
