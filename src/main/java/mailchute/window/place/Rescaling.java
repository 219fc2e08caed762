package mailchute.window.place;

import java.awt.Frame;
import java.awt.Rectangle;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.swing.JSplitPane;

/** Lets windows that are open grow and shrink with what is in them. */
public final class Rescaling {

    private Rescaling() {}

    /** After the size of everything has changed from one number of percent to another. On the event thread. */
    public static void windows(int before, int after) {
        if (before == after) {
            return;
        }
        for (Frame frame : Frame.getFrames()) {
            if (frame.isShowing()) {
                Map<JSplitPane, Integer> sizes = new LinkedHashMap<>();
                Dividers.each(
                        frame,
                        (name, split) ->
                                Dividers.size(split).ifPresent(size -> sizes.put(split, size * after / before)));
                if (frame.getExtendedState() == Frame.NORMAL) {
                    Rectangle bounds = frame.getBounds();
                    bounds.setSize(bounds.width * after / before, bounds.height * after / before);
                    frame.setBounds(Placement.within(bounds, Screens.usable()));
                }
                frame.validate();
                sizes.forEach(Dividers::setSize);
            }
        }
    }
}
