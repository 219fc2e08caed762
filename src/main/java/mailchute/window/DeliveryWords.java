package mailchute.window;

import java.util.List;
import java.util.stream.Collectors;
import mailchute.room.Broadcast;
import mailchute.room.Delivery;
import mailchute.room.Target;
import mailchute.window.part.FailureWords;
import mailchute.window.part.Words;

/** What became of a message, in the language of the windows. */
final class DeliveryWords {

    /** How many receivers a line names; the dialog has them all. */
    private static final int MOST_NAMED = 5;

    private DeliveryWords() {}

    /** Who has it, who has not and why, in one line. */
    static String state(Broadcast broadcast) {
        List<Delivery> taken =
                broadcast.deliveries().stream().filter(Delivery::taken).toList();
        List<Delivery> failed = broadcast.deliveries().stream()
                .filter(delivery -> !delivery.taken())
                .toList();
        String written = taken.isEmpty()
                ? Words.of("delivery.none", broadcast.deliveries().size())
                : Words.of(
                        "delivery.written", taken.size(), broadcast.deliveries().size(), names(taken));
        return failed.isEmpty() ? written : Words.of("delivery.failed", written, reasons(failed));
    }

    private static String names(List<Delivery> deliveries) {
        String names = deliveries.stream()
                .limit(MOST_NAMED)
                .map(delivery -> label(delivery.target()))
                .collect(Collectors.joining(", "));
        return withMore(names, deliveries.size());
    }

    private static String reasons(List<Delivery> deliveries) {
        String reasons = deliveries.stream()
                .limit(MOST_NAMED)
                .map(delivery -> label(delivery.target()) + ": " + why(delivery))
                .collect(Collectors.joining("; "));
        return withMore(reasons, deliveries.size());
    }

    private static String withMore(String list, int size) {
        return size > MOST_NAMED ? Words.of("delivery.more", list, size - MOST_NAMED) : list;
    }

    /** Why a mailslot did not take it. */
    static String why(Delivery delivery) {
        return FailureWords.brief(delivery.failure().orElseThrow());
    }

    /** A receiver's nickname and pid, a program's mailslot, or the handle while none is known. */
    static String label(Target target) {
        if (target.receiver() != 0) {
            return target.nickname() + " (" + target.receiver() + ")";
        }
        return target.nickname().isEmpty()
                ? Words.of("target.handle", Long.toString(target.handle()))
                : Words.of("target.mailslot", target.nickname());
    }

    /** The values of write handles. */
    static String handles(List<Long> values) {
        String list = values.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return values.isEmpty() ? Words.of("handles.none") : Words.of("handles.write", values.size(), list);
    }
}
