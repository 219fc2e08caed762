package mailchute.cli;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import mailchute.room.Roster;
import mailchute.room.Sender;
import mailchute.window.Windows;
import mailchute.wire.Names;
import mailchute.wire.PlainText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mailchute sender}. */
@Command(
        name = "sender",
        description = "Open a sender: what is typed there is broadcast to the receivers of its room.",
        mixinStandardHelpOptions = true)
final class SenderCommand implements Callable<Integer> {

    /** How long the first lines of standard input wait for the receivers that are there to be known. */
    private static final Duration FIRST_LOOK = Duration.ofSeconds(5);

    @Mixin
    private RoleOptions options;

    @Option(
            names = "--mailslot",
            paramLabel = "NAME",
            description = "Write plain text to the mailslot with this plain name instead, from standard input: no room, no"
                    + " window, and any program may own it.")
    private String plainName;

    @Option(
            names = "--code-page",
            paramLabel = "CODEPAGE",
            description = "With --mailslot, what its owner reads: MS949 or 1252 for an ANSI program, UTF-16LE for a UNICODE"
                    + " one; UTF-8 unless given.")
    private String codePage;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (plainName != null) {
            Charset charset = codePage == null ? StandardCharsets.UTF_8 : PlainText.codePage(codePage);
            return PlainMailConsole.run(Names.plain(plainName), charset);
        }
        if (codePage != null) {
            throw new ParameterException(spec.commandLine(), "--code-page goes with --mailslot: a room has one encoding");
        }
        String room = options.room();
        String nickname = options.nickname();
        if (options.window()) {
            Windows.prepare();
        }
        try (Ending ending = new Ending();
                Roster roster = new Roster();
                Sender sender = Sender.open(nickname, room, roster)) {
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
