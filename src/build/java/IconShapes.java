import com.formdev.flatlaf.FlatIconColors;
import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.renderer.NullPlatformSupport;
import com.github.weisj.jsvg.renderer.output.Output;
import com.github.weisj.jsvg.view.ViewBox;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.Paint;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.geom.AffineTransform;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.ImageObserver;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Part of the build, not of the program: turns the icons' SVG files into the list of shapes that
 * {@code mailchute.window.part.ShapeIcon} draws, because a library that reads SVG is too dear for every window. JSVG
 * draws each file, and what it draws is written down: a line for each shape, which begins with the icon's name.
 *
 * <pre>
 * NAME fill COLOUR PATH
 * NAME draw COLOUR WIDTH CAP JOIN MITERLIMIT PATH
 * </pre>
 *
 * COLOUR is a key of the theme; WIDTH to MITERLIMIT are what {@link BasicStroke} takes; PATH is in absolute M, L, Q, C
 * and Z with blanks between. What cannot be told in such a line (text, a gradient, a colour that no theme knows) fails
 * the build.
 *
 * <p>Arguments: the file to write, the SVG files as a path of the system.
 */
final class IconShapes {

    private static final float SIZE = 16;
    private static final Set<String> ELEMENTS =
            Set.of("svg", "g", "path", "circle", "ellipse", "rect", "line", "polyline", "polygon");

