package mailchute.room.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import mailchute.ipc.NamedPipe;
import mailchute.wire.Frame;
import mailchute.wire.TransferEnd;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file that the other side offers. Nothing of it is fetched before {@link #accept}. */
public final class IncomingTransfer extends Transfer implements FileFetching.Owner {

    private static final Logger LOG = LoggerFactory.getLogger(IncomingTransfer.class);

    private final Frame.OfferFile offer;
    private final String safeName;
    private boolean offered = true;
    private boolean accepted;
    private boolean broken;
    private boolean moving;
    private boolean stop;
    private boolean running;
    private boolean checking;
    private NamedPipe pipe;
    private Path received;

    IncomingTransfer(Frame.OfferFile offer, FileExchange exchange) {
        super(offer.id(), exchange);
        this.offer = offer;
        this.safeName = SafeName.of(offer.name());
    }

    /** The name that the file will get here, perhaps with a number. */
    @Override
    public String name() {
        return safeName;
    }

    @Override
    public long size() {
        return offer.size();
    }

    @Override
    public Optional<String> sha256() {
        return Optional.of(offer.sha256());
    }

    /** Whether this is the offer that it came from. */
    boolean isOffer(Frame.OfferFile again) {
        return again.size() == offer.size() && again.sha256().equals(offer.sha256());
    }

    /** Fetches the file, on from what an earlier run has left of it. */
    public void accept() {
        synchronized (lock) {
            if (isOver() || accepted || !hasLine()) {
                return;
            }
            accepted = true;
            send(new Frame.AcceptFile(id()));
        }
        proceed();
        changed();
    }

    /** Does not want the file; a part of it that an earlier run has left stays. */
    public void decline() {
        synchronized (lock) {
            if (isOver() || accepted) {
                return;
            }
            finish(State.DECLINED, Side.HERE, null);
            send(new Frame.DeclineFile(id()));
        }
        changed();
    }

    @Override
    Optional<Path> file() {
        return Optional.ofNullable(received);
    }

    @Override
    boolean isAccepted() {
        return accepted;
    }

    @Override
    State state() {
        if (isOver()) {
            return over().orElseThrow();
        } else if (!hasLine() || !offered) {
            return State.INTERRUPTED;
        } else if (!accepted) {
            return State.OFFERED;
        } else if (isPaused()) {
            return State.PAUSED;
        } else if (broken) {
            return State.INTERRUPTED;
        } else if (checking) {
            return State.CHECKING;
        }
        return running ? State.RUNNING : State.WAITING;
    }

    /** On a thread of its own: sees whether an earlier run has left a part. */
    void lookForPart() {
        try {
            OptionalLong here = PartFile.lengthIn(exchange().receivedFolder(), offer.sha256());
            if (here.isPresent()) {
                synchronized (lock) {
                    if (!accepted && !isOver()) {
                        setBytes(Math.min(size(), here.getAsLong()));
                    }
                }
                changed();
            }
        } catch (IOException e) {
            // The same folder fails again, in words, as soon as the file is accepted.
            LOG.info("cannot look for parts", e);
        }
    }

    /** The same offer again, in a conversation that goes on with the one that is over. */
    void offeredAgain() {
        synchronized (lock) {
            if (over().filter(how -> how == State.DONE).isPresent()) {
                send(new Frame.FileDone(id()));
            } else if (over().filter(how -> how == State.DECLINED).isPresent()) {
                send(new Frame.DeclineFile(id()));
            } else if (isOver()) {
                send(new Frame.CancelFile(id(), TransferEnd.CANCELLED));
            } else {
                offered = true;
                broken = false;
                problem(null);
                if (accepted) {
                    send(new Frame.AcceptFile(id()));
                }
                if (isPausedHere()) {
                    send(new Frame.PauseFile(id()));
                }
            }
        }
        proceed();
        changed();
    }

    @Override
    void attached() {
        // Until the other side offers it again, it may be that it cannot.
        synchronized (lock) {
            offered = false;
        }
    }

    @Override
    void rest() {
        halt();
    }

    @Override
    void halt() {
        if (moving) {
            stop = true;
            if (pipe != null) {
                pipe.close();
            }
        }
    }

    @Override
    void proceed() {
        TransferLine line;
        synchronized (lock) {
            broken &= hasProblem();
            if (isOver() || !accepted || !offered || !hasLine() || isPaused() || broken || moving) {
                return;
            }
            moving = true;
            stop = false;
            line = line().orElseThrow();
        }
        exchange().execute(() -> fetch(line));
    }

    private void fetch(TransferLine line) {
        int resumedBefore = resumedThere();
        FileFetching.Outcome outcome = new FileFetching(id(), safeName, size(), offer.sha256(), this)
                .fetch(line, exchange().receivedFolder());
        boolean again;
        synchronized (lock) {
            moving = false;
            running = false;
            checking = false;
            pipe = null;
            // It may have been let go on while what had stopped it was still being dealt with.
            again = stop || outcome instanceof FileFetching.Outcome.PausedThere && resumedBefore != resumedThere();
            if (!isOver()) {
                take(outcome, again);
            }
        }
        if (isOverNow() && outcome instanceof FileFetching.Outcome.Done done && status().state() != State.DONE) {
            remove(done.file());
        }
        if (isOverNow()) {
            ended();
        } else if (again) {
            proceed();
        }
        changed();
    }

    private boolean isOverNow() {
        synchronized (lock) {
            return isOver();
        }
    }

    /** It was given up in the very moment in which it got its name. */
    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("{} stays", file, e);
        }
    }

    private void take(FileFetching.Outcome outcome, boolean again) {
        if (outcome instanceof FileFetching.Outcome.Done done) {
            received = done.file();
            setBytes(size());
            finish(State.DONE, Side.HERE, null);
            send(new Frame.FileDone(id()));
        } else if (outcome instanceof FileFetching.Outcome.Ended end) {
            Side whose = end.why() == TransferEnd.WRONG_CHECKSUM ? Side.HERE : Side.THERE;
            finish(end.why() == TransferEnd.CANCELLED ? State.CANCELLED : State.FAILED, whose, end.why());
            if (whose == Side.HERE) {
                send(new Frame.CancelFile(id(), end.why()));
            }
        } else if (outcome instanceof FileFetching.Outcome.Broken problem && !again) {
            LOG.info("{} is not fetched: {}", safeName, problem.problem());
            broken = true;
            problem(problem.problem());
        } else if (outcome instanceof FileFetching.Outcome.PausedThere && !again) {
            notePausedThere();
        }
    }

    @Override
    void cleanUp() {
        boolean busy;
        synchronized (lock) {
            busy = moving;
        }
        // While it is being fetched its part is open; the fetch ends in a moment and comes here again.
        if (!busy && status().state() != State.DONE && accepted) {
            exchange().execute(this::removePart);
        }
    }

    private void removePart() {
        try {
            PartFile.discardIn(exchange().receivedFolder(), offer.sha256());
        } catch (IOException e) {
            LOG.warn("the part of {} stays", safeName, e);
        }
    }

    @Override
    public boolean connected(NamedPipe opened) {
        synchronized (lock) {
            pipe = opened;
            return !stop;
        }
    }

    @Override
    public boolean goOn(long bytes) {
        boolean first;
        synchronized (lock) {
            if (stop) {
                return false;
            }
            first = !running && !checking;
            if (first) {
                running = true;
                setBytes(bytes);
                startClock();
            }
        }
        if (first) {
            changed();
        }
        progress(bytes);
        return true;
    }

    @Override
    public void checking(boolean now) {
        synchronized (lock) {
            checking = now;
        }
        changed();
    }
}
