package mailchute.window.place;

import java.awt.GraphicsConfiguration;
import java.awt.GraphicsDevice;
import java.awt.GraphicsEnvironment;
import java.awt.Insets;
import java.awt.Rectangle;
import java.awt.Toolkit;
import java.util.ArrayList;
import java.util.List;

/** The screens of this moment. */
final class Screens {

    private Screens() {}

    /** What there is of each for windows: without what taskbars take. */
    static List<Rectangle> usable() {
        List<Rectangle> screens = new ArrayList<>();
        for (GraphicsDevice device :
                GraphicsEnvironment.getLocalGraphicsEnvironment().getScreenDevices()) {
            GraphicsConfiguration configuration = device.getDefaultConfiguration();
            Rectangle bounds = configuration.getBounds();
            Insets taskbars = Toolkit.getDefaultToolkit().getScreenInsets(configuration);
            bounds.x += taskbars.left;
            bounds.y += taskbars.top;
            bounds.width -= taskbars.left + taskbars.right;
            bounds.height -= taskbars.top + taskbars.bottom;
            screens.add(bounds);
        }
        return screens;
    }
}
