package mailchute.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import mailchute.ipc.IpcException;
import mailchute.room.Addresses;
import mailchute.room.Member;
import mailchute.room.ProcessControl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code mailchute kill}. */
@Command(
        name = "kill",
        description = {
            "End participants at once, each through a handle of its process after its identity was checked.",
            "Exit status: 0 all were ended, 3 some, 4 none of them is there."
        },
        footer = {"", "Example: mailchute kill 4711"},
        mixinStandardHelpOptions = true)
final class KillCommand implements Callable<Integer> {

    @Parameters(arity = "1..*", paramLabel = "PID", description = "The participants, as mailchute ps lists them.")
    private List<Long> pids;

    @Mixin
    private SharedOption shared;

    @Mixin
    private ListOptions options;

    /**
     * What became of one.
     *
     * @param who its label, or its pid alone
     * @param there whether it is a participant
     * @param failure why it was not ended; empty where it was
     */
    record Outcome(long pid, String who, boolean there, Optional<String> failure) {

        void tell(Console console) {
            failure.ifPresentOrElse(why -> console.complain("not ended: " + why), () -> console.print("ended " + who));
        }
    }

    @Override
    public Integer call() throws Exception {
        List<Member> members = ParticipantList.now();
        List<Outcome> outcomes =
                pids.stream().distinct().map(pid -> end(pid, members)).toList();
        if (options.json()) {
            Listing listing = new Listing("pid", "who", "ended", "why");
            outcomes.forEach(
                    one -> listing.row(one.pid(), one.who(), one.failure().isEmpty(), one.failure()));
            options.print(listing);
        } else {
            Console console = new Console();
            outcomes.forEach(outcome -> outcome.tell(console));
        }
        boolean refused =
                outcomes.stream().anyMatch(one -> one.there() && one.failure().isPresent());
        int status = ExitStatus.of(
                outcomes.stream().filter(one -> one.failure().isEmpty()).count(), outcomes.size());
        return status == ExitStatus.REACHED_NONE && refused ? ExitStatus.FAILED : status;
    }

    /** Ends one of the participants. */
    static Outcome end(long pid, List<Member> members) {
        Optional<Member> member =
                members.stream().filter(one -> one.pid() == pid).findFirst();
        if (member.isEmpty()) {
            String elsewhere = Addresses.shared() ? "" : "those of machine rooms are ended with --shared, and ";
            String why =
                    "process " + pid + " is no participant (" + elsewhere + "kp of mailchute console ends any process)";
            return new Outcome(pid, Long.toString(pid), false, Optional.of(why));
        }
        String who = member.get().label();
        try {
            ProcessControl.kill(member.get());
            return new Outcome(pid, who, true, Optional.empty());
        } catch (IpcException e) {
            return new Outcome(pid, who, true, Optional.of(e.getMessage()));
        }
    }
}
