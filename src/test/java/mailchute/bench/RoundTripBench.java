package mailchute.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mailchute.bench.MessageLine.Way;

/** A message to the other process and back, through a conversation's pipe. */
final class RoundTripBench {

    private RoundTripBench() {}

    /** Two processes that are connected, and what they took so far. */
    private record Pair(Worker echo, Worker ask, List<Double> medians, List<Double> late) implements AutoCloseable {

        static Pair start(List<String> echo, List<String> ask) throws Exception {
            Worker first = Worker.start(echo);
            try {
                return new Pair(first, Worker.start(ask), new ArrayList<>(), new ArrayList<>());
            } catch (Exception e) {
                first.close();
                throw e;
            }
        }

        void round(int trips) throws Exception {
            String[] nanos = ask.ask(Integer.toString(trips)).split(" ");
            medians.add(Double.parseDouble(nanos[0]) / 1e3);
            late.add(Double.parseDouble(nanos[1]) / 1e3);
        }

        void warmUp(int trips) throws Exception {
            ask.ask(Integer.toString(trips));
        }

        double median() {
            return Medians.of(medians);
        }

        double p99() {
            return Medians.of(late);
        }

        @Override
        public void close() {
            ask.close();
            echo.close();
        }
    }

    static List<Figure> run(Machine machine, boolean quick, double limit) throws Exception {
        List<Figure> figures = new ArrayList<>();
        for (int size : new int[] {100, 4096}) {
            measure(machine, size, true, quick, limit, figures);
        }
        if (machine instanceof LinuxMachine) {
            measure(machine, 100, false, quick, limit, figures);
        }
        return figures;
    }

    private static void measure(
            Machine machine, int size, boolean pinned, boolean quick, double limit, List<Figure> figures)
            throws Exception {
        boolean peers = pinned && machine instanceof LinuxMachine;
        List<Pair> pairs = new ArrayList<>();
        try {
            pairs.add(pair(machine, pinned, Optional.empty(), size));
            for (Way way : peers ? Way.values() : new Way[] {Way.MAILCHUTE}) {
                pairs.add(pair(machine, pinned, Optional.of(way), size));
            }
            for (Pair pair : pairs) {
                pair.warmUp(quick ? 6_000 : 20_000);
            }
            for (int round = 0; round < (quick ? 3 : 9); round++) {
                for (Pair pair : pairs) {
                    pair.round(quick ? 3_000 : 10_000);
                }
            }
            Pair c = pairs.get(0);
            Pair ours = pairs.get(1);
            String what =
                    machine.prefix() + "conversation round trip, " + (size < 1024 ? size + " B" : size / 1024 + " KiB")
                            + (machine instanceof LinuxMachine ? pinned ? ", one core" : ", all cores" : "");
            String cName = machine.reference("SOCK_SEQPACKET", "message pipe");
            Figure.Reference reference = new Figure.Reference(cName, c.median());
            // How a machine wakes its other core is the same for all and hides what is measured: no target there.
            figures.add(
                    pinned
                            ? Figure.ratioBelow(what + ", p50", ours.median(), "µs", reference, limit)
                            : Figure.beside(what + ", p50", ours.median(), "µs", reference));
            figures.add(Figure.beside(what + ", p99", ours.p99(), "µs", new Figure.Reference(cName, c.p99())));
            if (peers) {
                Pair datagram = pairs.get(1 + Way.JUNIXSOCKET_DATAGRAM.ordinal());
                figures.add(Figure.ratioBelow(
                        what + ", p50",
                        ours.median(),
                        "µs",
                        new Figure.Reference("junixsocket, datagrams", datagram.median()),
                        1));
                figures.add(stream(what, ours, "JDK SocketChannel, a stream", pairs.get(1 + Way.JDK.ordinal())));
                figures.add(stream(what, ours, "junixsocket, a stream", pairs.get(1 + Way.JUNIXSOCKET.ordinal())));
                figures.add(stream(what, ours, "sbt ipcsocket, a stream", pairs.get(1 + Way.IPCSOCKET.ordinal())));
            }
        } finally {
            for (Pair pair : pairs) {
                pair.close();
            }
        }
    }

    private static Figure stream(String what, Pair ours, String name, Pair theirs) {
        return Figure.beside(what + ", p50", ours.median(), "µs", new Figure.Reference(name, theirs.median()));
    }

    private static Pair pair(Machine machine, boolean pinned, Optional<Way> way, int size) throws Exception {
        String address = machine.pipe();
        String bytes = Integer.toString(size);
        List<String> echo;
        List<String> ask;
        if (way.isPresent()) {
            echo = machine.java(RoundTripProgram.class, way.get().name(), "echo", address, bytes);
            ask = machine.java(RoundTripProgram.class, way.get().name(), "ask", address, bytes);
        } else {
            echo = machine.c("round-trip", "echo", address);
            ask = machine.c("round-trip", "ask", address, bytes);
        }
        return Pair.start(pinned ? machine.onOneCore(echo) : echo, pinned ? machine.onOneCore(ask) : ask);
    }
}
