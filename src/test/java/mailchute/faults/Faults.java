package mailchute.faults;

import java.util.Random;

/**
 * How far the faults go: everything ({@code launch/test --faults}), or as much as fits into every run of the tests. What is
 * left to chance comes of one seed, which is printed and can be given again ({@code --seed}).
 */
final class Faults {

    /** Whether everything is tried, however long it takes. */
    static final boolean WHOLE = "whole".equals(System.getProperty("mailchute.faults"));

    /** One number in every run of the tests: what nobody has changed does not fail by chance. */
    static final long SEED = Long.getLong("mailchute.faults.seed", WHOLE ? System.nanoTime() & 0xFFFF_FFFFL : 1);

    static {
        System.out.println("faults: " + (WHOLE ? "whole" : "bounded") + ", " + again());
    }

    private Faults() {}

    /** Chance for one test, the same again with the same seed. */
    static Random chance(Class<?> test) {
        return new Random(SEED ^ test.getName().hashCode());
    }

    /** How to have the same again. */
    static String again() {
        return "seed " + SEED + " (again: launch/test --faults --seed " + SEED + ")";
    }

    /** One number where everything is tried, another where it has to be quick. */
    static int times(int whole, int bounded) {
        return WHOLE ? whole : bounded;
    }
}
