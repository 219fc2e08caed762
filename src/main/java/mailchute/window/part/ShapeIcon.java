package mailchute.window.part;

import com.formdev.flatlaf.util.UIScale;
import java.awt.Color;
import java.awt.Component;
import java.awt.Graphics2D;
import java.awt.image.RGBImageFilter;
import javax.swing.UIManager;

/**
 * An icon of assets/icons, 16 by 16, drawn from the shapes that the build has made of its SVG file; grey where its
 * component is disabled. Its colours are asked of the theme each time, so it follows a change by itself.
 */
final class ShapeIcon extends DrawnIcon {

    private static final int SIZE = 16;

    private final String name;

    ShapeIcon(String name) {
        super(SIZE);
        this.name = name;
    }

    @Override
    void draw(Component component, Graphics2D g) {
        UIScale.scaleGraphics(g);
        for (IconShape shape : IconShape.ofIcon(name)) {
            Color color = UIManager.getColor(shape.color());
            g.setColor(component == null || component.isEnabled() ? color : grey(color));
            shape.paint(g);
        }
    }

    private static Color grey(Color color) {
        RGBImageFilter filter = (RGBImageFilter) UIManager.get("Component.grayFilter");
        return new Color(filter.filterRGB(0, 0, color.getRGB()), true);
    }
}
