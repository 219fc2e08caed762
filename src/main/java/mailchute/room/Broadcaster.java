package mailchute.room;

import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import mailchute.ipc.IpcException;
import mailchute.ipc.MailslotWriter;
import mailchute.wire.Frame;
import mailchute.wire.FrameWriter;
import mailchute.wire.Limits;
import mailchute.wire.TimeOrderedId;

/**
 * Write handles, and the writing of one message into each. How the handles came here, by name or by inheritance, is not its
 * business.
 */
public final class Broadcaster implements AutoCloseable {

    /** How long a mailslot may be full before the message is given up for it. */
    private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(2);

    /** What is done with write handles while they cannot be closed. */
    @FunctionalInterface
    interface HandleUse {
        void with(List<Line> lines) throws IpcException;
    }

    /**
     * A mailslot and the handle that writes to it.
     *
     * @param plain for a mailslot of any program, what the text alone is written in
     */
    record Line(Target target, MailslotWriter writer, Optional<Charset> plain) {

        List<byte[]> messages(byte[] frame, String text) throws IpcException {
            return plain.isPresent() ? PlainMail.pieces(text + "\n", plain.get()) : List.of(frame);
        }
    }

    private final String nickname;
    private final long pid;
    private final OptionalLong parent;
    private final String room;
    private final Map<Long, Line> lines = new LinkedHashMap<>();
    private final Object writing = new Object();
    private final ExecutorService writers = Executors.newCachedThreadPool(Threads.named("mailchute-writer"));
    private boolean closed;

    /**
     * Without handles yet.
     *
     * @param parent the parent's pid where this process is a child sender
     */
    public Broadcaster(String nickname, long pid, OptionalLong parent, String room) {
        this.nickname = nickname;
        this.pid = pid;
        this.parent = parent;
        this.room = room;
    }

    /** Takes over a write handle. One that was held for the same target before is closed. */
    void add(Target target, MailslotWriter writer) {
        add(new Line(target, writer, Optional.empty()));
    }

    /** Takes over a write handle of a program's mailslot, into which the text alone is written, a newline behind it. */
    void addPlain(Target target, MailslotWriter writer, Charset charset) {
        add(new Line(target, writer, Optional.of(charset)));
    }

    private void add(Line line) {
        synchronized (lines) {
            if (closed) {
                line.writer().close();
                return;
            }
            Line before = lines.put(key(line.target()), line);
            if (before != null && before.writer() != line.writer()) {
                before.writer().close();
            }
        }
    }

    /** Says whose mailslot an inherited handle writes to. Returns false where there is no such handle. */
    boolean name(long handle, long receiver, String receiverNickname) {
        synchronized (lines) {
            Line line = lines.remove(-handle);
            if (line == null) {
                return false;
            }
            Target named =
                    new Target(receiver, receiverNickname, handle, line.target().address());
            lines.put(key(named), new Line(named, line.writer(), line.plain()));
            return true;
        }
    }

    /** Closes the write handle to a receiver. Returns false where there was none. */
    boolean drop(long receiver) {
        synchronized (lines) {
            Line line = lines.remove(receiver);
            if (line == null) {
                return false;
            }
            line.writer().close();
            return true;
        }
    }

    /** Uses the write handle to a receiver; returns false where there is none. */
    boolean use(long receiver, HandleUse use) throws IpcException {
        synchronized (lines) {
            Line line = lines.get(receiver);
            if (line == null) {
                return false;
            }
            use.with(List.of(line));
            return true;
        }
    }

    /** Uses every write handle to a receiver that is open now. */
    void useAll(HandleUse use) throws IpcException {
        synchronized (lines) {
            use.with(lines.values().stream()
                    .filter(line -> line.plain().isEmpty())
                    .toList());
        }
    }

    /** The mailslots that can be written to now, in the order in which they came. */
    public List<Target> targets() {
        synchronized (lines) {
            return lines.values().stream().map(Line::target).toList();
        }
    }

    private static long key(Target target) {
        return target.receiver() == 0 ? -target.handle() : target.receiver();
    }

    /**
     * Writes one message into every mailslot that is wanted, once. Blocks for {@code 2 s} at most where a mailslot is full;
     * the others do not wait for it. Broadcasts of this process arrive in the order of the calls.
     *
     * @throws IpcException {@code TOO_LARGE} where the message is over the limit; {@code NOT_FOUND} where there is no
     *     mailslot to write to. Nothing was written then.
     */
    public Broadcast broadcast(String text, Predicate<Target> wanted) throws IpcException {
        return broadcast(text, Optional.empty(), wanted);
    }

