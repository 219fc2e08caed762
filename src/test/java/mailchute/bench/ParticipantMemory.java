package mailchute.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import mailchute.bench.reference.EmptyFrame;
import mailchute.bench.reference.OneCall;
import mailchute.room.DrivenProcess;

/**
 * What memory participants take once they have come to rest, in MB, beside the least that a process of their kind takes. It
 * is measured by a process of the same system, and so in a Windows JVM for Windows ({@link ParticipantMemoryProgram}).
 */
final class ParticipantMemory {

    private static final String ROOM = "bench-memory";

    private ParticipantMemory() {}

    /**
     * Without windows.
     *
     * @param call a JVM with one JNA call
     * @param alone a child
     * @param ofFour each of four children
     */
    record Headless(double call, double alone, double ofFour) {

        List<Figure> figures(String prefix) {
            Figure.Reference one = new Figure.Reference(OneCall.WORDS, call);
            return List.of(
                    Figure.below(prefix + "memory of a headless child, alone", alone, "MB", 40, one),
                    Figure.below(prefix + "memory of each of four headless children", ofFour, "MB", 26, one));
        }
    }

    /**
     * With windows.
     *
     * @param frame an empty frame
     * @param sender a sender's window
     * @param receiver a receiver's window
     * @param messages how many the receiver had been sent
     */
    record Windows(double frame, double sender, double receiver, int messages) {

        List<Figure> figures(String prefix) {
            Figure.Reference empty = new Figure.Reference(EmptyFrame.WORDS, frame);
            String full = String.format(Locale.ROOT, "memory of a receiver's window after %,d messages", messages);
            return List.of(
                    Figure.ratioBelow(prefix + "memory of a sender's window", sender, "MB", empty, 1.3),
                    Figure.ratioBelow(prefix + full, receiver, "MB", empty, 1.3));
        }
    }

    /** Those of another system, which one of its own processes measures. */
    static List<Figure> figures(WineMachine wine, int messages) throws Exception {
        Launched launched = wine.launched();
        List<String> measuring = wine.java(
                ParticipantMemoryProgram.class,
                launched.java().toString(),
                launched.flags().toString(),
                launched.jar().toString());
        List<Figure> figures = new ArrayList<>();
        try (Worker worker = Worker.start(measuring)) {
            double[] headless = numbers(worker, "headless");
            figures.addAll(new Headless(headless[0], headless[1], headless[2]).figures(wine.prefix()));
            double[] windows = numbers(worker, "windows " + messages);
            figures.addAll(new Windows(windows[0], windows[1], windows[2], messages).figures(wine.prefix()));
        }
        return figures;
    }

    private static double[] numbers(Worker worker, String order) throws Exception {
        worker.tell(order);
        // Past what the children print, whose standard output is the worker's.
        String[] words = worker.awaitLine(ParticipantMemoryProgram.ANSWER).split(" ");
        return Stream.of(words).skip(1).mapToDouble(Double::parseDouble).toArray();
    }

    static Headless headless(Launched launched) throws Exception {
        double call = of(Reference.train(launched, OneCall.class));
        try (Children children = new Children(launched, ROOM)) {
            List<Long> pids = new ArrayList<>();
            double alone = 0;
            for (int i = 0; i < 4; i++) {
                long pid = children.start(false);
                children.await(pid);
                pids.add(pid);
                if (i == 0) {
                    awaitRest(pids);
                    alone = Memory.of(pid);
                }
            }
            awaitRest(pids);
            double all = 0;
            for (long pid : pids) {
                all += Memory.of(pid);
            }
            for (long pid : pids) {
                Children.end(pid);
            }
            return new Headless(call, alone, all / pids.size());
        }
    }

    static Windows windows(Launched launched, int messages) throws Exception {
        double frame = of(Reference.train(launched, EmptyFrame.class));
        try (Children children = new Children(launched, ROOM);
                Participants open = new Participants(launched, ROOM)) {
            long sender = open.start("sender").pid();
            children.await(sender);
            awaitRest(open.pids());
            double ofSender = Memory.of(sender);
            long receiver = open.start("receiver").pid();
            children.awaitReceivers(1);
            children.say("message", messages);
            awaitRest(open.pids());
            return new Windows(frame, ofSender, Memory.of(receiver), messages);
        }
    }

    /** On Windows each looks for others three times a second, which is not for nothing under Wine. */
    private static void awaitRest(List<Long> pids) throws InterruptedException {
        Processor.awaitRest(pids, Processor.REST_SECONDS, 2.5 * pids.size());
    }

    private static double of(Reference reference) throws Exception {
        try (DrivenProcess process = reference.ready()) {
            awaitRest(List.of(process.pid()));
            double memory = Memory.of(process.pid());
            Children.end(process.pid());
            return memory;
        }
    }
}
