package mailchute.window.place;

import java.awt.Component;
import java.awt.Container;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import javax.swing.JSplitPane;

/** The dividers of a window that are remembered: those of split panes with a name. */
final class Dividers {

    private static final double MIDDLE = 0.5;

    private Dividers() {}

    /** Gives each split pane that has a name, at or below a component, to the action, with its name. */
    static void each(Component component, BiConsumer<String, JSplitPane> action) {
        if (component instanceof JSplitPane split && split.getName() != null) {
            action.accept(split.getName(), split);
        }
        if (component instanceof Container container) {
            for (Component child : container.getComponents()) {
                each(child, action);
            }
        }
    }

    /** The size of the side that keeps it when the window grows; empty while there is only one side. */
    static OptionalInt size(JSplitPane split) {
        if (hasOneSide(split) || length(split) == 0) {
            return OptionalInt.empty();
        }
        int location = split.getDividerLocation();
        return OptionalInt.of(isFixedAtEnd(split) ? length(split) - split.getDividerSize() - location : location);
    }

    /** Gives that side a size, or as much as there is. */
    static void setSize(JSplitPane split, int size) {
        if (!hasOneSide(split) && size > 0) {
            int room = length(split) - split.getDividerSize();
            split.setDividerLocation(Math.max(0, Math.min(isFixedAtEnd(split) ? room - size : size, room)));
        }
    }

    private static boolean hasOneSide(JSplitPane split) {
        return split.getLeftComponent() == null
                || split.getRightComponent() == null
                || !split.getLeftComponent().isVisible()
                || !split.getRightComponent().isVisible();
    }

    private static boolean isFixedAtEnd(JSplitPane split) {
        return split.getResizeWeight() > MIDDLE;
    }

    private static int length(JSplitPane split) {
        return split.getOrientation() == JSplitPane.HORIZONTAL_SPLIT ? split.getWidth() : split.getHeight();
    }
}
