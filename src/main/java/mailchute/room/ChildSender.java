package mailchute.room;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import mailchute.ipc.Deadline;
import mailchute.ipc.IpcException;
import mailchute.ipc.MailslotWriter;
import mailchute.ipc.OrderLine;
import mailchute.ipc.OsProcess;
import mailchute.ipc.ProcessIdentity;
import mailchute.wire.BadFrameException;
import mailchute.wire.Frame;
import mailchute.wire.FrameReader;
import mailchute.wire.FrameWriter;
import mailchute.wire.Names;
import mailchute.wire.Role;
import mailchute.wire.TimeOrderedId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A child sender: a participant that writes through handles which it inherited or was handed. It never opens a mailslot by
 * name.
 */
public final class ChildSender implements AutoCloseable {

    /** What is told of a child sender, from its own threads. */
    public interface Listener {

        /** Write handles came, went, or it became known whose they are. */
        void targetsChanged(List<Target> targets);

        /** A message was written, typed here or by the parent's order, into all mailslots or some. */
        void broadcasted(Broadcast broadcast);

        /** The parent's process has ended. */
        void parentEnded(ProcessIdentity parent);

        /** Something came over the order line that cannot be followed. */
        void orderFailed(String why);
    }

    private static final Logger LOG = LoggerFactory.getLogger(ChildSender.class);

    private final InheritedHandles inherited;
    private final Broadcaster broadcaster;
    private final Optional<OsProcess> parent;
    private final Optional<OrderLine.ChildEnd> line;
    private final Listeners<Listener> listeners = new Listeners<>();
    private final Set<Long> seen = new HashSet<>();
    private Participant participant;
    private volatile boolean closed;

    private ChildSender(
            InheritedHandles inherited,
            Broadcaster broadcaster,
            Optional<OsProcess> parent,
            Optional<OrderLine.ChildEnd> line) {
        this.inherited = inherited;
        this.broadcaster = broadcaster;
        this.parent = parent;
        this.line = line;
    }

    /**
     * Has a thread of its own load what a message needs, chance for its id first of all: the parent's first order is here
     * before this process can follow it.
     */
    public static void prepare() {
        Threads.start(
                "mailchute-first-message",
                () -> FrameWriter.write(new Frame.Post(
                        TimeOrderedId.next(),
                        "nobody",
                        0,
                        OptionalLong.empty(),
                        Names.DEFAULT_ROOM,
                        Instant.EPOCH,
                        "")));
    }

    /**
     * Checks and takes over every inherited handle, all of them or none.
     *
     * @throws IpcException {@code WRONG_HANDLE} for the first value that is not what it was said to be
     */
    public static ChildSender adopt(String nickname, String room, InheritedHandles inherited) throws IpcException {
        List<AutoCloseable> taken = new ArrayList<>();
        try {
            List<MailslotWriter> writers = new ArrayList<>();
            for (long value : inherited.mailslots()) {
                MailslotWriter writer = MailslotWriter.adopt(value);
                taken.add(writer);
                writers.add(writer);
            }
            Optional<OsProcess> parent = Optional.empty();
            if (inherited.parent().isPresent()) {
                parent = Optional.of(OsProcess.adopt(inherited.parent().getAsLong()));
                taken.add(parent.get());
            }
            Optional<OrderLine.ChildEnd> line = Optional.empty();
            if (inherited.line().isPresent()) {
                line = Optional.of(OrderLine.adopt(inherited.line().getAsLong()));
                taken.add(line.get());
            }
            OptionalLong parentPid = parent.isPresent()
                    ? OptionalLong.of(parent.get().identity().pid())
                    : ProcessHandle.current()
                            .parent()
                            .map(p -> OptionalLong.of(p.pid()))
                            .orElse(OptionalLong.empty());
            Broadcaster broadcaster =
                    new Broadcaster(nickname, OsProcess.current().pid(), parentPid, room);
            for (MailslotWriter writer : writers) {
                broadcaster.add(new Target(0, "", writer.value(), writer.address()), writer);
            }
            return new ChildSender(inherited, broadcaster, parent, line);
        } catch (IpcException | RuntimeException e) {
            taken.forEach(ChildSender::closeQuietly);
            throw e;
        }
    }

    private static void closeQuietly(AutoCloseable handle) {
        try {
            handle.close();
        } catch (Exception e) {
            LOG.warn("closing an inherited handle", e);
        }
    }

    /** Makes this process a child sender of the room, seen by all. */
    public void join(String nickname, String room) throws IpcException {
        participant = Participant.open(Role.CHILD, nickname, room, Optional.empty());
    }

    /** Adds a listener; to be called before {@link #followOrders} and {@link #start}. */
    public void listen(Listener listener) {
        listeners.add(listener);
    }

