package mailchute.window.part;

import java.awt.Component;
import java.awt.GraphicsConfiguration;
import java.awt.RenderingHints;
import java.awt.Toolkit;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.util.Map;

/** How the display wants text drawn: its smoothing and its scale. */
public final class TextDisplay {

    private TextDisplay() {}

    /** What text in that component is measured for. */
    public static FontRenderContext of(Component component) {
        GraphicsConfiguration screen = component.getGraphicsConfiguration();
        AffineTransform scale = screen == null ? new AffineTransform() : screen.getDefaultTransform();
        return new FontRenderContext(scale, smoothing(), RenderingHints.VALUE_FRACTIONALMETRICS_OFF);
    }

    /** The desktop's own smoothing of text, and plain smoothing where it says nothing. */
    public static Object smoothing() {
        Object hints = Toolkit.getDefaultToolkit().getDesktopProperty("awt.font.desktophints");
        Object value = hints instanceof Map<?, ?> map ? map.get(RenderingHints.KEY_TEXT_ANTIALIASING) : null;
        boolean usable = value != null
                && value != RenderingHints.VALUE_TEXT_ANTIALIAS_DEFAULT
                && value != RenderingHints.VALUE_TEXT_ANTIALIAS_OFF;
        return usable ? value : RenderingHints.VALUE_TEXT_ANTIALIAS_ON;
    }
}
