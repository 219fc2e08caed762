package mailchute.window.part;

import com.formdev.flatlaf.util.UIScale;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Component;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import javax.swing.Icon;

/** A disc or a triangle with an i or an exclamation mark. Drawn rather than loaded: it is needed on start. */
final class SeverityIcon implements Icon {

    private final Severity severity;
    private final int size;

    SeverityIcon(Severity severity, int size) {
        this.severity = severity;
        this.size = size;
    }

    @Override
    public void paintIcon(Component component, Graphics graphics, int x, int y) {
        Graphics2D g = (Graphics2D) graphics.create();
        try {
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            g.translate(x, y);
            g.scale(getIconWidth() / 16.0, getIconHeight() / 16.0);
            g.setColor(severity.color());
            if (severity == Severity.WARNING) {
                Path2D triangle = new Path2D.Float();
                triangle.moveTo(8, 1.5);
                triangle.lineTo(15, 14.5);
                triangle.lineTo(1, 14.5);
                triangle.closePath();
                g.fill(triangle);
            } else {
                g.fill(new Ellipse2D.Float(1, 1, 14, 14));
            }
            g.setColor(Color.WHITE);
            paintSign(g);
        } finally {
            g.dispose();
        }
    }

    private void paintSign(Graphics2D g) {
        g.setStroke(new BasicStroke(1.8f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        switch (severity) {
            case INFO -> {
                g.draw(new Line2D.Float(8, 7.6f, 8, 11.6f));
                g.fill(new Ellipse2D.Float(6.9f, 3.6f, 2.2f, 2.2f));
            }
            case WARNING -> {
                g.draw(new Line2D.Float(8, 6, 8, 9.6f));
                g.fill(new Ellipse2D.Float(6.9f, 11, 2.2f, 2.2f));
            }
            case ERROR -> {
                g.draw(new Line2D.Float(8, 4.4f, 8, 8.4f));
                g.fill(new Ellipse2D.Float(6.9f, 10.2f, 2.2f, 2.2f));
            }
        }
    }

    @Override
    public int getIconWidth() {
        return UIScale.scale(size);
    }

    @Override
    public int getIconHeight() {
        return UIScale.scale(size);
    }
}
