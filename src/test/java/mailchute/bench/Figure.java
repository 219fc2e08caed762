package mailchute.bench;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One measured figure beside its reference of the same run.
 *
 * @param value     in the unit
 * @param reference what the ratio is to: a name and its own figure in the same unit; empty where the target is a bound
 * @param target    what is to be reached, in words, and whether it was
 */
record Figure(String what, double value, String unit, Optional<Reference> reference, Optional<Target> target) {

    /** What a figure is measured against. */
    record Reference(String what, double value) {}

    /** What a figure is to reach. */
    record Target(String words, boolean reached) {}

    /** A figure that is to stay below a bound. */
    static Figure below(String what, double value, String unit, double bound) {
        Target target = new Target(String.format(Locale.ROOT, "≤ %s %s", number(bound), unit), value <= bound);
        return new Figure(what, value, unit, Optional.empty(), Optional.of(target));
    }

    /** A figure that is to stay below a bound, beside what it is made of. */
    static Figure below(String what, double value, String unit, double bound, Reference reference) {
        return new Figure(
                what,
                value,
                unit,
                Optional.of(reference),
                below(what, value, unit, bound).target());
    }

    /** A figure by itself. */
    static Figure alone(String what, double value, String unit) {
        return new Figure(what, value, unit, Optional.empty(), Optional.empty());
    }

    /** A figure without a target beside its reference. */
    static Figure beside(String what, double value, String unit, Reference reference) {
        return new Figure(what, value, unit, Optional.of(reference), Optional.empty());
    }

    /** A figure whose ratio to its reference is to stay below a bound. */
    static Figure ratioBelow(String what, double value, String unit, Reference reference, double bound) {
        Target target = new Target(
                String.format(Locale.ROOT, "≤ %s × reference", number(bound)), value <= bound * reference.value());
        return new Figure(what, value, unit, Optional.of(reference), Optional.of(target));
    }

    /** A figure whose ratio to its reference is to be at least a bound. */
    static Figure ratioAbove(String what, double value, String unit, Reference reference, double bound) {
        Target target = new Target(
                String.format(Locale.ROOT, "≥ %s × reference", number(bound)), value >= bound * reference.value());
        return new Figure(what, value, unit, Optional.of(reference), Optional.of(target));
    }

    OptionalDouble ratio() {
        return reference.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(value / reference.get().value());
    }

    String row() {
        String against = reference
                .map(r -> r.what() + " " + number(r.value()) + " " + unit)
                .orElse("");
        String ratio = ratio().isPresent() ? String.format(Locale.ROOT, "%.2f", ratio().getAsDouble()) : "";
        String reached = target.map(t -> t.words() + (t.reached() ? "  reached" : "  MISSED"))
                .orElse("");
        return String.format("%-70s %12s %-6s %6s  %-46s %s", what, number(value), unit, ratio, against, reached)
                .stripTrailing();
    }

    static String number(double value) {
        return value >= 100 ? String.format(Locale.ROOT, "%,.0f", value) : String.format(Locale.ROOT, "%.2f", value);
    }
}
