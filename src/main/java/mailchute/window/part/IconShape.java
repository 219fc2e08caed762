package mailchute.window.part;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.geom.Path2D;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One shape of an icon, as src/build/java/IconShapes.java has written it down, which tells what is in a line.
 *
 * @param color  the theme's name for its colour
 * @param stroke how its outline is drawn, or null if it is filled
 */
record IconShape(String color, Stroke stroke, Shape shape) {

    private static final String FILE = "shapes";

    private static final Logger LOG = LoggerFactory.getLogger(IconShape.class);

    /** Those of all icons, because one file is read sooner than a few. */
    private static final Map<String, List<IconShape>> ALL = read();

    /** The shapes of an icon, in the order in which they are painted; none for a name that has no SVG file. */
    static List<IconShape> ofIcon(String name) {
        return ALL.getOrDefault(name, List.of());
    }

    void paint(Graphics2D g) {
        if (stroke == null) {
            g.fill(shape);
        } else {
            g.setStroke(stroke);
            g.draw(shape);
        }
    }

    private static Map<String, List<IconShape>> read() {
        Map<String, List<IconShape>> all = new HashMap<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(Icons.open(FILE), StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                StringTokenizer words = new StringTokenizer(line);
                all.computeIfAbsent(words.nextToken(), name -> new ArrayList<>())
                        .add(parse(words));
            }
        } catch (IOException unreadable) {
            // A window does without its icons, whatever happened to the file.
            LOG.warn("icons", unreadable);
        }
        return all;
    }

    /** One line of the file, after the icon's name. */
    static IconShape parse(StringTokenizer words) {
        boolean filled = words.nextToken().equals("fill");
        String color = words.nextToken();
        Stroke stroke =
                filled ? null : new BasicStroke(number(words), (int) number(words), (int) number(words), number(words));
        Path2D path = new Path2D.Float();
        while (words.hasMoreTokens()) {
            switch (words.nextToken()) {
                case "M" -> path.moveTo(number(words), number(words));
                case "L" -> path.lineTo(number(words), number(words));
                case "Q" -> path.quadTo(number(words), number(words), number(words), number(words));
                case "C" ->
                    path.curveTo(
                            number(words), number(words), number(words), number(words), number(words), number(words));
                default -> path.closePath();
            }
        }
        return new IconShape(color, stroke, path);
    }

    private static float number(StringTokenizer words) {
        return Float.parseFloat(words.nextToken());
    }
}
