package mailchute.window;

import java.util.List;
import javax.swing.Action;
import mailchute.ipc.ChildCommand;
import mailchute.ipc.ChildProcess;
import mailchute.ipc.IpcException;
import mailchute.room.Program;
import mailchute.window.part.Actions;
import mailchute.window.part.Background;
import mailchute.window.part.FailureWords;
import mailchute.window.part.Icons;
import mailchute.window.part.RoomWords;
import mailchute.window.part.StatusLine;
import mailchute.window.part.Words;
import mailchute.wire.Frame;

/** Opens a sender window, a process of its own. */
final class NewSender {

    private NewSender() {}

    /** The action, for a window of this participant's room. */
    static Action action(Frame.Card card, StatusLine status) {
        Background work = new Background("mailchute-new-sender");
        return Actions.action(
                Words.of("new-sender"),
                Icons.NEW_SENDER.icon(),
                "ctrl N",
                Words.of("new-sender.tip", RoomWords.of(card.room())),
                () -> {
                    status.info(Words.of("new-sender.starting"));
                    work.run(
                            () -> start(card),
                            pid -> status.info(Words.of("new-sender.started", Long.toString(pid))),
                            why -> status.error(Words.of("new-sender.none", FailureWords.of(why))));
                });
    }

    private static long start(Frame.Card card) throws IpcException {
        ChildCommand command = Program.command(
                        true, List.of("sender", "--room", card.room(), "--name", card.nickname()))
                .arguments(Program.ofTheseRooms());
        for (ChildCommand.Stream stream : ChildCommand.Stream.values()) {
            command.withoutStream(stream);
        }
        try (ChildProcess process = command.start()) {
            return process.identity().pid();
        }
    }
}
