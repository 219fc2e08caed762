package mailchute.window.command;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.swing.JComponent;
import mailchute.ipc.IpcException;
import mailchute.ipc.ProcessEntry;
import mailchute.room.Member;
import mailchute.room.ProcessControl;
import mailchute.room.ProcessNames;
import mailchute.room.Roster;
import mailchute.window.file.Offering;
import mailchute.window.part.Background;
import mailchute.window.part.FailureWords;
import mailchute.window.part.PlainDialog;
import mailchute.window.part.Severity;
import mailchute.window.part.Words;

/** The slash commands that every window with a composer has. */
public final class RoomCommands {

    /** How many processes are listed at most. */
    private static final int MOST_LISTED = 60;

    /** What the commands do their work on. */
    public interface Host {

        /** Says something as if it had been typed. */
        void say(String text);

        /** Shows what a command found, in the transcript. */
        void note(String text);

        /** Says in one line what went wrong. */
        void problem(String text);

        /** Empties the transcript; the history keeps everything. */
        void clear();

        /** Says something to one participant, in a conversation. */
        void tell(long pid, String text);

        /** Offers a file to one participant, in a conversation. */
        void sendFile(long pid, Path path);
    }

    private final Host host;
    private final JComponent owner;
    private final Supplier<Roster> roster;
    private final String nickname;
    private final Background work = new Background("mailchute-commands");

    private RoomCommands(Host host, JComponent owner, Supplier<Roster> roster, String nickname) {
        this.host = host;
        this.owner = owner;
        this.roster = roster;
        this.nickname = nickname;
    }

    /**
     * Adds the commands.
     *
     * @param owner what the questions are asked over
     * @param nickname of whoever writes here
     */
    public static void addTo(
            SlashCommands commands, Host host, JComponent owner, Supplier<Roster> roster, String nickname) {
        new RoomCommands(host, owner, roster, nickname).addTo(commands);
    }

    private void addTo(SlashCommands commands) {
        commands.add("/to", Words.of("command.to.arguments"), Words.of("command.to"), this::to, this::names);
        commands.add("/file", Words.of("command.file.arguments"), Words.of("command.file"), this::file, this::names);
        commands.add("/me", Words.of("command.me.arguments"), Words.of("command.me"), this::me);
        commands.add("/lp", Words.of("command.lp.arguments"), Words.of("command.lp"), this::list);
        commands.add("/kp", Words.of("command.kp.arguments"), Words.of("command.kp"), this::kill);
        commands.add("/clear", "", Words.of("command.clear"), none -> host.clear());
        commands.add("/help", "", Words.of("command.help"), none -> host.note(commands.help()));
    }

    private List<String> names(String begun) {
        return roster.get().members().stream()
                .flatMap(member -> member.card().stream())
                .map(card -> card.nickname())
                .filter(name -> name.startsWith(begun))
                .distinct()
                .sorted()
                .toList();
    }

    private void to(String arguments) {
        String[] parts = arguments.split("\\s+", 2);
        if (parts.length < 2) {
            host.problem(Words.of("command.to.usage"));
            return;
        }
        meant(parts[0], pid -> host.tell(pid, parts[1]));
    }

    private void file(String arguments) {
        String[] parts = arguments.split("\\s+", 2);
        if (parts.length < 2) {
            host.problem(Words.of("command.file.usage"));
            return;
        }
        try {
            Path path = Offering.path(parts[1]);
            meant(parts[0], pid -> host.sendFile(pid, path));
        } catch (InvalidPathException e) {
            host.problem(Words.of("file.no-path", parts[1]));
        }
    }

    /** The one participant who has this nickname or process id. */
    private void meant(String name, LongConsumer found) {
        List<Member> meant = roster.get().members().stream()
                .filter(member -> Long.toString(member.pid()).equals(name)
                        || member.card()
                                .filter(card -> card.nickname().equals(name))
                                .isPresent())
                .toList();
        if (meant.isEmpty()) {
            host.problem(Words.of("command.to.nobody", name));
        } else if (meant.size() > 1) {
            String all = meant.stream().map(Member::label).collect(Collectors.joining(", "));
            host.problem(Words.of("command.to.several", name, all));
        } else {
            found.accept(meant.get(0).pid());
        }
    }

    private void me(String action) {
        if (action.isEmpty()) {
            host.problem(Words.of("command.me.usage"));
        } else {
            host.say("* " + nickname + " " + action);
        }
    }

    private void list(String filter) {
        work.run(() -> ProcessNames.matching(filter), this::show, this::failed);
    }

    private void show(List<ProcessEntry> found) {
        if (found.isEmpty()) {
            host.problem(Words.of("command.lp.none"));
            return;
        }
        String lines = found.stream()
                .limit(MOST_LISTED)
                .map(entry -> entry.identity().pid() + "  " + entry.name() + "  "
                        + entry.user().name())
                .collect(Collectors.joining("\n"));
        int more = found.size() - MOST_LISTED;
        host.note(more > 0 ? lines + "\n" + Words.of("command.lp.more", more) : lines);
    }

    private void kill(String word) {
        if (word.isEmpty()) {
            host.problem(Words.of("command.kp.usage"));
            return;
        }
        work.run(() -> ProcessNames.meant(word), meant -> confirmKill(word, meant), this::failed);
    }

    private void confirmKill(String word, ProcessNames.Meant named) {
        if (!named.spared().isEmpty()) {
            host.note(Words.of("command.kp.spared", ProcessNames.labels(named.spared())));
        }
        List<ProcessEntry> meant = named.meant();
        if (meant.isEmpty()) {
            host.problem(Words.of("command.kp.none", word));
            return;
        }
        String question = Words.of("command.kp.question", meant.size(), ProcessNames.labels(meant));
        if (PlainDialog.confirm(
                owner, Words.of("command.kp.title"), Severity.WARNING, question, Words.of("command.kp.verb"))) {
            meant.forEach(entry -> work.run(() -> end(entry), this::ended, this::failed));
        }
    }

    private static ProcessEntry end(ProcessEntry entry) throws IpcException {
        ProcessControl.end(entry.identity(), ProcessNames.label(entry));
        return entry;
    }

    private void ended(ProcessEntry entry) {
        host.note(Words.of("command.kp.ended", ProcessNames.label(entry)));
    }

    private void failed(IpcException why) {
        host.problem(FailureWords.of(why));
    }
}
