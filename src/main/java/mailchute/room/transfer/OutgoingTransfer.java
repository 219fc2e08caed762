package mailchute.room.transfer;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import mailchute.ipc.IpcException;
import mailchute.ipc.NamedPipe;
import mailchute.wire.Frame;
import mailchute.wire.TransferEnd;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file that is offered here. */
public final class OutgoingTransfer extends Transfer {

    private static final Logger LOG = LoggerFactory.getLogger(OutgoingTransfer.class);

    private final SourceFile source;
    private final Instant at;
    private String sha256;
    private boolean accepted;
    private boolean allSent;
    private boolean broken;
    private boolean moving;
    private NamedPipe serving;

    OutgoingTransfer(UUID id, SourceFile source, FileExchange exchange) {
        super(id, exchange);
        this.source = source;
        this.at = Instant.ofEpochMilli(System.currentTimeMillis());
    }

    /** One of an earlier run, whose checksum is known. */
    OutgoingTransfer(UUID id, SourceFile source, String sha256, FileExchange exchange) {
        this(id, source, exchange);
        this.sha256 = sha256;
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public long size() {
        return source.size();
    }

    @Override
    public Optional<String> sha256() {
        synchronized (lock) {
            return Optional.ofNullable(sha256);
        }
    }

    SourceFile source() {
        return source;
    }

    @Override
    Optional<Path> file() {
        return Optional.of(source.path());
    }

    @Override
    boolean isAccepted() {
        return accepted;
    }

    @Override
    State state() {
        if (isOver()) {
            return over().orElseThrow();
        } else if (sha256 == null) {
            return State.PREPARING;
        } else if (!hasLine()) {
            return State.INTERRUPTED;
        } else if (!accepted) {
            return State.OFFERED;
        } else if (isPaused()) {
            return State.PAUSED;
        } else if (allSent) {
            return State.CHECKING;
        } else if (broken) {
            return State.INTERRUPTED;
        }
        return moving ? State.RUNNING : State.WAITING;
    }

    /** On a thread of its own: computes the checksum, then offers the file. */
    void prepare() {
        synchronized (lock) {
            startClock();
        }
        try (Checksum checksum = new Checksum(source.size())) {
            boolean whole;
            try (SeekableByteChannel file = Files.newByteChannel(source.path())) {
                whole = checksum.update(file, source.size(), taken -> {
                    progress(taken);
                    synchronized (lock) {
                        return !isOver();
                    }
                });
            }
            if (!whole) {
                return;
            }
            if (!source.isUnchanged()) {
                fail(TransferEnd.CHANGED);
                return;
            }
            String hex = checksum.hex();
            exchange().remember(this, hex);
            synchronized (lock) {
                sha256 = hex;
                setBytes(0);
                if (!isOver()) {
                    sendOffer();
                }
            }
            changed();
        } catch (IOException e) {
            LOG.info("{} cannot be offered", source.path(), e);
            synchronized (lock) {
                problem(new Problem(Problem.Kind.NOT_READ, words(e)));
            }
            fail(TransferEnd.UNREADABLE);
        }
    }

    private static String words(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    /** Without the lock: it is over, and the other side is told. */
    private void fail(TransferEnd why) {
        synchronized (lock) {
            if (isOver()) {
                return;
            }
            finish(State.FAILED, Side.HERE, why);
            send(new Frame.CancelFile(id(), why));
        }
        ended();
    }

    private void sendOffer() {
        accepted = false;
        allSent = false;
        broken = false;
        send(new Frame.OfferFile(id(), at, name(), size(), sha256));
        if (isPausedHere()) {
            send(new Frame.PauseFile(id()));
        }
    }

    /** The file is looked at again, away from the conversation's threads, and offered again if it is the same. */
    @Override
    void attached() {
        synchronized (lock) {
            if (sha256 == null || isOver()) {
                return;
            }
        }
        exchange().execute(() -> {
            if (source.isUnchanged()) {
                exchange().remember(this, sha256().orElseThrow());
                synchronized (lock) {
                    if (!isOver()) {
                        sendOffer();
                    }
                }
                changed();
            } else {
                fail(TransferEnd.CHANGED);
            }
        });
    }

    void acceptedThere() {
        synchronized (lock) {
            if (isOver() || sha256 == null) {
                return;
            }
            accepted = true;
        }
        changed();
    }

    void declinedThere() {
        synchronized (lock) {
            if (isOver()) {
                return;
            }
            finish(State.DECLINED, Side.THERE, null);
        }
        ended();
    }

    void doneThere() {
        synchronized (lock) {
            if (isOver() || sha256 == null) {
                return;
            }
            setBytes(size());
            finish(State.DONE, Side.THERE, null);
        }
        ended();
    }

    /** The thread that writes sees it between two pieces and says so in the pipe. */
    @Override
    void rest() {
        // Closing the pipe here would look like a broken connection.
    }

    @Override
    void halt() {
        if (serving != null) {
            serving.close();
        }
    }

    @Override
    void proceed() {
        // The other side asks for it again.
        synchronized (lock) {
            broken = false;
        }
    }

    @Override
    void cleanUp() {
        exchange().forget(this);
    }

    /** On a thread of its own: writes the file into the pipe, from an offset on, and closes the pipe. */
    void serve(NamedPipe pipe, long offset) {
        try (pipe) {
            Optional<Frame> refusal = begin(pipe, offset);
            if (refusal.isPresent()) {
                FileSending.refuse(pipe, refusal.get());
                return;
            }
            changed();
            FileSending.Outcome outcome = FileSending.send(pipe, id(), source, offset, sent -> isServing(pipe, sent));
            end(pipe, outcome);
        } catch (IpcException e) {
            LOG.info("{} is not fetched any more: {}", name(), e.getMessage());
            end(pipe, FileSending.Outcome.BROKEN);
        } catch (IOException e) {
            LOG.warn("{} cannot be read", source.path(), e);
            synchronized (lock) {
                problem(new Problem(Problem.Kind.NOT_READ, words(e)));
            }
            end(pipe, FileSending.Outcome.BROKEN);
            fail(TransferEnd.UNREADABLE);
        }
    }

    /** What is answered instead of the file, if anything is. */
    private Optional<Frame> begin(NamedPipe pipe, long offset) {
        synchronized (lock) {
            if (isOver() || sha256 == null || offset > size()) {
                return Optional.of(new Frame.CancelFile(id(), TransferEnd.NOT_OFFERED));
            }
            // Who asks has accepted; the word for it may still be on its way.
            accepted = true;
            if (isPausedHere()) {
                return Optional.of(new Frame.PauseFile(id()));
            }
            // A pipe that was given up at the other end may not have shown it here yet.
            halt();
            serving = pipe;
            moving = true;
            broken = false;
            allSent = false;
            setBytes(offset);
            startClock();
            return Optional.empty();
        }
    }

    /**
     * The other side's pause does not count here: it leaves this pipe, and its word that it goes on may come after its next
     * question does.
     */
    private boolean isServing(NamedPipe pipe, long sent) {
        progress(sent);
        synchronized (lock) {
            return serving == pipe && !isOver() && !isPausedHere() && hasLine();
        }
    }

    private void end(NamedPipe pipe, FileSending.Outcome outcome) {
        synchronized (lock) {
            if (serving != pipe) {
                return;
            }
            serving = null;
            moving = false;
            allSent = outcome == FileSending.Outcome.ALL_SENT;
            broken = outcome == FileSending.Outcome.BROKEN;
        }
        if (outcome == FileSending.Outcome.CHANGED) {
            fail(TransferEnd.CHANGED);
        } else {
            changed();
        }
    }
}
