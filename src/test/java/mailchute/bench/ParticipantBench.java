package mailchute.bench;

import java.util.ArrayList;
import java.util.List;
import mailchute.bench.reference.EmptyFrame;
import mailchute.bench.reference.OneCall;
import mailchute.room.DrivenProcess;

/** Participants as processes: how soon a child speaks, and what they do while nothing happens. */
final class ParticipantBench {

    private static final String ROOM = "bench-children";

    private ParticipantBench() {}

    /** Without windows. */
    static List<Figure> headless(Launched launched, boolean quick) throws Exception {
        List<Figure> figures = new ArrayList<>();
        Reference call = Reference.train(launched, OneCall.class);
        try (Children children = new Children(launched, ROOM)) {
            figures.add(start(
                    "New child to its first message, headless", launched, children, call, OneCall.WORDS, false, quick));
        }
        return figures;
    }

    /** With windows, on the display that is there. */
    static List<Figure> windows(Launched launched, boolean quick) throws Exception {
        List<Figure> figures = new ArrayList<>();
        Reference frame = Reference.train(launched, EmptyFrame.class);
        try (Children children = new Children(launched, ROOM)) {
            figures.add(start(
                    "New child to its first message, with a window",
                    launched,
                    children,
                    frame,
                    EmptyFrame.WORDS,
                    true,
                    quick));
            figures.add(untilShown(children, frame, quick));
        }
        figures.addAll(WindowBench.run(launched, quick));
        return figures;
    }

    /** Five windows in which nothing happens. */
    static Figure idle(Launched launched, boolean quick) throws Exception {
        try (Children children = new Children(launched, ROOM);
                Participants open = new Participants(launched, ROOM)) {
            for (int i = 0; i < 5; i++) {
                children.await(
                        open.start(i == 1 || i == 2 ? "receiver" : "sender").pid());
            }
            Processor.awaitRest(open.pids());
            int seconds = quick ? 10 : 60;
            return Figure.below(
                    "idle: processor of five open windows over " + seconds + " s",
                    Processor.use(open.pids(), seconds),
                    "%",
                    0.5);
        }
    }

    private static Figure start(
            String what,
            Launched launched,
            Children children,
            Reference reference,
            String name,
            boolean window,
            boolean quick)
            throws Exception {
        try (Participants there = new Participants(launched, ROOM)) {
            DrivenProcess receiver = there.start("receiver", "--headless");
            children.awaitReceivers(1);
            children.first(receiver, window);
            Medians.Pair millis =
                    Medians.inTurn(quick ? 3 : 15, () -> children.first(receiver, window), () -> untilReady(reference));
            Figure.Reference theirs = new Figure.Reference(name, millis.theirs());
            return Figure.ratioBelow(what, millis.ours(), "ms", theirs, 1.3);
        }
    }

    /** A child's first message does not wait for its window: how long does its user? */
    private static Figure untilShown(Children children, Reference frame, boolean quick) throws Exception {
        try (ClientList windows = ClientList.watch()) {
            windows.await(false);
            Medians.Pair millis = Medians.inTurn(
                    quick ? 3 : 15,
                    () -> untilShown(windows, System.nanoTime(), children.start(true)),
                    () -> untilShown(windows, frame));
            Figure.Reference theirs = new Figure.Reference(EmptyFrame.WORDS, millis.theirs());
            return Figure.beside("New child until its window is shown", millis.ours(), "ms", theirs);
        }
    }

    private static double untilShown(ClientList windows, Reference frame) throws Exception {
        long start = System.nanoTime();
        try (DrivenProcess process = DrivenProcess.start(frame.command())) {
            return untilShown(windows, start, process.pid());
        }
    }

    private static double untilShown(ClientList windows, long start, long pid) throws Exception {
        windows.await(true);
        double millis = (System.nanoTime() - start) / 1e6;
        Children.end(pid);
        windows.await(false);
        return millis;
    }

    private static double untilReady(Reference reference) throws Exception {
        long start = System.nanoTime();
        try (DrivenProcess process = reference.ready()) {
            double millis = (System.nanoTime() - start) / 1e6;
            Children.end(process.pid());
            return millis;
        }
    }
}
