package mailchute.window.part;

import static mailchute.window.Screen.edt;
import static org.assertj.core.api.Assertions.assertThat;

import com.formdev.flatlaf.extras.FlatSVGIcon;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.File;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.StringTokenizer;
import java.util.concurrent.TimeUnit;
import javax.swing.Icon;
import javax.swing.JLabel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ShapeIconTest {

    private static final int SIZE = 16;
    private static final int SEEN_BY_NOBODY = 3;

    private final JLabel enabled = edt(() -> new JLabel());
    private final JLabel disabled = edt(() -> new JLabel());

    @BeforeEach
    void lightAtItsOwnSize() {
        System.clearProperty(Theme.PROPERTY);
        edt(() -> {
            Theme.install(() -> Optional.of(false));
            disabled.setEnabled(false);
        });
    }

    @AfterEach
    void lightAgainAtItsOwnSize() {
        edt(() -> {
            Theme.scale(100);
            Theme.follow(false);
        });
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 1.25, 1.5, 2, 3})
    void everyIconLooksAsItsSvgFileDoes(double scale) {
        for (boolean dark : new boolean[] {false, true}) {
            edt(() -> Theme.follow(dark));
            for (Icons each : Icons.values()) {
                FlatSVGIcon svg = new FlatSVGIcon(new File("assets/icons/" + fileName(each) + ".svg"));
                String what = each + (dark ? ", dark" : ", light");
                assertThat(farthest(painted(each.icon(), enabled, scale), painted(svg, enabled, scale)))
                        .as(what)
                        .isLessThanOrEqualTo(SEEN_BY_NOBODY);
                assertThat(farthest(
                                painted(each.icon(), disabled, scale), painted(svg.getDisabledIcon(), disabled, scale)))
                        .as(what + ", disabled")
                        .isLessThanOrEqualTo(SEEN_BY_NOBODY);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void anIconIsPaintedAtOnceAndGreyWhereItIsDisabledAndOtherwiseInTheDark(Icons icon) {
        assertThat(IconShape.ofIcon(fileName(icon))).isNotEmpty();
        int[] light = painted(icon.icon(), enabled, 1);
        int[] grey = painted(icon.icon(), disabled, 1);
        assertThat(Arrays.stream(light).filter(pixel -> pixel != 0).count()).isGreaterThan(10);
        assertThat(grey).isNotEqualTo(light);
        assertThat(Arrays.stream(grey).filter(pixel -> pixel >>> 24 == 255))
                .allMatch(pixel -> new Color(pixel).getRed() == new Color(pixel).getGreen());
        edt(() -> Theme.follow(true));
        assertThat(painted(icon.icon(), enabled, 1)).isNotEqualTo(light);
    }

    @Test
    void anIconGrowsWithTheWindows() {
        int[] twice = painted(Icons.SEND.icon(), enabled, 2);
        edt(() -> Theme.scale(200));
        assertThat(Icons.SEND.icon().getIconWidth()).isEqualTo(2 * SIZE);
        assertThat(Icons.SEND.icon().getIconHeight()).isEqualTo(2 * SIZE);
        assertThat(painted(Icons.SEND.icon(), enabled, 1, 2 * SIZE)).isEqualTo(twice);
    }

    @Test
    void aLineOfTheFileIsOneShape() {
        IconShape drawn = IconShape.parse(new StringTokenizer("draw Actions.Red 1.5 1 2 4 M 1 2 L 5 2 Q 6 3 5 4 Z"));
        assertThat(drawn.color()).isEqualTo("Actions.Red");
        assertThat(drawn.stroke()).isEqualTo(new BasicStroke(1.5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_BEVEL, 4));
        assertThat(drawn.shape().getBounds2D().getMinX()).isEqualTo(1);
        assertThat(drawn.shape().contains(4, 3)).isTrue();
        assertThat(drawn.shape().contains(1.5, 3.5)).isFalse();
        IconShape filled = IconShape.parse(new StringTokenizer("fill Actions.Blue M 0 0 C 0 4 4 4 4 0 Z"));
        assertThat(filled.stroke()).isNull();
        assertThat(filled.shape().contains(2, 2.9)).isTrue();
        assertThat(filled.shape().contains(2, 3.1)).isFalse();
    }

    @Test
    void theBuildHasTurnedAKnownFileIntoItsShapes() {
        // <path d="m4 4 8 8M12 4l-8 8" stroke="#6E6E6E" stroke-width="1.75" stroke-linecap="round"/>
        assertThat(IconShape.ofIcon("close")).singleElement().satisfies(shape -> {
            assertThat(shape.color()).isEqualTo("Actions.Grey");
            assertThat(shape.stroke())
                    .isEqualTo(new BasicStroke(1.75f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_MITER, 4));
            assertThat(shape.shape().getBounds()).isEqualTo(new Rectangle(4, 4, 8, 8));
        });
    }

    @Test
    void aNameWithoutAFileHasNoShapes() {
        assertThat(IconShape.ofIcon("no such icon")).isEmpty();
    }

    private static String fileName(Icons icon) {
        return icon.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static int[] painted(Icon icon, JLabel label, double scale) {
        return painted(icon, label, scale, (int) (SIZE * scale));
    }

    private static int[] painted(Icon icon, JLabel label, double scale, int pixels) {
        return edt(() -> {
            BufferedImage image = new BufferedImage(pixels, pixels, BufferedImage.TYPE_INT_ARGB);
            Graphics2D g = image.createGraphics();
            g.scale(scale, scale);
            icon.paintIcon(label, g, 0, 0);
            g.dispose();
            return image.getRGB(0, 0, pixels, pixels, null, 0, pixels);
        });
    }

    /** How far the two are apart at most, in steps of one channel, on a white and on a black ground. */
    private static int farthest(int[] one, int[] other) {
        assertThat(one).hasSameSizeAs(other);
        int farthest = 0;
        for (int i = 0; i < one.length; i++) {
            for (int ground = 0; ground <= 255; ground += 255) {
                for (int shift = 0; shift < 24; shift += 8) {
                    int distance = Math.abs(over(one[i], shift, ground) - over(other[i], shift, ground));
                    farthest = Math.max(farthest, distance);
                }
            }
        }
        return farthest;
    }

    private static int over(int pixel, int shift, int ground) {
        int alpha = pixel >>> 24;
        return ((pixel >>> shift & 0xFF) * alpha + ground * (255 - alpha)) / 255;
    }
}
