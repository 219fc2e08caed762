package mailchute.window.part;

import com.formdev.flatlaf.util.UIScale;
import java.awt.Component;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import javax.swing.Icon;

/** A square icon that is drawn rather than loaded: with smooth edges, and lines that lie where they are said to. */
abstract class DrawnIcon implements Icon {

    private final int size;

    /** @param size at a scale of 100 percent */
    DrawnIcon(int size) {
        this.size = size;
    }

    /** Draws it with its corner at 0, 0, in pixels: the scale is the icon's own business. */
    abstract void draw(Component component, Graphics2D g);

    @Override
    public final void paintIcon(Component component, Graphics graphics, int x, int y) {
        Graphics2D g = (Graphics2D) graphics.create();
        try {
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            g.translate(x, y);
            draw(component, g);
        } finally {
            g.dispose();
        }
    }

    @Override
    public final int getIconWidth() {
        return UIScale.scale(size);
    }

    @Override
    public final int getIconHeight() {
        return UIScale.scale(size);
    }
}
