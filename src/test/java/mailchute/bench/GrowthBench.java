package mailchute.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mailchute.room.Broadcast;
import mailchute.room.Roster;

/** What it costs that there are more: a broadcast by its receivers, and the look at who is here by who is here. */
final class GrowthBench {

    private static final String ROOM = "bench-growth";
    private static final int WARM_UP = 50;

    /** A thousandth of one core. */
    private static final double MOST_MICROS = 1_000;

    /** What the roster's threads are called. */
    private static final String ROSTER = "mailchute-roster";

    private GrowthBench() {}

    static List<Figure> run(Launched launched, boolean quick) throws Exception {
        List<Figure> figures = new ArrayList<>();
        broadcasts(launched, quick ? List.of(1, 4) : List.of(1, 10, 50), quick ? 50 : 200, figures);
        looks(launched, quick ? List.of(1, 4) : List.of(1, 10, 100), quick ? 3 : 20, figures);
        return figures;
    }

    /** Each figure is one receiver's share of a broadcast's time: what is written grows with them, and nothing else may. */
    private static void broadcasts(Launched launched, List<Integer> counts, int messages, List<Figure> figures)
            throws Exception {
        try (Children children = new Children(launched, ROOM);
                Participants receivers = new Participants(launched, ROOM)) {
            children.awaitReceivers(0);
            Figure.Reference fewer = null;
            for (int count : counts) {
                grow(receivers, "receiver", count, children);
                children.awaitReceivers(count);
                Processor.awaitRest(receivers.pids(), 2, 2.5 + count);
                List<Double> each = new ArrayList<>();
                for (int i = 0; i < WARM_UP + messages; i++) {
                    long start = System.nanoTime();
                    Broadcast said = children.sender().say("grow " + i, target -> true);
                    double micros = (System.nanoTime() - start) / 1e3;
                    if (said.taken() != count) {
                        throw new IllegalStateException(said.summary());
                    }
                    if (i >= WARM_UP) {
                        each.add(micros / count);
                    }
                    // Nobody's queue fills: a writer who waits for a reader is not what is measured.
                    Thread.sleep(2L * count);
                }
                String what = "a broadcast to " + count + ", for each receiver, p50";
                figures.add(
                        fewer == null
                                ? Figure.alone(what, Medians.of(each), "µs")
                                : Figure.ratioBelow(what, Medians.of(each), "µs", fewer, 1.3));
                fewer = new Figure.Reference("to " + count, Medians.of(each));
            }
        }
    }

    /** What a roster does while nobody comes or goes. */
    private static void looks(Launched launched, List<Integer> counts, int seconds, List<Figure> figures)
            throws Exception {
        try (Children children = new Children(launched, ROOM);
                Participants senders = new Participants(launched, ROOM)) {
            for (int count : counts) {
                grow(senders, "sender", count, children);
                Processor.awaitRest(senders.pids(), 2, 2.5 + count);
                long start = System.nanoTime();
                try (Roster fresh = new Roster()) {
                    if (!fresh.awaitFirstLook(Children.PATIENCE)) {
                        throw new IllegalStateException("no first look");
                    }
                }
                double first = (System.nanoTime() - start) / 1e6;
                figures.add(Figure.alone("who is here, asked for the first time, of " + count, first, "ms"));
                Map<Long, Long> before = rosterNanos();
                Thread.sleep(seconds * 1000L);
                Map<Long, Long> after = rosterNanos();
                after.keySet().retainAll(before.keySet());
                long nanos = after.entrySet().stream()
                        .mapToLong(thread -> thread.getValue() - before.get(thread.getKey()))
                        .sum();
                String what = "who is here, watched: processor for each second, of " + count;
                figures.add(Figure.below(what, nanos / 1e3 / seconds, "µs", MOST_MICROS));
            }
        }
    }

    private static void grow(Participants there, String role, int count, Children children) throws Exception {
        int known = there.pids().size();
        for (int i = known; i < count; i++) {
            there.start(role, "--headless");
        }
        for (long pid : there.pids().subList(known, count)) {
            children.await(pid);
        }
    }

    /** The processor time that each of this process's rosters has taken so far, by its thread. */
    private static Map<Long, Long> rosterNanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        Map<Long, Long> nanos = new HashMap<>();
        for (long id : threads.getAllThreadIds()) {
            ThreadInfo info = threads.getThreadInfo(id);
            if (info != null && info.getThreadName().startsWith(ROSTER)) {
                nanos.put(id, threads.getThreadCpuTime(id));
            }
        }
        return nanos;
    }
}
