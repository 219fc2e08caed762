package mailchute.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mailchute.room.DrivenProcess;

/** What a sender was given to say, and what it reported of that, in the order in which it printed it. */
final class Reports {

    private static final Pattern PID = Pattern.compile("\\((\\d+)\\)");
    private static final Pattern SENT =
            Pattern.compile("^\\[\\S+] sent: taken by \\d+ of \\d+ mailslots?(?:; not by (.*))?$");

    /** For each text the mailslots that it could write to for certain: those it had printed before it was given the text. */
    private final List<Set<Long>> targetsOf = new ArrayList<>();
    /** For each report those that did not take it. */
    private final List<Set<Long>> notBy = new ArrayList<>();

    private Set<Long> targets = Set.of();
    private int looked;

    /** Reads what it has printed since. */
    void look(DrivenProcess sender) {
        try {
            sender.await(Duration.ZERO, lines -> {
                for (; looked < lines.size(); looked++) {
                    take(lines.get(looked));
                }
                return Optional.of(looked);
            });
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void take(String line) {
        Matcher sent = SENT.matcher(line);
        if (line.startsWith("receivers: ")) {
            targets = pids(line);
        } else if (sent.matches()) {
            notBy.add(sent.group(1) == null ? Set.of() : pids(sent.group(1)));
        }
    }

    private static Set<Long> pids(String text) {
        Set<Long> pids = new HashSet<>();
        Matcher pid = PID.matcher(text);
        while (pid.find()) {
            pids.add(Long.parseLong(pid.group(1)));
        }
        return pids;
    }

    /** The mailslots that it can write to. */
    Set<Long> targets() {
        return targets;
    }

    /** The next text for it. */
    String next(String nickname) {
        targetsOf.add(targets);
        return nickname + "-" + (targetsOf.size() - 1);
    }

    /** How many texts it has reported on. */
    int reported() {
        return Math.min(notBy.size(), targetsOf.size());
    }

    /** The texts that it reported as taken by this one's mailslot. */
    List<Integer> takenBy(long receiver) {
        List<Integer> taken = new ArrayList<>();
        for (int i = 0; i < reported(); i++) {
            if (targetsOf.get(i).contains(receiver) && !notBy.get(i).contains(receiver)) {
                taken.add(i);
            }
        }
        return taken;
    }

    /** Whether the last text was reported as taken by this one's mailslot. */
    boolean lastTakenBy(long receiver) {
        return reported() > 0 && takenBy(receiver).contains(reported() - 1);
    }
}
