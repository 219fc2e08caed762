package mailchute.room;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import mailchute.ipc.Handle;
import mailchute.ipc.IpcException;
import mailchute.ipc.IpcSystem;
import mailchute.ipc.MailslotWriter;
import mailchute.ipc.OsProcess;
import mailchute.ipc.User;
import mailchute.wire.Frame;
import mailchute.wire.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A room as a process sees it that posts and ends: one look at who receives there now. It is no participant itself, and asks
 * nobody who he is but where that has to be known.
 *
 * <p>A receiver is a participant's pid under which the room has a mailslot. One that does not answer questions takes its mail
 * all the same.
 */
public final class Posting implements AutoCloseable {

    private static final Duration CARD_TIMEOUT = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(Posting.class);

    private final String room;
    private final Broadcaster broadcaster;
    private final Map<Long, Frame.Card> cards = new HashMap<>();
    private final Set<Long> asked = new HashSet<>();
    private final List<Delivery> notOpened = new ArrayList<>();

    private Posting(String nickname, String room) throws IpcException {
        this.room = room;
        this.broadcaster = new Broadcaster(nickname, OsProcess.current().pid(), OptionalLong.empty(), room);
    }

    /** Looks who receives in the room, and opens their mailslots. */
    public static Posting open(String nickname, String room) throws IpcException {
        Posting posting = new Posting(nickname, room);
        try {
            posting.look();
            return posting;
        } catch (IpcException | RuntimeException e) {
            posting.close();
            throw e;
        }
    }

    private void look() throws IpcException {
        Map<Target, MailslotWriter> found = new LinkedHashMap<>();
        User self = User.current();
        for (long pid : Addresses.participants()) {
            String address = "";
            try {
                address = Addresses.mailslot(room, pid);
                User owner = Addresses.ownerOf(pid);
                // Whose name it is says nothing of whose process: on Windows anyone may own mailchute.PID.
                if (!Addresses.shared() && !owner.id().equals(self.id())) {
                    LOG.warn(
                            "process {} has a participant's name and is another user's: nothing is written to it", pid);
                    continue;
                }
                MailslotWriter writer = MailslotWriter.open(address, Handle.Inheritance.PRIVATE, owner);
                found.put(new Target(pid, "", writer.value(), address), writer);
            } catch (IpcException e) {
                switch (e.reason()) {
                    case NOT_FOUND -> LOG.debug("process {} does not receive in {}", pid, room);
                    case ACCESS_DENIED -> LOG.debug("process {} is another user's", pid);
                    default -> notOpened.add(new Delivery(new Target(pid, "", 0, address), Optional.of(e)));
                }
            }
        }
        found.forEach(broadcaster::add);
        if (IpcSystem.Kind.ofThisMachine().orElseThrow() == IpcSystem.Kind.WINDOWS) {
            // Two rooms whose names differ in case alone have one name of a mailslot there, and anybody may take one
            // that a
            // participant without a mailslot leaves free.
            askCards();
            cards.forEach((pid, card) -> {
                if (card.role() != Role.RECEIVER || !card.room().equals(room)) {
                    broadcaster.drop(pid);
                }
            });
        }
    }

    /**
     * Broadcasts a message, as {@link Broadcaster#broadcast} does.
     *
     * @param line the line that this message says, again or for the first time; see {@link PostedLine}
     * @param to whom alone it goes to: those with this nickname, or the one with this pid; empty for everyone
     * @throws IpcException {@code TOO_LARGE} where the message is over the limit; {@code NOT_FOUND} where there is nobody to
     *     write to. Nothing was written then.
     */
    public Broadcast post(String text, Optional<String> line, Optional<String> to) throws IpcException {
        if (receivers().isEmpty()) {
            failWhereNotOpened();
        }
        if (to.isEmpty()) {
            Broadcast broadcast = broadcaster.broadcast(text, line, target -> true);
            List<Delivery> all = new ArrayList<>(broadcast.deliveries());
            all.addAll(notOpened);
            return new Broadcast(broadcast.post(), all);
        }
        Set<Long> meant = meant(to.get());
        return broadcaster.broadcast(text, line, target -> meant.contains(target.receiver()));
    }

    /** Whether the text is within the limit of a message. */
    public boolean fits(String text, Optional<String> line) {
        return broadcaster.fits(text, line);
    }

    private Set<Long> meant(String name) throws IpcException {
        Set<Long> byPid = receivers().stream()
                .filter(pid -> Long.toString(pid).equals(name))
                .collect(Collectors.toSet());
        if (!byPid.isEmpty()) {
            return byPid;
        }
        askCards();
        Set<Long> byName = receivers().stream()
                .filter(pid ->
                        cards.containsKey(pid) && cards.get(pid).nickname().equals(name))
                .collect(Collectors.toSet());
        if (byName.isEmpty()) {
            failWhereNotOpened();
        }
        if (byName.isEmpty() && !receivers().isEmpty()) {
            String here = broadcaster.targets().stream()
                    .map(this::named)
                    .map(Target::label)
                    .collect(Collectors.joining(", "));
            throw IpcException.inWords(
                    IpcException.Reason.NOT_FOUND,
                    "post",
                    "no receiver in room " + room + " is called " + name + ", only " + here);
        }
        return byName;
    }

    /** Somebody is there, and it may be who is meant. */
    private void failWhereNotOpened() throws IpcException {
        if (!notOpened.isEmpty()) {
            throw notOpened.get(0).failure().orElseThrow();
        }
    }

    private List<Long> receivers() {
        return broadcaster.targets().stream().map(Target::receiver).toList();
    }

    /** The same with the nicknames of the receivers, which are asked for now; one that does not answer has none. */
    public Broadcast named(Broadcast broadcast) {
        askCards();
        return new Broadcast(
                broadcast.post(),
                broadcast.deliveries().stream()
                        .map(delivery -> new Delivery(named(delivery.target()), delivery.failure()))
                        .toList());
    }

    private Target named(Target target) {
        Frame.Card card = cards.get(target.receiver());
        return new Target(target.receiver(), card == null ? "?" : card.nickname(), target.handle(), target.address());
    }

    /** Asks each receiver for its card, all at once and each once. */
    private void askCards() {
        Map<Long, CompletableFuture<Optional<Frame.Card>>> answers = new LinkedHashMap<>();
        for (long pid : receivers()) {
            if (asked.add(pid)) {
                CompletableFuture<Optional<Frame.Card>> answer = new CompletableFuture<>();
                Threads.start("mailchute-card-" + pid, () -> answer.complete(askCard(pid)));
                answers.put(pid, answer);
            }
        }
        answers.forEach((pid, answer) -> answer.join().ifPresent(card -> cards.put(pid, card)));
    }

    private static Optional<Frame.Card> askCard(long pid) {
        try {
            return Optional.of(Calls.askCard(pid, CARD_TIMEOUT).frame());
        } catch (IpcException e) {
            LOG.info("process {} does not show its card: {}", pid, e.getMessage());
            return Optional.empty();
        }
    }

    /** Closes every write handle. */
    @Override
    public void close() {
        broadcaster.close();
    }
}
