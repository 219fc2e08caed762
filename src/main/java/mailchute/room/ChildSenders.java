package mailchute.room;

import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import mailchute.ipc.ChildCommand;
import mailchute.ipc.ChildProcess;
import mailchute.ipc.Deadline;
import mailchute.ipc.Handle;
import mailchute.ipc.IpcException;
import mailchute.ipc.OrderLine;
import mailchute.ipc.OsProcess;
import mailchute.wire.Frame;
import mailchute.wire.FrameWriter;
import mailchute.wire.Limits;
import mailchute.wire.Names;
import mailchute.wire.PlainText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A sender's child processes. Each inherits the write handles that are open at its start, a handle of this process, and one
 * end of an order line, over which later handles are put into it. Its standard error is read here, its last line for the
 * day on which it ends.
 */
public final class ChildSenders implements AutoCloseable {

    /** What is told of the children, from their own threads. */
    public interface Listener {

        /** A child runs. */
        void childStarted(Child child);

        /** A running child was handed the write handle of a receiver that opened after it. */
        void handedOver(Child child, Target target);

        /** A child has ended. */
        void childEnded(Child child, ProcessEnd end);

        /** Something that a child was to be told or handed did not reach it. */
        void notReached(Child child, IpcException why);
    }

    /**
     * One child.
     *
     * @param by how it was told its handles
     * @param handles the values, in the child, of the write handles it was started with
     */
    public record Child(long pid, String nickname, HandlesBy by, List<Long> handles) {

        /** Its nickname and pid, for people. */
        public String label() {
            return nickname + " (" + pid + ")";
        }
    }

    private record Running(Child child, ChildProcess process, OrderLine line, StandardError errors) {

        /** Lets go of the child. */
        void close() {
            line.close();
            process.close();
            errors.close();
        }
    }

    private static final Duration ORDER_TIMEOUT = Duration.ofSeconds(2);

    /** How long the rest of a child's standard error may take once it has ended. */
    private static final Duration LAST_ERRORS = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(ChildSenders.class);

    private final String nickname;
    private final String room;
    private final Broadcaster broadcaster;
    private final Listeners<? extends Listener> listeners;
    private final Departures departures;
    private final Map<Long, Running> running = new LinkedHashMap<>();
    /** One thread, so that a child learns of its handles in the order in which they came. */
    private final ExecutorService orders = Executors.newSingleThreadExecutor(Threads.named("mailchute-orders"));

    private volatile OutputStream passErrorsTo = OutputStream.nullOutputStream();
    private int started;
    private boolean closed;

    /** @param departures is told what the children wrote last */
    ChildSenders(
            String nickname,
            String room,
            Broadcaster broadcaster,
            Listeners<? extends Listener> listeners,
            Departures departures) {
        this.nickname = nickname;
        this.room = room;
        this.broadcaster = broadcaster;
        this.listeners = listeners;
        this.departures = departures;
    }

    /** Where the standard error of children without a window goes as it comes; nowhere unless this is called. */
    public void passErrorsTo(OutputStream stream) {
        passErrorsTo = stream;
    }

    /**
     * Starts a child sender with every write handle that is open now. Blocks until the process runs.
     *
     * @param window whether it opens a window
     */
    public Child start(HandlesBy by, boolean window) throws IpcException {
        synchronized (running) {
            if (closed) {
                throw new IpcException(IpcException.Reason.CLOSED, "start child", "", "the sender is closing");
            }
            String childNickname = Names.withEnding(nickname, "-" + (started + 1));
            List<String> arguments = new ArrayList<>(List.of("child", "--room", room, "--name", childNickname));
            if (!window) {
                arguments.add("--headless");
            }
            try (OsProcess self = OsProcess.openSelf(Handle.Inheritance.INHERITABLE)) {
                OrderLine line = OrderLine.create();
                StandardError errors = null;
                try {
                    errors = StandardError.create();
                    Running child = start(by, window, arguments, childNickname, self, line, errors);
                    started++;
                    running.put(child.child().pid(), child);
                    listeners.tell(listener -> listener.childStarted(child.child()));
                    Threads.start("mailchute-child-" + child.child().pid(), () -> awaitEnd(child));
                    return child.child();
                } catch (IpcException | RuntimeException e) {
                    line.close();
                    if (errors != null) {
                        errors.close();
                    }
                    throw e;
                }
            }
        }
    }

