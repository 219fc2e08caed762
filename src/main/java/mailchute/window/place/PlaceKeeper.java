package mailchute.window.place;

import java.awt.Frame;
import java.awt.Rectangle;
import java.awt.event.ComponentAdapter;
import java.awt.event.ComponentEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import javax.swing.JFrame;
import javax.swing.JSplitPane;
import javax.swing.Timer;

/**
 * Brings one window back to where it was, and remembers where it is: a second after it was moved, and when it is closed.
 * Its dividers too: those of split panes that have a name. All on the event thread.
 */
public final class PlaceKeeper {

    /** After the last of many small moves. */
    private static final int PAUSE_MILLIS = 1_000;

    private final JFrame frame;
    private final WindowPlaces places;
    private final WindowPlaces.Id id;
    private final Map<String, Integer> ownParts = new TreeMap<>();
    private final Timer saving = new Timer(PAUSE_MILLIS, event -> save());
    private Rectangle normal;
    private boolean maximized;
    private boolean shown;

    /**
     * Keeps a window.
     *
     * @param name what windows that take over each other's place have in common, such as {@code receiver}
     */
    public PlaceKeeper(JFrame frame, WindowPlaces places, String name) {
        this.frame = frame;
        this.places = places;
        id = places.newWindow(name);
        saving.setRepeats(false);
    }

    /** A number that was remembered with the place, by its name. */
    public OptionalInt part(String name) {
        return places.remembered(id)
                .map(place -> place.parts().get(name))
                .map(OptionalInt::of)
                .orElseGet(OptionalInt::empty);
    }

    /** Remembers a number with the place. */
    public void setPart(String name, int value) {
        ownParts.put(name, value);
        changed();
    }

    /** Puts the window where it was, before it is shown; where the system likes to have it if it was nowhere yet. */
    public void restore() {
        Optional<Place> place = places.remembered(id);
        if (place.isEmpty()) {
            frame.setLocationByPlatform(true);
            return;
        }
        // Its size counts only from when the system knows of the window: the bounds include its borders.
        frame.pack();
        frame.setBounds(Placement.beside(place.get().bounds(), places.taken(id), Screens.usable()));
        normal = frame.getBounds();
        frame.validate();
        Dividers.each(frame, (name, split) -> {
            Integer size = place.get().parts().get(name);
            if (size != null) {
                Dividers.setSize(split, size);
            }
        });
        if (place.get().maximized()) {
            frame.setExtendedState(frame.getExtendedState() | Frame.MAXIMIZED_BOTH);
        }
    }

    /** Remembers from now on; called once the window is shown. */
    public void keep() {
        shown = true;
        noteBounds();
        frame.addComponentListener(new ComponentAdapter() {
            @Override
            public void componentMoved(ComponentEvent event) {
                noteBounds();
                changed();
            }

            @Override
            public void componentResized(ComponentEvent event) {
                noteBounds();
                changed();
            }
        });
        maximized = isMaximized(frame.getExtendedState());
        frame.addWindowStateListener(event -> {
            // A window that is being closed is no longer anything.
            if (frame.isShowing()) {
                maximized = isMaximized(event.getNewState());
                changed();
            }
        });
        Dividers.each(
                frame,
                (name, split) ->
                        split.addPropertyChangeListener(JSplitPane.DIVIDER_LOCATION_PROPERTY, event -> changed()));
        places.opened(id, place(), this::moveAside);
    }

    private void moveAside(List<Rectangle> taken) {
        if (frame.isShowing() && frame.getExtendedState() == Frame.NORMAL) {
            Rectangle free = Placement.beside(frame.getBounds(), taken, Screens.usable());
            if (!free.getLocation().equals(frame.getLocation())) {
                frame.setBounds(free);
            }
        }
    }

    /** Remembers for the last time, and runs the rest when that is done. */
    public void close(Runnable then) {
        saving.stop();
        if (shown) {
            shown = false;
            places.closed(id, place(), then);
        } else {
            then.run();
        }
    }

    private void changed() {
        if (shown) {
            saving.restart();
        }
    }

    private void save() {
        if (shown) {
            places.moved(id, place());
        }
    }

    /** A maximized or iconified window says where it will be again only before it becomes so. */
    private void noteBounds() {
        if (frame.isShowing() && frame.getExtendedState() == Frame.NORMAL) {
            normal = frame.getBounds();
        }
    }

    private static boolean isMaximized(int state) {
        return (state & Frame.MAXIMIZED_BOTH) == Frame.MAXIMIZED_BOTH;
    }

    private Place place() {
        Map<String, Integer> parts =
                new TreeMap<>(places.remembered(id).map(Place::parts).orElse(Map.of()));
        parts.putAll(ownParts);
        Dividers.each(frame, (name, split) -> Dividers.size(split).ifPresent(size -> parts.put(name, size)));
        return new Place(normal == null ? frame.getBounds() : normal, maximized, parts);
    }
}
