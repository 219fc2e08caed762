package mailchute.room;

import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import mailchute.ipc.Handle;
import mailchute.ipc.IpcException;
import mailchute.ipc.MailslotWriter;
import mailchute.ipc.ProcessIdentity;
import mailchute.wire.Role;

/** A sender: a participant that opens the mailslot of every receiver of its room, and hands the write handles to its children. */
public final class Sender implements AutoCloseable {

    /** What is told of a sender, from its own threads. */
    public interface Listener extends ChildSenders.Listener {

        /** Receivers came or went. */
        void targetsChanged(List<Target> targets);

        /** A message was written, into all mailslots or some. */
        void broadcasted(Broadcast broadcast);

        /** A receiver is there, but its mailslot cannot be opened. */
        void notOpened(Member receiver, IpcException why);
    }

    private final Participant participant;
    private final Roster roster;
    private final Broadcaster broadcaster;
    private final ChildSenders children;
    private final Listeners<Listener> listeners = new Listeners<>();
    private final Set<Long> failed = new HashSet<>();
    /** Whose mailslots are open: a pid may come again as another process. */
    private final Map<Long, ProcessIdentity> owners = new HashMap<>();

    private volatile boolean closed;

    private Sender(Participant participant, Roster roster) {
        this.participant = participant;
        this.roster = roster;
        var card = participant.card();
        this.broadcaster = new Broadcaster(card.nickname(), card.pid(), OptionalLong.empty(), card.room());
        this.children = new ChildSenders(card.nickname(), card.room(), broadcaster, listeners, roster.departures());
    }

    /** Makes this process a sender of the room. */
    public static Sender open(String nickname, String room, Roster roster) throws IpcException {
        return new Sender(Participant.open(Role.SENDER, nickname, room, Optional.empty()), roster);
    }

    /** Adds a listener; to be called before {@link #start}. */
    public void listen(Listener listener) {
        listeners.add(listener);
    }

    /** Begins to answer, and to open the mailslots of receivers as they come, on the roster's thread. */
    public void start() {
        participant.start();
        roster.listen(this::follow);
    }

    /**
     * Broadcasts a message; blocks as {@link Broadcaster#broadcast} does, and then tells the listeners too.
     *
     * @throws IpcException when nothing was written: the message is over the limit, or there is no one to write to
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

    /**
     * Opens the mailslot of any program by its plain name: each broadcast is written there too, as text alone.
     *
     * @param charset what that program reads
     * @throws IpcException {@code NOT_FOUND} where nobody owns the name; {@code ACCESS_DENIED}
     */
    public void addPlain(String name, Charset charset) throws IpcException {
        String address = Addresses.plainMailslot(name);
        MailslotWriter writer = MailslotWriter.open(address, Handle.Inheritance.PRIVATE);
        broadcaster.addPlain(new Target(0, name, writer.value(), address), writer, charset);
    }

    private void follow(List<Member> members) {
        if (closed) {
            return;
        }
        String room = participant.card().room();
        Map<Long, Member> receivers = members.stream()
                .filter(member -> member.receivesIn(room))
                .collect(Collectors.toMap(Member::pid, Function.identity()));
        Set<Long> held = broadcaster.targets().stream()
                .map(Target::receiver)
                .filter(pid -> pid != 0)
                .collect(Collectors.toSet());
        boolean changed = false;
        for (long pid : held) {
            if (!isOwnerOf(pid, receivers)) {
                owners.remove(pid);
                broadcaster.drop(pid);
                children.dropFromAll(pid);
                changed = true;
            }
        }
        failed.retainAll(receivers.keySet());
        for (Member receiver : receivers.values()) {
            if (!owners.containsKey(receiver.pid())) {
                changed |= openMailslotOf(receiver);
            }
        }
        if (changed) {
            listeners.tell(listener -> listener.targetsChanged(broadcaster.targets()));
        }
    }

    private boolean isOwnerOf(long mailslot, Map<Long, Member> receivers) {
        Member receiver = receivers.get(mailslot);
        ProcessIdentity owner = owners.get(mailslot);
        return receiver != null && owner != null && receiver.identity().sameProcess(owner);
    }

    private boolean openMailslotOf(Member receiver) {
        var card = receiver.card().orElseThrow();
        try {
            String address = Addresses.mailslot(card.room(), receiver.pid());
            MailslotWriter writer = MailslotWriter.open(address, Handle.Inheritance.INHERITABLE, receiver.user());
            Target target = new Target(receiver.pid(), card.nickname(), writer.value(), address);
            broadcaster.add(target, writer);
            owners.put(receiver.pid(), receiver.identity());
            children.handToAll(target);
            failed.remove(receiver.pid());
            return true;
        } catch (IpcException e) {
            // Said once; the next change of the roster tries again.
            if (failed.add(receiver.pid())) {
                listeners.tell(listener -> listener.notOpened(receiver, e));
            }
            return false;
        }
    }

    /** This process as a participant. */
    public Participant participant() {
        return participant;
    }

    /** Who is here. */
    public Roster roster() {
        return roster;
    }

    /** The mailslots of the room's receivers. */
    public Broadcaster broadcaster() {
        return broadcaster;
    }

    /** The child senders. */
    public ChildSenders children() {
        return children;
    }

    /** Leaves the roster and closes every write handle. The children see that this process ends when it does. */
    @Override
    public void close() {
        closed = true;
        participant.close();
        children.close();
        broadcaster.close();
    }
}
