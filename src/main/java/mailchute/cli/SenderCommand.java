package mailchute.cli;

import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import mailchute.history.History;
import mailchute.room.Roster;
import mailchute.room.Sender;
import mailchute.window.Windows;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mailchute sender}. */
@Command(
        name = "sender",
        description = "Open a sender: what is typed there is broadcast to the receivers of its room.",
        footer = {"", "Example: echo hello | mailchute sender --headless"},
        mixinStandardHelpOptions = true)
final class SenderCommand implements Callable<Integer> {

    /** How long the first lines of standard input wait for the receivers that are there to be known. */
    private static final Duration FIRST_LOOK = Duration.ofSeconds(5);

    @Mixin
    private RoleOptions options;

    @Option(
            names = "--mailslot",
            paramLabel = "NAME",
            description = "Also write into the mailslot with this plain name, such as mailbox: the text alone.")
    private List<String> mailslots = List.of();

    @Option(
            names = "--code-page",
            paramLabel = "CHARSET",
            defaultValue = "UTF-8",
            description =
                    "What is written into plain mailslots, such as UTF-16LE or MS949; ${DEFAULT-VALUE} unless given.")
    private Charset codePage;

    @Override
    public Integer call() throws Exception {
        String room = options.room();
        String nickname = options.nickname();
        if (options.window()) {
            Windows.prepare();
        }
        try (Ending ending = new Ending();
                Roster roster = new Roster();
                History history = HistoryFile.open();
                Sender sender = Sender.open(nickname, room, roster)) {
            for (String name : mailslots) {
                sender.addPlain(name, codePage);
            }
            sender.participant().keepIn(history);
            sender.participant().keepFilesIn(options.filePlaces());
            sender.participant().onAskedToClose(() -> ending.with(ExitStatus.OK));
            if (options.window()) {
                Windows.openSender(sender, () -> ending.with(ExitStatus.OK));
            }
            if (options.console()) {
                attachConsole(sender, roster, ending);
            } else {
                sender.start();
            }
            return ending.await();
        }
    }

    private void attachConsole(Sender sender, Roster roster, Ending ending) throws InterruptedException {
        Console console = new Console();
        SenderConsole[] lines = new SenderConsole[1];
        lines[0] = new SenderConsole(console, sender, options.window(), () -> {
            if (!options.window()) {
                ending.with(lines[0].deliveryStatus());
            }
        });
        lines[0].attach();
        sender.start();
        if (!roster.awaitFirstLook(FIRST_LOOK)) {
            console.complain("some participants do not answer");
        }
        lines[0].readLines();
    }
}
