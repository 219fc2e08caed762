package mailchute.cli;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import mailchute.ipc.IpcException;
import mailchute.room.Addresses;
import mailchute.room.Conversation;
import mailchute.room.Member;
import mailchute.room.MemberTree;
import mailchute.room.Participant;
import mailchute.room.Reconnection;
import mailchute.room.Roster;
import mailchute.room.Spoken;
import mailchute.room.transfer.Transfer;
import mailchute.wire.Frame;

/**
 * A role on standard input and output: what every role understands and prints. A line that begins with a slash is a
 * command, two slashes stand for one, anything else is said to the room.
 */
abstract class RoleConsole {

    private final Console console;
    private final Participant participant;
    private final Roster roster;
    private final ConsoleFiles files;

    RoleConsole(Console console, Participant participant, Roster roster) {
        this.console = console;
        this.participant = participant;
        this.roster = roster;
        this.files = new ConsoleFiles(console);
    }

    final Console console() {
        return console;
    }

    /** Prints who this is and begins to listen. */
    final void attach() {
        Frame.Card card = participant.card();
        console.print(card.role().word() + " " + card.nickname() + " (" + card.pid() + ") in room "
                + Addresses.fullName(card.room()));
        details().forEach(console::print);
        console.print("pipe " + participant.pipeAddress());
        participant.onConversation(this::listenTo);
    }

    /** What else there is to say of this role at its start, a line each. */
    List<String> details() {
        return List.of();
    }

    /** Begins to read standard input. */
    final void readLines() {
        console.readLines(this::take, this::inputEnded);
    }

    private void take(String line) {
        if (line.startsWith("//")) {
            say(line.substring(1));
        } else if (line.startsWith("/")) {
            command(line.substring(1).strip().split("\\s+", 3), line);
        } else if (!line.isEmpty()) {
            say(line);
        }
    }

    /** Says a line to the room. */
    abstract void say(String text);

    /** Standard input has ended. */
    abstract void inputEnded();

    /** Does what only this role can; returns false where the word is none of its commands. */
    boolean command(String word, List<String> rest) {
        return false;
    }

    /** What {@link #command(String, List)} understands, for the help. */
    String commandHelp() {
        return "";
    }

    private void command(String[] words, String line) {
        List<String> rest = List.of(words).subList(1, words.length);
        switch (words[0]) {
            case "to" -> pid(rest).ifPresentOrElse(pid -> to(pid, rest.size() > 1 ? rest.get(1) : ""), this::needPid);
            case "file" ->
                pid(rest)
                        .filter(pid -> rest.size() > 1)
                        .ifPresentOrElse(
                                pid -> offer(pid, rest.get(1)),
                                () -> console.complain("whom, and what? /file PID PATH"));
            case "reconnect" -> pid(rest).ifPresentOrElse(this::reconnect, this::needPid);
            case "bye" -> pid(rest).ifPresentOrElse(this::bye, this::needPid);
            case "who" -> who();
            case "help" ->
                console.print("/to PID TEXT, /bye PID, /reconnect PID, /file PID PATH, /accept [N], /decline [N], "
                        + "/pause [N], /resume [N], /cancel [N], /files, /who, " + commandHelp() + "/help");
            default -> {
                if (!files.command(words[0], rest) && !command(words[0], rest)) {
                    console.complain("no such command: " + line + " (/help lists them; // begins a line with a slash)");
                }
            }
        }
    }

