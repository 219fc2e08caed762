package mailchute.room;

import java.util.List;
import java.util.stream.Collectors;
import mailchute.wire.Frame;

/** One message and what became of it at each mailslot. */
public record Broadcast(Frame.Post post, List<Delivery> deliveries) {

    /** How many mailslots took it. */
    public long taken() {
        return deliveries.stream().filter(Delivery::taken).count();
    }

    /** How many mailslots took it, and which did not and why, in one line. */
    public String summary() {
        String line = "taken by " + taken() + " of " + deliveries.size()
                + (deliveries.size() == 1 ? " mailslot" : " mailslots");
        String failures = deliveries.stream()
                .filter(delivery -> !delivery.taken())
                .map(delivery -> delivery.target().label() + ": "
                        + delivery.failure().orElseThrow().words())
                .collect(Collectors.joining("; "));
        return failures.isEmpty() ? line : line + "; not by " + failures;
    }
}
