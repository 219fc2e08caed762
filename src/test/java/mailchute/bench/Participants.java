package mailchute.bench;

import java.util.ArrayList;
import java.util.List;
import mailchute.ipc.ChildCommand;
import mailchute.ipc.IpcException;
import mailchute.room.DrivenProcess;

/** Participants of one room that are started as a user's are, to be measured; closing ends them all. */
final class Participants implements AutoCloseable {

    private final Launched launched;
    private final String room;
    private final List<DrivenProcess> started = new ArrayList<>();

    Participants(Launched launched, String room) {
        this.launched = launched;
        this.room = room;
    }

    /** Starts one more, whose name is its role with a number behind. */
    DrivenProcess start(String role, String... options) throws IpcException {
        List<String> arguments = new ArrayList<>(List.of(role, "--room", room, "--name", role + started.size()));
        arguments.addAll(List.of(options));
        List<String> command = launched.program(arguments.toArray(String[]::new));
        DrivenProcess process = DrivenProcess.start(new ChildCommand(command.get(0))
                .arguments(command.subList(1, command.size()).toArray(String[]::new)));
        started.add(process);
        return process;
    }

    /** By the time they were started. */
    List<Long> pids() {
        return started.stream().map(DrivenProcess::pid).toList();
    }

    @Override
    public void close() {
        for (DrivenProcess process : started) {
            Children.end(process.pid());
            process.close();
        }
    }
}
