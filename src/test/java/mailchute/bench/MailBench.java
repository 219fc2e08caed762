package mailchute.bench;

import java.util.ArrayList;
import java.util.List;

/** Messages one way, from some processes into the mailslot of one. */
final class MailBench {

    private static final int SIZE = 100;

    private MailBench() {}

    /** A reader and its writers. */
    private record Slot(Worker reader, List<Worker> writers, List<Double> rates) implements AutoCloseable {

        double round(int messages) throws Exception {
            int each = messages / writers.size();
            reader.tell(Integer.toString(each * writers.size()));
            for (Worker writer : writers) {
                writer.tell(Integer.toString(each));
            }
            double nanos = Double.parseDouble(reader.answer());
            for (Worker writer : writers) {
                writer.answer();
            }
            return (each * writers.size() - 1) / (nanos / 1e9);
        }

        @Override
        public void close() {
            writers.forEach(Worker::close);
            reader.close();
        }
    }

    static List<Figure> run(Machine machine, boolean quick, double ofOne, double ofFour) throws Exception {
        return List.of(measure(machine, quick, 1, ofOne), measure(machine, quick, 4, ofFour));
    }

    private static Figure measure(Machine machine, boolean quick, int writers, double limit) throws Exception {
        int messages = quick ? 40_000 : 200_000;
        int rounds = quick ? 3 : 7;
        try (Slot ours = slot(machine, writers, false);
                Slot c = slot(machine, writers, true)) {
            for (Slot slot : List.of(ours, c)) {
                slot.round(messages);
            }
            for (int round = 0; round < rounds; round++) {
                for (Slot slot : List.of(ours, c)) {
                    slot.rates().add(slot.round(messages));
                }
            }
            // A reader that misses one ends with an error: these are all that were written.
            String what = String.format(
                    "%smailslot one way, %d B, %d %s, 0 lost of %,d",
                    machine.prefix(), SIZE, writers, writers == 1 ? "writer" : "writers", (rounds + 1) * messages);
            return Figure.ratioAbove(
                    what,
                    Medians.of(ours.rates()),
                    "msg/s",
                    new Figure.Reference(machine.reference("SOCK_DGRAM", "mailslot"), Medians.of(c.rates())),
                    limit);
        }
    }

    private static Slot slot(Machine machine, int writers, boolean c) throws Exception {
        String address = machine.mailslot();
        List<Worker> started = new ArrayList<>();
        Worker reader =
                Worker.start(c ? machine.c("mail", "read", address) : machine.java(MailProgram.class, "read", address));
        try {
            for (int writer = 0; writer < writers; writer++) {
                String[] arguments = {"write", address, Integer.toString(writer), Integer.toString(SIZE)};
                started.add(
                        Worker.start(c ? machine.c("mail", arguments) : machine.java(MailProgram.class, arguments)));
            }
            return new Slot(reader, started, new ArrayList<>());
        } catch (Exception e) {
            new Slot(reader, started, List.of()).close();
            throw e;
        }
    }
}
