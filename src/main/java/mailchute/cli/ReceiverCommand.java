package mailchute.cli;

import java.util.concurrent.Callable;
import mailchute.room.Receiver;
import mailchute.room.Roster;
import mailchute.window.Windows;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code mailchute receiver}. */
@Command(
        name = "receiver",
        description = "Open a receiver: a mailslot and a pipe of its own, showing what is written to it.",
        mixinStandardHelpOptions = true)
final class ReceiverCommand implements Callable<Integer> {

    @Mixin
    private RoleOptions options;

    @Override
    public Integer call() throws Exception {
        String room = options.room();
        String nickname = options.nickname();
        if (options.window()) {
            Windows.prepare();
        }
        try (Ending ending = new Ending();
                Roster roster = new Roster();
                Receiver receiver = Receiver.open(nickname, room)) {
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
