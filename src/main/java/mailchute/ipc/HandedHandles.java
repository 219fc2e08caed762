package mailchute.ipc;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What a parent handed to one child over its line, by ticket, and how it is asked back.
 *
 * <p>For the implementations of this package's types; programs have no use for it.
 */
public final class HandedHandles {

    /** The parent's end of a line, as messages. */
    public interface Line {

        /** Its address, for people. */
        String address();

        /** Writes one message down the line. */
        void write(byte[] message, Duration timeout) throws IpcException;

        /** Reads one message that came up the line. */
        NamedPipe.Read read(Duration timeout) throws IpcException;
    }

    private static final String TAKE_BACK = "take handle back over";

    private final Line line;
    private final AtomicLong lastTicket = new AtomicLong();
    /** One at a time reads the answers, which may be another's. */
    private final ReentrantLock asking = new ReentrantLock();

    private final Set<Long> givenBack = new HashSet<>();

    /** Nothing was handed over this line yet. */
    public HandedHandles(Line line) {
        this.line = line;
    }

    /** Names the next handle. */
    public long newTicket() {
        return lastTicket.incrementAndGet();
    }

    /** The handle that the child was handed under this ticket. */
    public HandedHandle handed(long ticket, ChildProcess child) {
        return new Handed(ticket, child);
    }

    private final class Handed implements HandedHandle {

        private final long ticket;
        private final ChildProcess child;
        private boolean asked;
        private boolean back;

        Handed(long ticket, ChildProcess child) {
            this.ticket = ticket;
            this.child = child;
        }

        @Override
        public void takeBack(Duration timeout) throws IpcException {
            Deadline deadline = Deadline.after(timeout);
            lock(deadline);
            try {
                if (!back) {
                    try {
                        ask(deadline);
                        awaitAnswer(deadline);
                    } catch (IpcException e) {
                        requireEnded(e, deadline);
                    }
                    back = true;
                }
            } finally {
                asking.unlock();
            }
        }

        private void ask(Deadline deadline) throws IpcException {
            if (!asked) {
                line.write(OrderFrame.about(OrderFrame.Kind.TAKE_BACK, ticket).bytes(), deadline.remaining());
                asked = true;
            }
        }

        private void awaitAnswer(Deadline deadline) throws IpcException {
            while (!givenBack.remove(ticket)) {
                NamedPipe.Read read = line.read(deadline.remaining());
                if (read instanceof NamedPipe.Message message) {
                    givenBack.add(OrderFrame.read(message.bytes())
                            .filter(frame -> frame.kind() == OrderFrame.Kind.GIVEN_BACK)
                            .orElseThrow(() -> failure(IpcException.Reason.OTHER, "what came is no answer"))
                            .ticket());
                } else if (read instanceof NamedPipe.TimedOut) {
                    throw failure(IpcException.Reason.TIMED_OUT, "the child has not said that it closed it");
                } else if (read instanceof NamedPipe.Ended) {
                    throw failure(IpcException.Reason.OWNER_GONE, "the child closed the line");
                } else {
                    throw failure(IpcException.Reason.OTHER, "what came is no answer");
                }
            }
        }

        /** A child that has ended has no handles. Its line ends a moment before it does. */
        private void requireEnded(IpcException failure, Deadline deadline) throws IpcException {
            boolean ended = switch (failure.reason()) {
                case OWNER_GONE -> child.waitFor(deadline.remaining());
                case TIMED_OUT, OWNER_NOT_READING -> child.waitFor(Duration.ZERO);
                default -> false;
            };
            if (!ended) {
                throw failure.reason() == IpcException.Reason.OWNER_NOT_READING
                        ? failure(IpcException.Reason.TIMED_OUT, "the child does not read its orders")
                        : failure;
            }
        }
    }

    private IpcException failure(IpcException.Reason reason, String detail) {
        return new IpcException(reason, TAKE_BACK, line.address(), detail);
    }

    private void lock(Deadline deadline) throws IpcException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    if (!asking.tryLock(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
                        throw failure(IpcException.Reason.TIMED_OUT, "others take handles back");
                    }
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
