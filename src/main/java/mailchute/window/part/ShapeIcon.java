package mailchute.window.part;

import com.formdev.flatlaf.util.UIScale;
import java.awt.Color;
import java.awt.Component;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.RGBImageFilter;
import javax.swing.Icon;
import javax.swing.UIManager;

/**
 * An icon of assets/icons, 16 by 16, drawn from the shapes that the build has made of its SVG file; grey where its
 * component is disabled. Its colours are asked of the theme each time, so it follows a change by itself.
 */
final class ShapeIcon implements Icon {

    private static final int SIZE = 16;

    private final String name;

    ShapeIcon(String name) {
        this.name = name;
    }

    @Override
    public void paintIcon(Component component, Graphics graphics, int x, int y) {
        Graphics2D g = (Graphics2D) graphics.create();
        try {
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            g.translate(x, y);
            UIScale.scaleGraphics(g);
            for (IconShape shape : IconShape.ofIcon(name)) {
                Color color = UIManager.getColor(shape.color());
                g.setColor(component == null || component.isEnabled() ? color : grey(color));
                shape.paint(g);
            }
        } finally {
            g.dispose();
        }
    }

    private static Color grey(Color color) {
        RGBImageFilter filter = (RGBImageFilter) UIManager.get("Component.grayFilter");
        return new Color(filter.filterRGB(0, 0, color.getRGB()), true);
    }

    @Override
    public int getIconWidth() {
        return UIScale.scale(SIZE);
    }

    @Override
    public int getIconHeight() {
        return UIScale.scale(SIZE);
    }
}
