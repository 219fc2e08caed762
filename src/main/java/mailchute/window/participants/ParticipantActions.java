package mailchute.window.participants;

import java.awt.Component;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import javax.swing.Action;
import mailchute.ipc.IpcException;
import mailchute.ipc.User;
import mailchute.room.Addresses;
import mailchute.room.Member;
import mailchute.room.MemberTree;
import mailchute.room.ProcessControl;
import mailchute.room.Roster;
import mailchute.window.part.Actions;
import mailchute.window.part.Background;
import mailchute.window.part.CopiedText;
import mailchute.window.part.FailureWords;
import mailchute.window.part.Icons;
import mailchute.window.part.PlainDialog;
import mailchute.window.part.Severity;
import mailchute.window.part.Words;
import mailchute.wire.Frame;

/** What can be done with the selected participant. On the event thread. */
final class ParticipantActions {

    /** Where lines about what was done go, and about what could not be. */
    interface Report {

        void news(String line);

        void problem(String line);
    }

    private final Component owner;
    private final Roster roster;
    private final long self;
    private final User user;
    private final LongConsumer talk;
    private final Supplier<Optional<ParticipantRow>> selected;
    private final Report report;
    /** One that takes its time to close, or does not answer, is in nobody's way. */
    private final Background work = Background.sideBySide("mailchute-process-control");

    private final Action talkAction = Actions.action(
            Words.of("participant.talk"),
            Icons.CONVERSATION.icon(),
            "ENTER",
            Words.of("participant.talk.tip"),
            this::talk);
    private final Action closeAction = Actions.action(
            Words.of("participant.close"),
            Icons.CLOSE.icon(),
            "ctrl DELETE",
            Words.of("participant.close.tip"),
            this::close);
    private final Action killAction = Actions.action(
            Words.of("participant.kill"), Icons.KILL.icon(), "DELETE", Words.of("participant.kill.tip"), this::kill);
    private final Action killTreeAction = Actions.action(
            Words.of("participant.kill-tree"),
            Icons.KILL_TREE.icon(),
            "shift DELETE",
            Words.of("participant.kill-tree.tip"),
            this::killTree);
    private final Action copyAction = Actions.action(
            Words.of("participant.copy-address"),
            Icons.COPY.icon(),
            "ctrl shift C",
            Words.of("participant.copy-address.tip"),
            this::copyAddress);
    private final Action forgetAction;

    /**
     * The actions of one list.
     *
     * @param owner what dialogs belong to
     * @param self this process
     * @param user whose processes can be ended
     * @param talk opens a conversation with a process
     */
    ParticipantActions(
            Component owner,
            Roster roster,
            long self,
            User user,
            LongConsumer talk,
            Supplier<Optional<ParticipantRow>> selected,
            Report report) {
        this.owner = owner;
        this.roster = roster;
        this.self = self;
        this.user = user;
        this.talk = talk;
        this.selected = selected;
        this.report = report;
        forgetAction = Actions.action(
                Words.of("participant.forget"),
                Icons.FORGET.icon(),
                "ctrl shift DELETE",
                Words.of("participant.forget.tip"),
                roster.departures()::forget);
    }

    /** What can be done with one participant. */
    List<Action> ofOne() {
        return List.of(talkAction, closeAction, killAction, killTreeAction, copyAction);
    }

    Action talkAction() {
        return talkAction;
    }

    Action closeAction() {
        return closeAction;
    }

    Action killAction() {
        return killAction;
    }

    Action killTreeAction() {
        return killTreeAction;
    }

    /** Forgets everyone that left. */
    Action forgetAction() {
        return forgetAction;
    }

    /** Lets be done what can be done with the selected one; nothing while nobody can see which one that is. */
    void enable(boolean visible) {
        Optional<Member> here = here().filter(member -> visible);
        boolean own = here.filter(member -> member.isOf(user)).isPresent();
        boolean answers = here.flatMap(Member::card).isPresent();
        talkAction.setEnabled(
                answers && here.filter(member -> member.pid() != self).isPresent());
        closeAction.setEnabled(answers && own);
        killAction.setEnabled(own);
        killTreeAction.setEnabled(own);
        copyAction.setEnabled(here.isPresent());
        forgetAction.setEnabled(visible && !roster.departures().list().isEmpty());
    }

    private Optional<Member> here() {
        return selected.get().filter(ParticipantRow::isHere).map(ParticipantRow::member);
    }

    /** For a double click as well, which asks nobody whether it may. */
    void talk() {
        here().filter(member -> talkAction.isEnabled()).ifPresent(member -> talk.accept(member.pid()));
    }

    private void close() {
        here().ifPresent(member -> work.run(
                () -> {
                    ProcessControl.close(member);
                    return member;
                },
                done -> report.news(Words.of("participant.closed", ParticipantWords.label(member))),
                why -> report.problem(
                        Words.of("participant.not-closed", ParticipantWords.label(member), FailureWords.brief(why)))));
    }

    private void kill() {
        here().ifPresent(member -> {
            String label = ParticipantWords.label(member);
            if (confirmed(Words.of("participant.kill.verb"), Words.of("participant.kill.question", label))) {
                work.run(
                        () -> {
                            ProcessControl.kill(member);
                            return member;
                        },
                        done -> report.news(Words.of("participant.killed", label)),
                        why -> tellNotKilled(member, why));
            }
        });
    }

    private void killTree() {
        here().ifPresent(member -> {
            List<Member> members = roster.members();
            String label = ParticipantWords.label(member);
            int below = MemberTree.of(members).withDescendants(member).size() - 1;
            String question = Words.of("participant.kill-tree.question", label, below);
            if (confirmed(Words.of("participant.kill-tree.verb"), question)) {
                work.run(
                        () -> ProcessControl.killTree(member, members),
                        failures -> {
                            if (failures.isEmpty()) {
                                report.news(Words.of("participant.tree-killed", label, below));
                            }
                            failures.forEach(failure -> tellNotKilled(failure.member(), failure.why()));
                        },
                        why -> tellNotKilled(member, why));
            }
        });
    }

    private void tellNotKilled(Member member, IpcException why) {
        report.problem(Words.of("participant.not-killed", ParticipantWords.label(member), FailureWords.brief(why)));
    }

    private boolean confirmed(String verb, String question) {
        return PlainDialog.confirm(owner, verb, Severity.WARNING, question, verb);
    }

    private void copyAddress() {
        here().ifPresent(member -> {
            try {
                Optional<String> mailslot = member.card().flatMap(Frame.Card::mailslot);
                String name = mailslot.isPresent() ? Words.of("address.mailslot") : Words.of("address.pipe");
                copy(name, mailslot.isPresent() ? mailslot.get() : Addresses.pipe(member.pid()));
            } catch (IpcException e) {
                report.problem(FailureWords.of(e));
            }
        });
    }

    /** Copies a value and says so. */
    void copy(String name, String value) {
        CopiedText.copy(value)
                .ifPresentOrElse(report::problem, () -> report.news(Words.of("participant.copied", name)));
    }
}
