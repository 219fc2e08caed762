package mailchute.cli;

import java.util.ArrayList;
import java.util.List;
import mailchute.room.Attribution;
import mailchute.room.Received;
import mailchute.room.Receiver;
import mailchute.room.Roster;

/** A receiver on standard output. */
final class ReceiverConsole extends RoleConsole {

    private final Receiver receiver;

    ReceiverConsole(Console console, Receiver receiver, Roster roster) {
        super(console, receiver.participant(), roster);
        this.receiver = receiver;
        receiver.onMessage(heard -> show(heard.received()));
        receiver.onFailure(e -> console.complain(e.getMessage()));
    }

    @Override
    List<String> details() {
        List<String> details = new ArrayList<>(List.of("mailslot " + receiver.mailslotAddress()));
        receiver.plainMailslotAddress().ifPresent(address -> details.add("plain mailslot " + address));
        return details;
    }

    private void show(Received received) {
        Attribution whose = Attribution.of(received);
        console()
                .print(
                        received.at(),
                        whose.name() + " (" + whose.detail() + "): " + Attribution.textOf(received.content()));
    }

    @Override
    void say(String text) {
        console().complain("a receiver has no one to broadcast to; /to PID TEXT says something to one participant");
    }

    @Override
    void inputEnded() {
        // A receiver lives on without input: it is there to print.
    }
}