    public static void main(String[] args) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String file :
                Arrays.stream(args[1].split(File.pathSeparator)).sorted().toList()) {
            Path svg = Path.of(file);
            try {
                lines.addAll(linesOf(svg));
            } catch (RuntimeException | XMLStreamException unfit) {
                throw new IllegalArgumentException(svg + ": " + unfit.getMessage(), unfit);
            }
        }
        Path target = Path.of(args[0]);
        Files.createDirectories(target.getParent());
        Files.writeString(target, String.join("\n", lines) + "\n");
    }

    private static List<String> linesOf(Path svg) throws IOException, XMLStreamException {
        List<String> complaints = strangeElements(svg);
        Handler listener = new Complaints(complaints);
        Logger.getLogger("").addHandler(listener);
        Recorder recorder = new Recorder(svg.getFileName().toString().replace(".svg", ""));
        SVGDocument document = new SVGLoader().load(svg.toUri().toURL());
        if (document == null || document.size().width != SIZE || document.size().height != SIZE) {
            throw new IllegalArgumentException("is no picture of " + SIZE + " by " + SIZE);
        }
        document.renderWithPlatform(NullPlatformSupport.INSTANCE, recorder, new ViewBox(SIZE, SIZE));
        Logger.getLogger("").removeHandler(listener);
        if (!complaints.isEmpty() || recorder.lines.isEmpty()) {
            throw new IllegalArgumentException("is not understood: " + complaints);
        }
        return recorder.lines;
    }

    /** JSVG passes over elements that it does not know, and text looks different wherever it is built. */
    private static List<String> strangeElements(Path svg) throws IOException, XMLStreamException {
        List<String> strange = new ArrayList<>();
        try (InputStream stream = Files.newInputStream(svg)) {
            XMLStreamReader reader = XMLInputFactory.newInstance().createXMLStreamReader(stream);
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT && !ELEMENTS.contains(reader.getLocalName())) {
                    strange.add(reader.getLocalName());
                }
            }
        }
        return strange;
    }

    /** What JSVG only mentions, as a path that it cannot read, and goes on. */
    private static final class Complaints extends Handler {

        private final List<String> all;

        Complaints(List<String> all) {
            this.all = all;
        }

        @Override
        public void publish(LogRecord record) {
            all.add(record.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    /** Writes down what is drawn; whatever has no line of its own is refused. */
    private static final class Recorder implements Output {

        private static final Map<Integer, String> KEYS = new HashMap<>();

        static {
            for (FlatIconColors each : FlatIconColors.values()) {
                if (each.light) {
                    KEYS.put(each.rgb, each.key);
                }
            }
        }

        private final String name;
        private final List<String> lines;
        private AffineTransform transform = new AffineTransform();
        private Paint paint = Color.BLACK;
        private Stroke stroke = new BasicStroke();

        Recorder(String name) {
            this.name = name;
            lines = new ArrayList<>();
        }

        private Recorder(Recorder parent) {
            name = parent.name;
            lines = parent.lines;
            transform = new AffineTransform(parent.transform);
            paint = parent.paint;
            stroke = parent.stroke;
        }

        @Override
        public void fillShape(Shape shape) {
            PathIterator path = shape.getPathIterator(transform);
            if (path.getWindingRule() != PathIterator.WIND_NON_ZERO) {
                throw refused("the fill rule evenodd");
            }
            lines.add(String.join(" ", name, "fill", colour(), segments(path)));
        }

        @Override
        public void drawShape(Shape shape) {
            BasicStroke line = (BasicStroke) stroke;
            if (line.getDashArray() != null) {
                throw refused("a dashed line");
            }
            if ((transform.getType() & ~AffineTransform.TYPE_TRANSLATION) != 0) {
                throw refused("a line that is scaled or rotated");
            }
            lines.add(String.join(
                    " ",
                    name,
                    "draw",
                    colour(),
                    number(line.getLineWidth()),
                    String.valueOf(line.getEndCap()),
                    String.valueOf(line.getLineJoin()),
                    number(line.getMiterLimit()),
                    segments(shape.getPathIterator(transform))));
        }

        private String colour() {
            String key = paint instanceof Color plain && plain.getAlpha() == 255
                    ? KEYS.get(plain.getRGB() & 0xFFFFFF)
                    : null;
            if (key == null) {
                throw refused("a paint that is none of FlatIconColors: " + paint);
            }
            return key;
        }

        private static String segments(PathIterator path) {
            List<String> words = new ArrayList<>();
            double[] coordinates = new double[6];
            for (; !path.isDone(); path.next()) {
                int segment = path.currentSegment(coordinates);
                words.add("MLQCZ".substring(segment, segment + 1));
                int count = new int[] {2, 2, 4, 6, 0}[segment];
                for (int i = 0; i < count; i++) {
                    words.add(number(coordinates[i]));
                }
            }
            return String.join(" ", words);
        }

        /** A ten-thousandth of a pixel is seen by nobody. */
        private static String number(double value) {
            BigDecimal rounded = BigDecimal.valueOf(value).setScale(4, RoundingMode.HALF_EVEN);
            return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
        }

        private static RuntimeException refused(String what) {
            return new UnsupportedOperationException(what + " cannot be told as a shape");
        }

        @Override
        public void drawImage(BufferedImage image) {
            throw refused("an image or a filter");
        }

        @Override
        public void drawImage(Image image, ImageObserver observer) {
            throw refused("an image or a filter");
        }

        @Override
        public void drawImage(Image image, AffineTransform at, ImageObserver observer) {
            throw refused("an image or a filter");
        }

        @Override
        public void setPaint(Paint paint) {
            this.paint = paint;
        }

        @Override
        public void setPaint(Supplier<Paint> paint) {
            this.paint = paint.get();
        }

        @Override
        public void setStroke(Stroke stroke) {
            this.stroke = stroke;
        }

        @Override
        public Stroke stroke() {
            return stroke;
        }

        @Override
        public void applyClip(Shape clip) {
            if (!transform.createTransformedShape(clip).contains(clipBounds())) {
                throw refused("a clip");
            }
        }

        @Override
        public Optional<Float> contextFontSize() {
            return Optional.empty();
        }

        @Override
        public Output createChild() {
            return new Recorder(this);
        }

        @Override
        public void dispose() {}

        @Override
        public void debugPaint(Consumer<Graphics2D> painter) {}

        @Override
        public Rectangle2D clipBounds() {
            return new Rectangle2D.Float(0, 0, SIZE, SIZE);
        }

        @Override
        public RenderingHints renderingHints() {
            return new RenderingHints(null);
        }

        @Override
        public Object renderingHint(RenderingHints.Key key) {
            return null;
        }

        @Override
        public void setRenderingHint(RenderingHints.Key key, Object value) {}

        @Override
        public AffineTransform transform() {
            return new AffineTransform(transform);
        }

        @Override
        public void setTransform(AffineTransform transform) {
            this.transform = new AffineTransform(transform);
        }

        @Override
        public void applyTransform(AffineTransform further) {
            transform.concatenate(further);
        }

        @Override
        public void rotate(double angle) {
            transform.rotate(angle);
        }

        @Override
        public void scale(double x, double y) {
            transform.scale(x, y);
        }

        @Override
        public void translate(double x, double y) {
            transform.translate(x, y);
        }

        @Override
        public float currentOpacity() {
            return 1;
        }

        @Override
        public void applyOpacity(float opacity) {
            if (opacity != 1) {
                throw refused("an opacity");
            }
        }

        @Override
        public SafeState safeState() {
            Recorder before = new Recorder(this);
            return () -> {
                transform = before.transform;
                paint = before.paint;
                stroke = before.stroke;
            };
        }

        // What these two deny is left out without a word.
        @Override
        public boolean supportsFilters() {
            return true;
        }

        @Override
        public boolean supportsColors() {
            return true;
        }
    }
}
