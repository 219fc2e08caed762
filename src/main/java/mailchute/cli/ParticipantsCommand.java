package mailchute.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import mailchute.room.Member;
import mailchute.wire.Names;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mailchute ps}. */
@Command(
        name = "ps",
        description = {
            "List the participants: the processes of Mailchute that are here now.",
            "Exit status: 0 somebody is here, 4 nobody."
        },
        footer = {"", "Example: mailchute ps --room lobby --json"},
        mixinStandardHelpOptions = true)
final class ParticipantsCommand implements Callable<Integer> {

    @Option(names = "--room", paramLabel = "ROOM", description = "Those of this room alone.")
    private Optional<String> room = Optional.empty();

    @Mixin
    private SharedOption shared;

    @Mixin
    private ListOptions options;

    @Override
    public Integer call() throws Exception {
        Optional<String> wanted = room.map(Names::room);
        List<Member> members = ParticipantList.now().stream()
                .filter(member -> wanted.isEmpty()
                        || member.card()
                                .map(card -> card.room().equals(wanted.get()))
                                .orElse(false))
                .toList();
        options.print(ParticipantList.participants(members));
        return members.isEmpty() ? ExitStatus.REACHED_NONE : ExitStatus.OK;
    }
}