    /** Begins to follow the parent's orders, where there is a line that they come through; to be called once. */
    public void followOrders() {
        line.ifPresent(orders -> Threads.start("mailchute-orders", () -> follow(orders)));
    }

    /** Begins to answer and to wait for the parent's end. */
    public void start(Roster roster) {
        participant.start();
        parent.ifPresent(process -> Threads.start("mailchute-parent", () -> awaitEnd(process)));
        roster.listen(this::dropWhoLeft);
    }

    /**
     * Broadcasts a message; blocks as {@link Broadcaster#broadcast} does, and then tells the listeners too.
     *
     * @throws IpcException when nothing was written: the message is over the limit, or there is no handle to write to
     */
    public Broadcast say(String text, Predicate<Target> wanted) throws IpcException {
        Broadcast broadcast = broadcaster.broadcast(text, wanted);
        listeners.tell(listener -> listener.broadcasted(broadcast));
        return broadcast;
    }

    /** Writes a message again where it was not taken, as {@link Broadcaster#again} does. */
    public Broadcast again(Broadcast before) {
        return broadcaster.again(before);
    }

    private void follow(OrderLine.ChildEnd orders) {
        try {
            Optional<OrderLine.Order> order = orders.read();
            while (order.isPresent()) {
                follow(order.get());
                order = orders.read();
            }
        } catch (IpcException e) {
            if (e.reason() != IpcException.Reason.CLOSED) {
                LOG.error("the order line cannot be read any more", e);
                orderFailed(e.getMessage());
            }
        }
    }

    private void follow(OrderLine.Order order) {
        try {
            Frame frame = FrameReader.read(order.bytes());
            if (frame instanceof Frame.UseHandle use) {
                use(use, order.handle());
            } else if (frame instanceof Frame.DropHandle drop) {
                if (broadcaster.drop(drop.receiver())) {
                    tellTargets();
                }
            } else if (frame instanceof Frame.SayThis say) {
                say(say.text(), target -> true);
            } else {
                orderFailed("an order of a kind that is not known");
            }
        } catch (BadFrameException | IpcException e) {
            orderFailed(e.getMessage());
        }
    }

    private void use(Frame.UseHandle order, OptionalLong handedOver) throws IpcException {
        boolean known;
        if (handedOver.isPresent()) {
            MailslotWriter writer = MailslotWriter.adopt(handedOver.getAsLong());
            broadcaster.add(new Target(order.receiver(), order.nickname(), writer.value(), writer.address()), writer);
            known = true;
        } else {
            known = order.handle().isPresent()
                    && broadcaster.name(order.handle().getAsLong(), order.receiver(), order.nickname());
        }
        if (known) {
            tellTargets();
        } else {
            orderFailed("the parent named a handle that is not here");
        }
    }

    private void tellTargets() {
        listeners.tell(listener -> listener.targetsChanged(broadcaster.targets()));
    }

    private void orderFailed(String why) {
        listeners.tell(listener -> listener.orderFailed(why));
    }

    private void awaitEnd(OsProcess process) {
        try {
            process.waitFor(Deadline.FOREVER);
            if (!closed) {
                listeners.tell(listener -> listener.parentEnded(process.identity()));
            }
        } catch (IpcException e) {
            if (e.reason() != IpcException.Reason.CLOSED) {
                LOG.error("cannot wait for the parent", e);
                orderFailed(e.getMessage());
            }
        }
    }

    /** A receiver's end is seen here as well, for the time when no parent tells it. Only who was seen can have left. */
    private void dropWhoLeft(List<Member> members) {
        Set<Long> present = members.stream().map(Member::pid).collect(Collectors.toSet());
        seen.addAll(present);
        boolean changed = false;
        for (Target target : broadcaster.targets()) {
            if (seen.contains(target.receiver()) && !present.contains(target.receiver())) {
                changed |= broadcaster.drop(target.receiver());
            }
        }
        if (changed) {
            tellTargets();
        }
    }

    /** What this process was told of handles at its start. */
    public InheritedHandles inherited() {
        return inherited;
    }

    /** This process as a participant. */
    public Participant participant() {
        return participant;
    }

    /** The parent, where its handle was inherited. */
    public Optional<ProcessIdentity> parent() {
        return parent.map(OsProcess::identity);
    }

    /** The write handles. */
    public Broadcaster broadcaster() {
        return broadcaster;
    }

    /** Leaves the roster and closes every inherited handle. */
    @Override
    public void close() {
        closed = true;
        if (participant != null) {
            participant.close();
        }
        line.ifPresent(OrderLine.ChildEnd::close);
        parent.ifPresent(OsProcess::close);
        broadcaster.close();
    }
}
