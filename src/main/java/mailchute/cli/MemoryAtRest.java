package mailchute.cli;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.time.Duration;
import mailchute.ipc.FreedMemory;
import mailchute.ipc.IpcException;
import org.slf4j.LoggerFactory;

/**
 * Gives memory back once this process has come to rest. Java collects when there is something new to allocate: after a burst
 * of messages, and after the start, that may be hours later, and what is garbage by then is no other program's to use.
 *
 * <p>Whether it rests is told by Java's own collections, so that one with nothing to do has nothing to do for this either.
 */
final class MemoryAtRest {

    /** Since the last collection. Who still works has the next one sooner. */
    private static final Duration REST = Duration.ofSeconds(5);

    private final ReferenceQueue<Object> collected = new ReferenceQueue<>();

    /** Held here, because a reference that is garbage itself comes into no queue. */
    private Reference<Object> next;

    private MemoryAtRest() {}

    /** Begins to watch over this process, on a thread of its own. */
    static void watch() {
        Thread thread = new Thread(new MemoryAtRest()::giveBackAtEachRest, "mailchute-memory");
        thread.setDaemon(true);
        thread.start();
    }

    private void giveBackAtEachRest() {
        try {
            expectCollection();
            // The start is work too.
            while (true) {
                while (collected.remove(REST.toMillis()) != null) {
                    expectCollection();
                }
                System.gc();
                collected.remove();
                // Before the rest is done: somebody may work meanwhile.
                expectCollection();
                FreedMemory.giveBack();
                collected.remove();
                expectCollection();
            }
        } catch (InterruptedException | IpcException e) {
            LoggerFactory.getLogger(MemoryAtRest.class).warn("memory is not given back any more", e);
        }
    }

    /** The next collection is told by the queue. */
    private void expectCollection() {
        next = new WeakReference<>(new Object(), collected);
    }
}