    /** The pid that a command begins with. */
    static Optional<Long> pid(List<String> rest) {
        try {
            return rest.isEmpty() ? Optional.empty() : Optional.of(Long.parseUnsignedLong(rest.get(0)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    final void needPid() {
        console.complain("a process id is needed, such as /to 4711 hello (/who lists them)");
    }

    private Conversation conversationWith(long pid) throws IpcException {
        Optional<Conversation> open = participant.conversations().stream()
                .filter(conversation -> conversation.other().pid() == pid)
                .findFirst();
        return open.isPresent() ? open.get() : participant.converseWith(pid);
    }

    private void offer(long pid, String path) {
        try {
            files.offer(conversationWith(pid), path);
        } catch (IpcException e) {
            console.complain("not offered to " + pid + ": " + e.getMessage());
        }
    }

    private void reconnect(long pid) {
        Optional<Conversation> ended = participant.pastConversations().stream()
                .filter(conversation -> conversation.other().pid() == pid)
                .findFirst();
        if (ended.isEmpty()) {
            console.complain("no conversation with " + pid + " is over");
            return;
        }
        try {
            Reconnection outcome = participant.reconnect(ended.get(), roster);
            if (outcome instanceof Reconnection.NobodyHere) {
                console.complain(
                        "neither " + pid + " nor another " + ended.get().other().nickname() + " is here");
            } else if (outcome instanceof Reconnection.SeveralHere several) {
                console.complain("several are here: "
                        + several.members().stream().map(Member::label).collect(Collectors.joining(", "))
                        + "; /to PID opens a conversation with one");
            }
        } catch (IpcException e) {
            console.complain("not reconnected: " + e.getMessage());
        }
    }

    private void to(long pid, String text) {
        try {
            Conversation conversation = conversationWith(pid);
            if (!text.isEmpty()) {
                conversation.say(text);
            }
        } catch (IpcException e) {
            console.complain("not said to " + pid + ": " + e.getMessage());
        }
    }

    private void bye(long pid) {
        List<Conversation> with = participant.conversations().stream()
                .filter(conversation -> conversation.other().pid() == pid)
                .toList();
        if (with.isEmpty()) {
            console.complain("no conversation with " + pid);
        }
        with.forEach(Conversation::close);
    }

    private void who() {
        for (MemberTree.Row row : MemberTree.of(roster.members()).rows()) {
            console.print("  ".repeat(row.depth()) + describe(row.member()));
        }
    }

    /** One participant on one line. */
    static String describe(Member member) {
        return member.card()
                .map(card -> card.pid() + " " + card.role().word() + " " + card.nickname()
                        + (Addresses.shared() ? " of " + member.user().name() : "")
                        + " in " + Addresses.fullName(card.room()) + " since " + card.since())
                .orElse(member.pid() + " does not answer");
    }

    /** Keeps what was said before it is printed. */
    private void keep(Conversation conversation, Frame.Said words, boolean own, Runnable print) {
        participant
                .history()
                .ifPresentOrElse(
                        history -> history.record(Spoken.in(conversation, words, own), place -> print.run()), print);
    }

    private void listenTo(Conversation conversation) {
        String name = "conversation with " + conversation.label();
        console.print(
                Instant.now(),
                name + (conversation.openedBy() == Conversation.OpenedBy.US ? " opened" : " opened by them"));
        conversation.listen(new Conversation.Listener() {
            @Override
            public void saying(Frame.Said words) {
                // Standard input shows it already.
                keep(conversation, words, true, () -> {});
            }

            @Override
            public void said(Frame.Said words) {
                keep(conversation, words, false, () -> console.print(Instant.now(), name + ": " + words.text()));
            }

            @Override
            public void sent(UUID id) {
                // The receipt says more.
            }

            @Override
            public void received(UUID id) {
                console.print(Instant.now(), name + ": received");
            }

            @Override
            public void seen(UUID id) {
                console.print(Instant.now(), name + ": seen");
            }

            @Override
            public void transfer(Transfer file) {
                files.show(conversation, file);
            }

            @Override
            public void strange(String what) {
                console.print(Instant.now(), name + ": " + what);
            }

            @Override
            public void ended(String why, List<UUID> lost) {
                String unheard = lost.isEmpty() ? "" : "; " + lost.size() + " messages were not received";
                console.print(Instant.now(), name + " ended: " + why + unheard);
            }
        });
    }
}
