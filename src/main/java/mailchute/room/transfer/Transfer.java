package mailchute.room.transfer;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import mailchute.wire.Frame;
import mailchute.wire.TransferEnd;

/**
 * One file on its way, from the offer to its end. Each side can have it rest, go on and give it up; none of the calls waits.
 * It outlives the conversation it was offered in and goes on in the one that goes on with that.
 */
public abstract sealed class Transfer permits OutgoingTransfer, IncomingTransfer {

    /** Where a transfer is. */
    public enum State {
        /** Its checksum is being computed, before it is offered. */
        PREPARING,
        /** Offered, and not answered yet. */
        OFFERED,
        /** Accepted; no byte has come yet. */
        WAITING,
        /** Bytes are on their way. */
        RUNNING,
        /** Rests until the side that had it rest goes on. */
        PAUSED,
        /** Broken off: the conversation is over, or the connection broke, or the file could not be written. */
        INTERRUPTED,
        /** All bytes are there; their checksum is being compared. */
        CHECKING,
        /** The file is there, whole. */
        DONE,
        /** Not wanted. */
        DECLINED,
        /** Given up by one side. */
        CANCELLED,
        /** Over without the file being there, and nobody's wish. */
        FAILED;

        /** Whether nothing more will happen. */
        public boolean isOver() {
            return compareTo(DONE) >= 0;
        }
    }

    /** Who did something. */
    public enum Side {
        HERE,
        THERE
    }

    /** What stands in the way, with what the system said of it where it said anything. */
    public record Problem(Kind kind, String detail) {

        /** What can be told apart. */
        public enum Kind {
            /** The connection broke or could not be made. */
            CONNECTION,
            /** There is not enough room for the file. */
            NO_SPACE,
            /** The file cannot be written. */
            NOT_WRITTEN,
            /** The file cannot be read. */
            NOT_READ
        }
    }

    /**
     * How things are at one moment.
     *
     * @param by who has it rest, declined it or gave it up
     * @param bytes how many are there, or computed while it is being prepared
     * @param bytesPerSecond 0 while it is not known
     * @param timeLeft until all bytes are there; empty while it is not known
     * @param end why it failed
     * @param file the file: what is offered, or what was received once it is done
     */
    public record Status(
            State state,
            Optional<Side> by,
            long bytes,
            long bytesPerSecond,
            Optional<Duration> timeLeft,
            Optional<TransferEnd> end,
            Optional<Problem> problem,
            Optional<Path> file) {}

    /** Between two reports of progress: more often nobody can look. */
    private static final long BETWEEN_REPORTS = Duration.ofMillis(100).toNanos();

    /** Guards everything below. */
    final Object lock = new Object();

    private final UUID id;
    private final FileExchange exchange;
    private final Speed speed = new Speed();
    private TransferLine line;
    private TransferLine lastLine;
    private State over;
    private Side by;
    private TransferEnd end;
    private Problem problem;
    private boolean pausedHere;
    private boolean pausedThere;
    private int resumedThere;
    private long bytes;
    private long lastReport = System.nanoTime() - BETWEEN_REPORTS;

    Transfer(UUID id, FileExchange exchange) {
        this.id = id;
        this.exchange = exchange;
    }

    /** Names it on both sides. */
    public final UUID id() {
        return id;
    }

    /** The file's name: the offerer's own, or the safe one that it will get here. */
    public abstract String name();

    /** The file's size in bytes. */
    public abstract long size();

    /** The checksum of the offer, in 64 hexadecimal digits; empty while it is being prepared. */
    public abstract Optional<String> sha256();

    /** How things are now. */
    public final Status status() {
        synchronized (lock) {
            State now = state();
            boolean running = now == State.RUNNING || now == State.PREPARING;
            return new Status(
                    now,
                    Optional.ofNullable(now == State.PAUSED ? (pausedHere ? Side.HERE : Side.THERE) : by),
                    bytes,
                    running ? speed.perSecond() : 0,
                    running ? speed.timeFor(size() - bytes) : Optional.empty(),
                    Optional.ofNullable(end),
                    Optional.ofNullable(problem),
                    file());
        }
    }

    /** Has it rest until {@link #resume}. */
    public final void pause() {
        synchronized (lock) {
            if (isOver() || pausedHere || !isAccepted()) {
                return;
            }
            pausedHere = true;
            send(new Frame.PauseFile(id));
            rest();
        }
        changed();
    }

