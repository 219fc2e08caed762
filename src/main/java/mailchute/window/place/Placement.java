package mailchute.window.place;

import java.awt.Rectangle;
import java.util.Comparator;
import java.util.List;

/** Where a window can be: arithmetic alone, which knows no window. */
final class Placement {

    /** From one window to the next of a cascade: a title bar's height. */
    static final int STEP = 28;

    private Placement() {}

    /**
     * The nearest place to the one that is wanted in which the whole window can be seen.
     *
     * @param screens what there is to put it on, without what taskbars take; where there are none, anything will do
     * @return the same where it is in sight; else moved onto one screen, and made smaller where that is too small
     */
    static Rectangle within(Rectangle wanted, List<Rectangle> screens) {
        if (screens.isEmpty() || isInSight(wanted, screens)) {
            return new Rectangle(wanted);
        }
        Rectangle screen = nearest(wanted, screens);
        int width = Math.min(wanted.width, screen.width);
        int height = Math.min(wanted.height, screen.height);
        return new Rectangle(
                Math.max(screen.x, Math.min(wanted.x, screen.x + screen.width - width)),
                Math.max(screen.y, Math.min(wanted.y, screen.y + screen.height - height)),
                width,
                height);
    }

    /**
     * The same for a window that is not to lie on others of its kind: step by step down to the right, until its corner is
     * at none of theirs; from the upper left again where the screen ends.
     *
     * @param taken where the others are
     */
    static Rectangle beside(Rectangle wanted, List<Rectangle> taken, List<Rectangle> screens) {
        Rectangle place = within(wanted, screens);
        // Each of the others takes one place of the first cascade and at most two of those that begin at the top:
        // with one step more some place is free, unless the screen is full.
        for (int step = 0; step <= 3 * taken.size() && isOn(place, taken); step++) {
            Rectangle moved = new Rectangle(place);
            moved.translate(STEP, STEP);
            Rectangle seen = within(moved, screens);
            if (!seen.equals(moved)) {
                Rectangle screen = nearest(place, screens);
                // A little aside each time, or a second cascade would lie on the first.
                int aside = step * STEP / 2 % Math.max(1, screen.width - place.width + 1);
                seen = within(new Rectangle(screen.x + aside, screen.y, place.width, place.height), screens);
            }
            place = seen;
        }
        return place;
    }

    private static boolean isOn(Rectangle place, List<Rectangle> taken) {
        return taken.stream()
                .anyMatch(other -> Math.abs(other.x - place.x) < STEP / 2 && Math.abs(other.y - place.y) < STEP / 2);
    }

    private static boolean isInSight(Rectangle place, List<Rectangle> screens) {
        // Screens do not overlap, unless one mirrors another: those are counted once.
        long seen = screens.stream()
                .distinct()
                .mapToLong(screen -> area(screen.intersection(place)))
                .sum();
        return seen >= area(place);
    }

    private static Rectangle nearest(Rectangle place, List<Rectangle> screens) {
        return screens.stream()
                .min(Comparator.comparingLong((Rectangle screen) -> -area(screen.intersection(place)))
                        .thenComparingDouble(screen -> distance(screen, place)))
                .orElse(place);
    }

    private static double distance(Rectangle screen, Rectangle place) {
        double x = Math.max(0, Math.max(screen.x - place.getCenterX(), place.getCenterX() - screen.getMaxX()));
        double y = Math.max(0, Math.max(screen.y - place.getCenterY(), place.getCenterY() - screen.getMaxY()));
        return Math.hypot(x, y);
    }

    private static long area(Rectangle rectangle) {
        return rectangle.isEmpty() ? 0 : (long) rectangle.width * rectangle.height;
    }
}
