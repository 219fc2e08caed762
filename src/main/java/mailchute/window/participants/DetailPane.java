package mailchute.window.participants;

import java.awt.BorderLayout;
import java.awt.Frame;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import javax.swing.BorderFactory;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTextField;
import javax.swing.SwingConstants;
import javax.swing.SwingUtilities;
import javax.swing.Timer;
import javax.swing.UIManager;
import mailchute.ipc.IpcException;
import mailchute.ipc.OsProcess;
import mailchute.ipc.ProcessDetails;
import mailchute.ipc.ProcessIdentity;
import mailchute.ipc.User;
import mailchute.room.Addresses;
import mailchute.room.Departures.Departure;
import mailchute.room.HandleReport;
import mailchute.room.Member;
import mailchute.room.Roster;
import mailchute.window.part.FailureWords;
import mailchute.window.part.Icons;
import mailchute.window.part.PlainComponents;
import mailchute.window.part.RoomWords;
import mailchute.window.part.Words;
import mailchute.wire.Frame.Card;
import mailchute.wire.Frame.OpenHandle;

/**
 * One participant in detail. What has to be asked for is filled in as it comes: the memory again and again as long as this is
 * shown, what the process itself tells of its handles once.
 */
final class DetailPane extends JPanel {

    /** How long a process may take to tell its handles. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final int TICK_MILLIS = 1_000;

    /** Every other tick. */
    private static final int TICKS_PER_LOOK = 2;

    private final transient Roster roster;
    private final transient User user;
    private final transient BiConsumer<String, String> copied;
    private final transient Questions questions = new Questions();
    private final JScrollPane pane = new JScrollPane();
    private final Timer ticking = new Timer(TICK_MILLIS, event -> tick());
    private transient Optional<ParticipantRow> shown = Optional.empty();
    private DetailForm form;
    private JTextField since;
    private JTextField memory;
    private JTextField executable;
    private JTextField parent;
    private JTextField handles;
    private int ticks;

    /**
     * An empty pane.
     *
     * @param user whose processes tell their handles
     * @param copied copies a value: given its name, and the value
     */
    DetailPane(Roster roster, User user, BiConsumer<String, String> copied) {
        super(new BorderLayout());
        this.roster = roster;
        this.user = user;
        this.copied = copied;
        setName("participant-details");
        getAccessibleContext().setAccessibleName(Words.of("participant.details.name"));
        pane.setBorder(BorderFactory.createEmptyBorder());
        pane.getViewport().setOpaque(false);
        pane.setOpaque(false);
        pane.getVerticalScrollBar().setFocusable(false);
        add(pane, BorderLayout.CENTER);
        addHierarchyListener(event -> {
            if (isLive() != ticking.isRunning()) {
                begin();
            }
        });
        begin();
    }

    /** Shows another participant, or what is new about the same one. */
    void show(Optional<ParticipantRow> row) {
        Optional<ParticipantRow> plain = row.map(r -> new ParticipantRow(r.member(), 0, r.departure(), false));
        if (!plain.equals(shown)) {
            shown = plain;
            begin();
        }
    }

    /** Whether time is passing here. */
    boolean isTicking() {
        return ticking.isRunning();
    }

    private boolean isLive() {
        return isShowing() && shown.filter(ParticipantRow::isHere).isPresent();
    }

    private void begin() {
        build();
        if (isLive()) {
            ticks = 0;
            ticking.restart();
            ask();
        } else {
            ticking.stop();
        }
    }

    private void tick() {
        boolean iconified = SwingUtilities.getWindowAncestor(this) instanceof Frame frame
                && (frame.getExtendedState() & Frame.ICONIFIED) != 0;
        if (!iconified) {
            ticks++;
            showUptime();
            if (ticks % TICKS_PER_LOOK == 0) {
                shown.ifPresent(row -> askDetails(row.member()));
            }
        }
    }

    private void build() {
        form = new DetailForm(copied);
        since = null;
        memory = null;
        executable = null;
        parent = null;
        handles = null;
        if (shown.isEmpty()) {
            JLabel nobody = PlainComponents.label(Words.of("participant.details.none"));
            nobody.setForeground(UIManager.getColor("Transcript.dim"));
            nobody.setHorizontalAlignment(SwingConstants.CENTER);
            form.add(nobody, "span, growx");
        } else {
            build(shown.get());
        }
        pane.setViewportView(form);
    }

    private void build(ParticipantRow row) {
        Member member = row.member();
        Optional<Card> card = member.card();
        form.title(
                card.map(c -> Words.of(
                                "participant.details.title",
                                ParticipantWords.label(member),
                                ParticipantWords.role(c.role()),
                                RoomWords.of(c.room())))
                        .orElseGet(() -> ParticipantWords.label(member)),
                card.map(c -> Icons.of(c.role()).icon()).orElse(null));
        row.departure().ifPresent(this::buildEnd);
        card.flatMap(Card::mailslot)
                .ifPresent(address -> form.copyable("mailslot", Words.of("address.mailslot"), address));
        card.flatMap(Card::plainMailslot)
                .ifPresent(address -> form.copyable("plain-mailslot", Words.of("address.plain-mailslot"), address));
        pipe(member).ifPresent(address -> form.copyable("pipe", Words.of("address.pipe"), address));
        card.ifPresent(c -> parent = form.value(
                "parent",
                Words.of("participant.details.parent"),
                knownParent(member, c.parent())
                        .map(ParticipantWords::label)
                        .orElseGet(() -> Long.toString(c.parent()))));
        form.value(
                "account",
                Words.of("participant.details.account"),
                member.user().name());
        since = form.value("since", Words.of("participant.details.since"), "");
        showUptime();
        if (row.isHere()) {
            memory = form.value(
                    "memory", Words.of("participant.details.memory"), Words.of("participant.details.asking"));
            executable = form.value(
                    "executable", Words.of("participant.details.executable"), Words.of("participant.details.asking"));
            handles = form.value("handles", Words.of("participant.details.handles"), handlesAtFirst(member));
        }
    }