    private Running start(
            HandlesBy by,
            boolean window,
            List<String> arguments,
            String childNickname,
            OsProcess self,
            OrderLine line,
            StandardError errors)
            throws IpcException {
        ChildCommand command = Program.child(window);
        command.withoutStream(ChildCommand.Stream.INPUT);
        if (window) {
            command.withoutStream(ChildCommand.Stream.OUTPUT);
        }
        errors.giveTo(command);
        Map<Target, Long> values = new LinkedHashMap<>();
        List<ChildProcess> begun = new ArrayList<>(1);
        broadcaster.useAll(lines -> {
            for (Broadcaster.Line open : lines) {
                values.put(open.target(), command.inherit(open.writer()));
            }
            String handles = String.join(
                    ",", values.values().stream().map(String::valueOf).toList());
            String parent = Long.toString(command.inherit(self));
            String orderLine = Long.toString(command.inherit(line.childEnd()));
            command.arguments(arguments).arguments(Program.ofTheseRooms());
            switch (by) {
                case ARGV -> command.arguments("--handles", handles, "--parent", parent, "--line", orderLine);
                case ENVIRONMENT ->
                    command.environment(HandlesBy.HANDLES_VARIABLE, handles)
                            .environment(HandlesBy.PARENT_VARIABLE, parent)
                            .environment(HandlesBy.LINE_VARIABLE, orderLine);
            }
            begun.add(command.start());
        });
        ChildProcess process = begun.get(0);
        line.childEnd().close();
        errors.read("mailchute-child-errors", window ? OutputStream.nullOutputStream() : passErrorsTo);
        Child child = new Child(process.identity().pid(), childNickname, by, List.copyOf(values.values()));
        Running result = new Running(child, process, line, errors);
        values.forEach((target, value) ->
                order(result, new Frame.UseHandle(OptionalLong.of(value), target.receiver(), target.nickname())));
        return result;
    }

    /** Hands the write handle of a receiver that has just opened to every child. */
    void handToAll(Target target) {
        for (Running child : snapshot()) {
            submit(() -> hand(child, target));
        }
    }

    private void hand(Running child, Target target) {
        byte[] order =
                FrameWriter.write(new Frame.UseHandle(OptionalLong.empty(), target.receiver(), target.nickname()));
        try {
            boolean handed = broadcaster.use(
                    target.receiver(),
                    only -> child.line().hand(only.get(0).writer(), child.process(), order, ORDER_TIMEOUT));
            if (handed) {
                listeners.tell(listener -> listener.handedOver(child.child(), target));
            }
        } catch (IpcException e) {
            tellUnlessEnded(child, e);
        }
    }

    /** Tells every child that a receiver has ended. */
    void dropFromAll(long receiver) {
        for (Running child : snapshot()) {
            order(child, new Frame.DropHandle(receiver));
        }
    }

    /**
     * Has a child post a text as if it had been typed there.
     *
     * @throws IpcException {@code NOT_FOUND} where there is no such child; {@code TOO_LARGE}
     */
    public void tell(long pid, String text) throws IpcException {
        Running child;
        synchronized (running) {
            child = running.get(pid);
        }
        if (child == null) {
            throw new IpcException(IpcException.Reason.NOT_FOUND, "tell child", Long.toString(pid), "");
        }
        byte[] order = FrameWriter.write(new Frame.SayThis(text));
        if (order.length > Limits.MAILSLOT_MESSAGE) {
            throw new IpcException(
                    IpcException.Reason.TOO_LARGE,
                    "tell child",
                    Long.toString(pid),
                    order.length + " bytes, the limit is " + Limits.MAILSLOT_MESSAGE);
        }
        order(child, order);
    }

    private void order(Running child, Frame order) {
        order(child, FrameWriter.write(order));
    }

    private void order(Running child, byte[] order) {
        submit(() -> {
            try {
                child.line().send(order, ORDER_TIMEOUT);
            } catch (IpcException e) {
                tellUnlessEnded(child, e);
            }
        });
    }

    private void submit(Runnable order) {
        synchronized (running) {
            if (!closed) {
                orders.execute(order);
            }
        }
    }

    private void tellUnlessEnded(Running child, IpcException why) {
        synchronized (running) {
            if (!running.containsKey(child.child().pid())) {
                return;
            }
        }
        listeners.tell(listener -> listener.notReached(child.child(), why));
    }

    private void awaitEnd(Running child) {
        try {
            child.process().waitFor(Deadline.FOREVER);
            Optional<ExitCode> exitCode = ExitCode.of(child.process().exitCode());
            synchronized (running) {
                running.remove(child.child().pid());
            }
            String lastError = child.errors()
                    .lastLine(LAST_ERRORS, PlainText.SYSTEM_CODE_PAGE)
                    .orElse("");
            departures.tellLastError(child.process().identity(), lastError);
            ProcessEnd end = new ProcessEnd(exitCode, Optional.of(lastError));
            listeners.tell(listener -> listener.childEnded(child.child(), end));
        } catch (InterruptedException e) {
            LOG.debug("the thread of child {} was interrupted", child.child().pid(), e);
        } catch (IpcException e) {
            if (e.reason() != IpcException.Reason.CLOSED) {
                LOG.error("cannot wait for child {}", child.child().pid(), e);
            }
        } finally {
            child.close();
        }
    }

    /** The children that run now, in the order in which they were started. */
    public List<Child> children() {
        return snapshot().stream().map(Running::child).toList();
    }

    private List<Running> snapshot() {
        synchronized (running) {
            return List.copyOf(running.values());
        }
    }

    /** Lets go of the children; each sees by itself that its parent ends. */
    @Override
    public void close() {
        synchronized (running) {
            closed = true;
            orders.shutdown();
            running.values().forEach(Running::close);
            running.clear();
        }
    }
}
