package mailchute.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** The middle of several rounds. */
final class Medians {

    /** Of what is measured and of its reference. */
    record Pair(double ours, double theirs) {}

    private Medians() {}

    /** The upper one of the two where the number is even. */
    static double of(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    /** Measures both so often, in turn: what else the machine does falls on both. */
    static Pair inTurn(int rounds, Callable<Double> ours, Callable<Double> theirs) throws Exception {
        List<Double> measured = new ArrayList<>();
        List<Double> reference = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            measured.add(ours.call());
            reference.add(theirs.call());
        }
        return new Pair(of(measured), of(reference));
    }
}
