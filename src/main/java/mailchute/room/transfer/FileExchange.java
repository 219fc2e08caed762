package mailchute.room.transfer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import mailchute.ipc.NamedPipe;
import mailchute.wire.Frame;
import mailchute.wire.TimeOrderedId;
import mailchute.wire.TransferEnd;

/**
 * All files that go back and forth between this participant and one other: in one conversation after the other, as long as
 * each goes on with the one before.
 */
public final class FileExchange {

    /** How many offers of the other side may wait for an answer; more are declined. */
    static final int MOST_UNANSWERED = 50;

    /** How many transfers that are over are remembered, to answer when they are offered again. */
    private static final int MOST_OVER = 500;

    private final FilePlaces places;
    private final OfferBook book;
    private final Executor threads;
    private final Map<UUID, OutgoingTransfer> outgoing = new LinkedHashMap<>();
    private final Map<UUID, IncomingTransfer> incoming = new LinkedHashMap<>();
    private TransferLine line;

    /** @param threads where files are read and written; each transfer that moves takes one of them */
    public FileExchange(FilePlaces places, Executor threads) {
        this.places = places;
        this.book = new OfferBook(places.offers());
        this.threads = threads;
    }

    /**
     * Offers a file, once its checksum is computed.
     *
     * @throws IOException where it is no regular file or cannot be looked at
     */
    public OutgoingTransfer offer(Path file) throws IOException {
        OutgoingTransfer transfer =
                new OutgoingTransfer(TimeOrderedId.next(), SourceFile.look(file.toAbsolutePath()), this);
        add(transfer);
        execute(transfer::prepare);
        return transfer;
    }

    private void add(OutgoingTransfer transfer) {
        TransferLine now;
        synchronized (this) {
            outgoing.put(transfer.id(), transfer);
            now = line;
        }
        if (now != null) {
            transfer.attach(now);
        }
    }

    /** Everything that was offered on both sides, in the order of the offers. */
    public synchronized List<Transfer> transfers() {
        List<Transfer> all = new ArrayList<>(outgoing.values());
        all.addAll(incoming.values());
        all.sort((a, b) -> Long.compareUnsigned(a.id().getMostSignificantBits(), b.id().getMostSignificantBits()));
        return all;
    }

    /** A conversation has begun: what is unfinished is offered again in it. */
    public void attach(TransferLine now) {
        synchronized (this) {
            line = now;
        }
        transfers().forEach(transfer -> transfer.attach(now));
        execute(() -> {
            for (OfferBook.Kept kept : book.takeOver(now)) {
                add(new OutgoingTransfer(kept.id(), kept.source(), kept.sha256(), this));
            }
        });
    }

    /** The conversation is over. */
    public void detach(TransferLine gone) {
        synchronized (this) {
            if (line == gone) {
                line = null;
            }
        }
        transfers().forEach(transfer -> transfer.detach(gone));
    }

    /** Takes a frame of the conversation; returns whether it was one of a transfer. */
    public boolean take(Frame frame) {
        if (frame instanceof Frame.OfferFile offer) {
            offered(offer);
        } else if (frame instanceof Frame.AcceptFile accept) {
            outgoing(accept.id()).ifPresent(OutgoingTransfer::acceptedThere);
        } else if (frame instanceof Frame.DeclineFile decline) {
            outgoing(decline.id()).ifPresent(OutgoingTransfer::declinedThere);
        } else if (frame instanceof Frame.FileDone done) {
            outgoing(done.id()).ifPresent(OutgoingTransfer::doneThere);
        } else if (frame instanceof Frame.PauseFile pause) {
            any(pause.id()).ifPresent(transfer -> transfer.pausedThere(true));
        } else if (frame instanceof Frame.ResumeFile resume) {
            any(resume.id()).ifPresent(transfer -> transfer.pausedThere(false));
        } else if (frame instanceof Frame.CancelFile cancel) {
            any(cancel.id()).ifPresent(transfer -> transfer.cancelledThere(cancel.why()));
        } else {
            return false;
        }
        return true;
    }

    private void offered(Frame.OfferFile offer) {
        IncomingTransfer fresh = null;
        IncomingTransfer known;
        TransferLine now;
        synchronized (this) {
            now = line;
            known = incoming.get(offer.id());
            boolean room = incoming.values().stream()
                            .filter(transfer -> transfer.status().state() == Transfer.State.OFFERED)
                            .count()
                    < MOST_UNANSWERED;
            if (known == null && room) {
                fresh = new IncomingTransfer(offer, this);
                incoming.put(offer.id(), fresh);
                forgetOldest();
            }
        }
        if (now == null) {
            return;
        }
        if (fresh != null) {
            fresh.attachFresh(now);
            execute(fresh::lookForPart);
        } else if (known != null && known.isOffer(offer)) {
            known.offeredAgain();
        } else {
            now.send(new Frame.DeclineFile(offer.id()));
        }
    }

    private void forgetOldest() {
        List<UUID> over = incoming.values().stream()
                .filter(transfer -> transfer.status().state().isOver())
                .map(Transfer::id)
                .toList();
        over.stream().limit(Math.max(0, over.size() - MOST_OVER)).forEach(incoming::remove);
    }

    private synchronized Optional<OutgoingTransfer> outgoing(UUID id) {
        return Optional.ofNullable(outgoing.get(id));
    }

    private synchronized Optional<Transfer> any(UUID id) {
        return Optional.<Transfer>ofNullable(outgoing.get(id)).or(() -> Optional.ofNullable(incoming.get(id)));
    }

    /** Whether a file is offered here under this id. */
    public boolean offers(UUID id) {
        return outgoing(id).isPresent();
    }

    /** Answers who asks for a file over a pipe of its own, which is closed when that is done; does not wait for it. */
    public void serve(NamedPipe pipe, Frame.AskFile ask) {
        Optional<OutgoingTransfer> transfer = outgoing(ask.id());
        execute(() -> {
            if (transfer.isPresent()) {
                transfer.get().serve(pipe, ask.offset());
            } else {
                FileSending.refuseAndClose(pipe, new Frame.CancelFile(ask.id(), TransferEnd.NOT_OFFERED));
            }
        });
    }

    // What transfers need.

    void execute(Runnable work) {
        threads.execute(work);
    }

    Path receivedFolder() {
        return places.received().get();
    }

    void remember(OutgoingTransfer transfer, String sha256) {
        TransferLine now;
        synchronized (this) {
            now = line;
        }
        if (now != null) {
            book.keep(new OfferBook.Kept(transfer.id(), transfer.source(), sha256), now);
        }
    }

    void forget(OutgoingTransfer transfer) {
        book.forget(transfer.id());
    }
}
