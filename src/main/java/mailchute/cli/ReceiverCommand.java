package mailchute.cli;

import java.nio.charset.Charset;
import java.util.Optional;
import java.util.concurrent.Callable;
import mailchute.history.History;
import mailchute.room.Receiver;
import mailchute.room.Roster;
import mailchute.window.Windows;
import mailchute.wire.Names;
import mailchute.wire.PlainText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mailchute receiver}. */
@Command(
        name = "receiver",
        description = "Open a receiver: a mailslot and a pipe of its own, showing what is written to it.",
        footer = {"", "Example: mailchute receiver --room lobby"},
        mixinStandardHelpOptions = true)
final class ReceiverCommand implements Callable<Integer> {

    @Mixin
    private RoleOptions options;

    @Option(
            names = "--mailslot",
            paramLabel = "NAME",
            description = "Own the mailslot with this plain name as well, for programs that know nothing of Mailchute.")
    private String plainName;

    @Option(
            names = "--code-page",
            paramLabel = "CODEPAGE",
            description = "What ANSI text of plain programs is in, such as MS949 or 1252; the system's unless given.")
    private String codePage;

    @Override
    public Integer call() throws Exception {
        String room = options.room();
        String nickname = options.nickname();
        Optional<String> plain = Optional.ofNullable(plainName).map(Names::plain);
        Charset ansi = codePage == null ? PlainText.SYSTEM_CODE_PAGE : PlainText.codePage(codePage);
        if (options.window()) {
            Windows.prepare();
        }
        try (Ending ending = new Ending();
                Roster roster = new Roster();
                History history = HistoryFile.open();
                Receiver receiver = Receiver.open(nickname, room, plain, ansi)) {
            receiver.keepIn(history);
            receiver.participant().keepFilesIn(options.filePlaces());
            receiver.participant().onAskedToClose(() -> ending.with(ExitStatus.OK));
            if (options.console()) {
                ReceiverConsole console = new ReceiverConsole(new Console(), receiver, roster);
                console.attach();
                console.readLines();
            }
            if (options.window()) {
                Windows.openReceiver(receiver, roster, history, () -> ending.with(ExitStatus.OK));
            }
            receiver.start();
            return ending.await();
        }
    }
}
