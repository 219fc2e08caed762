package mailchute.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/** Messages that did not reach everyone: each reason is said when it comes first, how often it came at the end. */
final class UndeliveredCount {

    private final Console console;
    private final Map<String, Integer> reasons = new LinkedHashMap<>();

    UndeliveredCount(Console console) {
        this.console = console;
    }

    synchronized void add(String why) {
        if (reasons.merge(why, 1, Integer::sum) == 1) {
            console.complain("mailchute: not sent to all: " + why);
        }
    }

    synchronized void sayHowMany() {
        reasons.forEach((why, count) -> {
            if (count > 1) {
                console.complain("mailchute: " + count + " messages were not sent to all: " + why);
            }
        });
    }
}
