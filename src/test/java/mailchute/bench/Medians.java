package mailchute.bench;

import java.util.List;

/** The middle of several rounds. */
final class Medians {

    private Medians() {}

    /** The upper one of the two where the number is even. */
    static double of(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
