package mailchute.window.part;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Component;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;

/** A disc or a triangle with an i or an exclamation mark. */
final class SeverityIcon extends DrawnIcon {

    private final Severity severity;

    SeverityIcon(Severity severity, int size) {
        super(size);
        this.severity = severity;
    }

    @Override
    void draw(Component component, Graphics2D g) {
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
}
