package mailchute.room;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import mailchute.wire.Frame;
import mailchute.wire.FrameWriter;

/** The frames that wait for the thread that writes them. */
final class OutgoingFrames {

    /** A frame and its bytes, written once. */
    record Outgoing(Frame frame, byte[] bytes) {

        static Outgoing of(Frame frame) {
            return new Outgoing(frame, FrameWriter.write(frame));
        }
    }

    private final Deque<Outgoing> waiting = new ArrayDeque<>();
    private boolean closed;

    synchronized void add(Outgoing frame) {
        waiting.add(frame);
        notifyAll();
    }

    synchronized int size() {
        return waiting.size();
    }

    /** Waits for the next frame; empty once this is closed. */
    synchronized Optional<Outgoing> next() throws InterruptedException {
        while (waiting.isEmpty() && !closed) {
            wait();
        }
        return closed ? Optional.empty() : Optional.of(waiting.remove());
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