    private void buildEnd(Departure departure) {
        form.value("end", Words.of("participant.details.end"), ParticipantWords.end(departure));
        departure
                .end()
                .ifPresent(end -> form.value(
                        "last-error", Words.of("participant.details.last-error"), ParticipantWords.lastError(end)));
    }

    private static Optional<String> pipe(Member member) {
        try {
            return Optional.of(Addresses.pipe(member.pid()));
        } catch (IpcException e) {
            // Of one in a room of the machine that has ended: only its process told whose folder its pipe was in.
            return Optional.empty();
        }
    }

    private String handlesAtFirst(Member member) {
        if (!member.isOf(user)) {
            return Words.of("participant.handles.another-users");
        }
        return Words.of("participant.details.asking");
    }

    private void showUptime() {
        if (since == null || shown.isEmpty()) {
            return;
        }
        Instant from = ParticipantWords.since(shown.get().member());
        Instant until = shown.get().departure().map(Departure::leftAt).orElseGet(Instant::now);
        DetailForm.show(
                since,
                Words.of(
                        "participant.details.uptime",
                        ParticipantWords.time(from),
                        ParticipantWords.duration(Duration.between(from, until))));
    }

    private void ask() {
        Member member = shown.orElseThrow().member();
        askDetails(member);
        member.card().ifPresent(card -> askParent(member, card.parent()));
        if (member.isOf(user)) {
            questions.ask(
                    "handles",
                    member.identity(),
                    () -> HandleReport.of(member.pid(), PATIENCE),
                    answer -> ifShown(member, () -> showHandles(member, answer)),
                    why -> ifShown(
                            member,
                            () -> DetailForm.show(
                                    handles, Words.of("participant.handles.silent", FailureWords.brief(why)))));
        }
    }

    /** An answer may come when another participant is shown, or the same one has left. */
    private void ifShown(Member member, Runnable answer) {
        ProcessIdentity now = shown.filter(ParticipantRow::isHere)
                .map(row -> row.member().identity())
                .orElse(null);
        if (member.identity().equals(now)) {
            answer.run();
        }
    }

    private void askDetails(Member member) {
        questions.ask(
                "details",
                member.identity(),
                () -> OsProcess.detailsOf(member.identity()),
                details -> ifShown(member, () -> showDetails(details)),
                why -> ifShown(member, () -> {
                    DetailForm.show(memory, FailureWords.brief(why));
                    DetailForm.show(executable, FailureWords.brief(why));
                }));
    }

    private void showDetails(ProcessDetails details) {
        String notShown = Words.of("participant.details.not-shown");
        DetailForm.show(memory, details.memory().map(ParticipantWords::memory).orElse(notShown));
        details.memory().ifPresent(amount -> memory.setToolTipText(ParticipantWords.memoryTip(amount)));
        DetailForm.show(executable, details.executable().orElse(notShown));
    }

    private void askParent(Member member, long pid) {
        if (knownParent(member, pid).isPresent()) {
            return;
        }
        String number = Long.toString(pid);
        questions.ask(
                "parent",
                member.identity(),
                () -> programOfParent(pid, member.identity()),
                program -> ifShown(
                        member,
                        () -> DetailForm.show(
                                parent,
                                program.map(name -> Words.of("participant.label", name, number))
                                        .orElseGet(() -> Words.of("participant.details.parent-ended", number)))),
                // Another user's process, such as the one that logged this user in, may not be shown.
                why -> ifShown(member, () -> DetailForm.show(parent, number)));
    }

    private Optional<Member> knownParent(Member member, long pid) {
        return roster.member(pid).filter(one -> startedBefore(one.identity(), member.identity()));
    }

    /** Empty where the parent has ended, even if its pid is in use again. */
    private static Optional<String> programOfParent(long pid, ProcessIdentity child) throws IpcException {
        try {
            return startedBefore(OsProcess.identify(pid), child)
                    ? Optional.of(OsProcess.programOf(pid))
                    : Optional.empty();
        } catch (IpcException e) {
            if (e.reason() == IpcException.Reason.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static boolean startedBefore(ProcessIdentity one, ProcessIdentity other) {
        return one.startStamp() <= other.startStamp();
    }

    private void showHandles(Member member, List<OpenHandle> all) {
        List<OpenHandle> adopted = all.stream().filter(OpenHandle::adopted).toList();
        DetailForm.show(handles, Words.of("participant.handles", all.size(), adopted.size()));
        for (OpenHandle handle : adopted) {
            // Where the system does not tell what a handle leads to, its value stands for that.
            boolean told = !handle.address().isEmpty() && !handle.address().equals("handle " + handle.value());
            String kind = ParticipantWords.kind(handle.type());
            String what = told ? Words.of("participant.handle.object", kind, handle.address()) : kind;
            boolean later = handle.openedAt().isAfter(ParticipantWords.since(member));
            form.value(
                    "handle-" + handle.value(),
                    Words.of("participant.handle", Long.toString(handle.value())),
                    later
                            ? Words.of("participant.handle.handed", what, ParticipantWords.time(handle.openedAt()))
                            : what);
        }
        form.revalidate();
        form.repaint();
    }
}