    /** Goes on: after a pause of this side, and after something broke. */
    public final void resume() {
        synchronized (lock) {
            if (isOver()) {
                return;
            }
            pausedHere = false;
            problem = null;
            send(new Frame.ResumeFile(id));
        }
        proceed();
        changed();
    }

    /** Gives it up for both sides; what has come of the file is removed. */
    public final void cancel() {
        synchronized (lock) {
            if (isOver()) {
                return;
            }
            finish(State.CANCELLED, Side.HERE, TransferEnd.CANCELLED);
            send(new Frame.CancelFile(id, TransferEnd.CANCELLED));
        }
        ended();
    }

    // What the exchange tells.

    final void attach(TransferLine now) {
        synchronized (lock) {
            line = now;
            lastLine = now;
            pausedThere = false;
        }
        attached();
        changed();
    }

    /** Offered in this conversation for the first time. */
    final void attachFresh(TransferLine now) {
        synchronized (lock) {
            line = now;
            lastLine = now;
        }
        changed();
    }

    final void detach(TransferLine gone) {
        synchronized (lock) {
            if (line != gone) {
                return;
            }
            line = null;
            halt();
        }
        changed();
    }

    final void pausedThere(boolean paused) {
        synchronized (lock) {
            if (isOver()) {
                return;
            }
            pausedThere = paused;
            if (paused) {
                rest();
            } else {
                resumedThere++;
                problem = null;
            }
        }
        if (!paused) {
            proceed();
        }
        changed();
    }

    final void cancelledThere(TransferEnd why) {
        synchronized (lock) {
            if (isOver()) {
                return;
            }
            finish(why == TransferEnd.CANCELLED ? State.CANCELLED : State.FAILED, Side.THERE, why);
        }
        ended();
    }

    // What the two directions have in common; all with the lock held unless they say otherwise.

    abstract State state();

    abstract Optional<Path> file();

    abstract boolean isAccepted();

    /** Has what moves bytes stop for a pause. */
    abstract void rest();

    /** Stops what moves bytes at once. */
    abstract void halt();

    /** Without the lock: begins to move bytes, if that is to be now. */
    abstract void proceed();

    /** Without the lock: a conversation has come. */
    abstract void attached();

    /** Without the lock: it is over; cleans up. */
    abstract void cleanUp();

    final boolean isOver() {
        return over != null;
    }

    final Optional<State> over() {
        return Optional.ofNullable(over);
    }

    final boolean isPaused() {
        return pausedHere || pausedThere;
    }

    final boolean isPausedHere() {
        return pausedHere;
    }

    final void notePausedThere() {
        pausedThere = true;
    }

    /** How often the other side has let it go on so far; takes the lock itself. */
    final int resumedThere() {
        synchronized (lock) {
            return resumedThere;
        }
    }

    final boolean hasLine() {
        return line != null;
    }

    final Optional<TransferLine> line() {
        return Optional.ofNullable(line);
    }

    final FileExchange exchange() {
        return exchange;
    }

    final boolean hasProblem() {
        return problem != null;
    }

    final void problem(Problem what) {
        problem = what;
    }

    final void finish(State how, Side who, TransferEnd why) {
        over = how;
        by = who;
        end = why;
        halt();
    }

    final void send(Frame frame) {
        if (line != null) {
            line.send(frame);
        }
    }

    final void setBytes(long now) {
        bytes = now;
    }

    final long bytes() {
        return bytes;
    }

    final void startClock() {
        speed.clear();
        speed.note(System.nanoTime(), bytes);
    }

    /** Without the lock: takes down progress and reports it now and then. */
    final void progress(long now) {
        boolean report;
        synchronized (lock) {
            bytes = now;
            long nanos = System.nanoTime();
            speed.note(nanos, now);
            report = nanos - lastReport >= BETWEEN_REPORTS;
            if (report) {
                lastReport = nanos;
            }
        }
        if (report) {
            changed();
        }
    }

    /** Without the lock. */
    final void ended() {
        cleanUp();
        changed();
    }

    /** Without the lock: tells who listens to the conversation, or to the last one there was. */
    final void changed() {
        TransferLine whom;
        synchronized (lock) {
            whom = lastLine;
        }
        if (whom != null) {
            whom.changed(this);
        }
    }
}
