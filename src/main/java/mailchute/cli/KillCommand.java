package mailchute.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import mailchute.ipc.IpcException;
import mailchute.room.Member;
import mailchute.room.ProcessControl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code mailchute kill}. */
@Command(
        name = "kill",
        description = "End participants at once, each through a handle of its process after its identity was checked.",
        footer = {"", "Example: mailchute kill 4711"},
        mixinStandardHelpOptions = true)
final class KillCommand implements Callable<Integer> {

    @Parameters(arity = "1..*", paramLabel = "PID", description = "The participants, as mailchute ps lists them.")
    private List<Long> pids;

    @Override
    public Integer call() throws Exception {
        List<Member> members = ParticipantList.now();
        int status = ExitStatus.OK;
        for (long pid : pids) {
            status = ExitStatus.worse(status, end(pid, members, new Console()));
        }
        return status;
    }

    /** Ends one of the participants and says so; the exit status. */
    static int end(long pid, List<Member> members, Console console) {
        Optional<Member> member = members.stream().filter(one -> one.pid() == pid).findFirst();
        if (member.isEmpty()) {
            console.complain("not ended: process " + pid + " is no participant (kp of mailchute console ends any process)");
            return ExitStatus.FAILED;
        }
        try {
            ProcessControl.kill(member.get());
            console.print("ended " + member.get().label());
            return ExitStatus.OK;
        } catch (IpcException e) {
            console.complain("not ended: " + e.getMessage());
            return ExitStatus.FAILED;
        }
    }
}
