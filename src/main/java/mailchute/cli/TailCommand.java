package mailchute.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import mailchute.history.Channel;
import mailchute.history.Entry;
import mailchute.history.History;
import mailchute.history.HistoryException;
import mailchute.history.HistoryReader;
import mailchute.history.HistoryStatus;
import mailchute.history.Stored;
import mailchute.room.Addresses;
import mailchute.room.Heard;
import mailchute.room.Receiver;
import mailchute.wire.PlainText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mailchute tail}. */
@Command(
        name = "tail",
        description = {
            "Print what was said in a room last, as the history has it.",
            "With --follow go on as a receiver, and print what is said until this is ended."
        },
        footer = {"", "Example: mailchute tail --room lobby --follow --json"},
        mixinStandardHelpOptions = true)
final class TailCommand implements Callable<Integer> {

    @Mixin
    private RoomOption room;

    @Option(
            names = "-n",
            paramLabel = "COUNT",
            defaultValue = "10",
            description = "How many messages of the history, the newest; ${DEFAULT-VALUE} unless given.")
    private int count;

    @Option(
            names = {"-f", "--follow"},
            description = "Be a receiver, and print each message as it comes.")
    private boolean follow;

    @Option(
            names = "--name",
            paramLabel = "NICKNAME",
            description = "The receiver's nickname; unless given the one in the settings, else your account's name.")
    private String name;

    @Option(names = "--json", description = "A JSON object for each message, one to a line.")
    private boolean json;

    private final Console console = new Console();

    @Override
    public Integer call() throws Exception {
        String checkedRoom = room.checked();
        String nickname = OwnName.of(name);
        if (count < 0) {
            throw new UsageException("-n takes a number from 0 on, not " + count);
        }
        Channel channel = new Channel.Room(Addresses.fullName(checkedRoom));
        SpokenLines lines = new SpokenLines(console, json);
        if (follow) {
            return follow(checkedRoom, channel, nickname, lines);
        }
        Optional<List<Entry>> past = past(channel);
        past.ifPresent(entries -> entries.forEach(lines::print));
        return past.isPresent() ? ExitStatus.OK : ExitStatus.FAILED;
    }

    /** What the history has; empty, and said, where it cannot be read. */
    private Optional<List<Entry>> past(Channel channel) {
        try (HistoryReader reader = HistoryReader.of(HistoryFile.path())) {
            return Optional.of(
                    reader.newest(channel, count).stream().map(Stored::entry).toList());
        } catch (HistoryException e) {
            console.complain("mailchute: the history cannot be read: " + e.getMessage());
            return Optional.empty();
        }
    }

    private int follow(String checkedRoom, Channel channel, String nickname, SpokenLines lines) throws Exception {
        try (Ending ending = new Ending();
                History history = HistoryFile.open();
                Receiver receiver =
                        Receiver.open(nickname, checkedRoom, Optional.empty(), PlainText.SYSTEM_CODE_PAGE)) {
            AfterPast printed = new AfterPast(lines, ending);
            history.onStatus(this::tell);
            receiver.keepIn(history);
            receiver.participant().onAskedToClose(() -> ending.with(ExitStatus.OK));
            receiver.onFailure(e -> {
                console.complain("mailchute: " + e.getMessage());
                ending.with(ExitStatus.FAILED);
            });
            receiver.onMessage(printed::take);
            receiver.start();
            printed.print(past(channel).orElse(List.of()));
            return ending.await();
        }
    }

    private void tell(HistoryStatus status) {
        if (status instanceof HistoryStatus.Off off) {
            console.complain("mailchute: the history is off: " + off.why());
        } else if (status instanceof HistoryStatus.SetAside damaged) {
            console.complain("mailchute: the history was damaged, and is now " + damaged.aside());
        }
    }

    /** Prints what comes, but not before the past, and nothing that was among that. */
    private final class AfterPast {

        private final SpokenLines lines;
        private final Ending ending;
        private final List<Entry> held = new ArrayList<>();
        private Set<String> past;

        AfterPast(SpokenLines lines, Ending ending) {
            this.lines = lines;
            this.ending = ending;
        }

        synchronized void take(Heard heard) {
            if (past == null) {
                held.add(heard.entry());
            } else {
                printNew(heard.entry());
            }
        }

        synchronized void print(List<Entry> entries) {
            past = new HashSet<>();
            for (Entry entry : entries) {
                past.add(entry.id());
                printNow(entry);
            }
            held.forEach(this::printNew);
            held.clear();
        }

        private void printNew(Entry entry) {
            if (!past.remove(entry.id())) {
                printNow(entry);
            }
        }

        private void printNow(Entry entry) {
            lines.print(entry);
            if (console.isClosed()) {
                ending.with(ExitStatus.OK);
            }
        }
    }
}