    /**
     * Writes a message as {@link #broadcast(String, Predicate)} does.
     *
     * @param name the line that this message says, again or for the first time; see {@link PostedLine}
     */
    Broadcast broadcast(String text, Optional<String> name, Predicate<Target> wanted) throws IpcException {
        Frame.Post post = post(text, name);
        byte[] bytes = FrameWriter.write(post);
        if (bytes.length > Limits.MAILSLOT_MESSAGE) {
            throw new IpcException(
                    IpcException.Reason.TOO_LARGE,
                    "broadcast",
                    "",
                    bytes.length + " bytes, the limit is " + Limits.MAILSLOT_MESSAGE);
        }
        synchronized (writing) {
            List<Line> chosen;
            int there;
            synchronized (lines) {
                there = lines.size();
                chosen = lines.values().stream()
                        .filter(line -> wanted.test(line.target()))
                        .toList();
            }
            if (chosen.isEmpty()) {
                throw IpcException.inWords(
                        IpcException.Reason.NOT_FOUND,
                        "broadcast",
                        there == 0 ? "no receivers in room " + room : "no receiver is ticked");
            }
            return new Broadcast(post, writeToAll(chosen, bytes, text));
        }
    }

    /** Whether a text with this name of a line is within the limit of a message. */
    boolean fits(String text, Optional<String> name) {
        return FrameWriter.write(post(text, name)).length <= Limits.MAILSLOT_MESSAGE;
    }

    private Frame.Post post(String text, Optional<String> name) {
        Instant now = Instant.ofEpochMilli(System.currentTimeMillis());
        return new Frame.Post(TimeOrderedId.next(), nickname, pid, parent, room, now, name, text);
    }

    /**
     * Writes a message again into the mailslots that did not take it, under its own id: a receiver that has it already can
     * tell. Blocks as {@link #broadcast} does.
     *
     * @return the message with what became of it at every mailslot by now; a mailslot that is gone stays as it was
     */
    public Broadcast again(Broadcast before) {
        Frame.Post post = before.post();
        Set<Long> missing = before.deliveries().stream()
                .filter(delivery -> !delivery.taken())
                .map(delivery -> key(delivery.target()))
                .collect(Collectors.toSet());
        synchronized (writing) {
            List<Line> chosen;
            synchronized (lines) {
                chosen = lines.values().stream()
                        .filter(line -> missing.contains(key(line.target())))
                        .toList();
            }
            Map<Long, Delivery> now = writeToAll(chosen, FrameWriter.write(post), post.text()).stream()
                    .collect(Collectors.toMap(delivery -> key(delivery.target()), Function.identity()));
            return new Broadcast(
                    post,
                    before.deliveries().stream()
                            .map(delivery -> now.getOrDefault(key(delivery.target()), delivery))
                            .toList());
        }
    }

    private List<Delivery> writeToAll(List<Line> chosen, byte[] frame, String text) {
        List<CompletableFuture<Delivery>> deliveries = new ArrayList<>();
        for (Line line : chosen) {
            Optional<IpcException> failure = write(line, frame, text, Duration.ZERO);
            boolean full = failure.isPresent() && failure.get().reason() == IpcException.Reason.OWNER_NOT_READING;
            // Only a full mailslot is worth a thread of its own: it is waited for beside the others.
            deliveries.add(
                    full
                            ? CompletableFuture.supplyAsync(
                                    () -> new Delivery(line.target(), write(line, frame, text, WRITE_TIMEOUT)), writers)
                            : CompletableFuture.completedFuture(new Delivery(line.target(), failure)));
        }
        return deliveries.stream().map(CompletableFuture::join).toList();
    }

    private static Optional<IpcException> write(Line line, byte[] frame, String text, Duration timeout) {
        try {
            for (byte[] message : line.messages(frame, text)) {
                line.writer().write(message, timeout);
            }
            return Optional.empty();
        } catch (IpcException e) {
            return Optional.of(e);
        }
    }

    /** Closes every write handle. */
    @Override
    public void close() {
        synchronized (lines) {
            closed = true;
            lines.values().forEach(line -> line.writer().close());
            lines.clear();
        }
        synchronized (writing) {
            writers.shutdown();
        }
    }
}
