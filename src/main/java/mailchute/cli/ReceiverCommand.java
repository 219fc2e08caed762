package mailchute.cli;

import java.nio.charset.Charset;
import java.util.Optional;
import java.util.concurrent.Callable;
import mailchute.room.Receiver;
import mailchute.room.Receiver.PlainMailslot;
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
        mixinStandardHelpOptions = true)
final class ReceiverCommand implements Callable<Integer> {

    @Mixin
    private RoleOptions options;

    @Option(
            names = "--mailslot",
            paramLabel = "NAME",
            description = "Also own the mailslot with this plain name, such as mailbox, and show what is written to it.")
    private Optional<String> mailslot = Optional.empty();

    @Option(
            names = "--code-page",
            paramLabel = "CHARSET",
            description = "What the text of plain programs is in where it is neither UTF-8 nor UTF-16LE, such as MS949;"
                    + " the system's code page unless given.")
    private Charset codePage = PlainText.SYSTEM_CODE_PAGE;

    @Override
    public Integer call() throws Exception {
        String room = options.room();
        String nickname = options.nickname();
        Optional<PlainMailslot> plain = mailslot.map(name -> new PlainMailslot(Names.plain(name), codePage));
        if (options.window()) {
            Windows.prepare();
        }
        try (Ending ending = new Ending();
                Roster roster = new Roster();
                Receiver receiver = Receiver.open(nickname, room, plain)) {
            receiver.participant().onAskedToClose(() -> ending.with(ExitStatus.OK));
            if (options.console()) {
                ReceiverConsole console = new ReceiverConsole(new Console(), receiver, roster);
                console.attach();
                console.readLines();
            }
            if (options.window()) {
                Windows.openReceiver(receiver, roster, () -> ending.with(ExitStatus.OK));
            }
            receiver.start();
            return ending.await();
        }
    }
}
