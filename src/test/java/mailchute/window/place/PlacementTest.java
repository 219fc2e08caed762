package mailchute.window.place;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PlacementTest {

    private static final Rectangle LEFT = new Rectangle(0, 0, 1600, 970);
    private static final Rectangle RIGHT = new Rectangle(1600, 0, 1600, 1000);

    private static Rectangle at(int x, int y) {
        return new Rectangle(x, y, 1000, 600);
    }

    @Test
    void aWindowThatIsInSightStaysWhereItIsAcrossTwoScreensToo() {
        assertThat(Placement.within(at(60, 60), List.of(LEFT))).isEqualTo(at(60, 60));
        assertThat(Placement.within(at(1200, 60), List.of(LEFT, RIGHT))).isEqualTo(at(1200, 60));
    }

    @Test
    void aWindowOfAScreenThatIsGoneComesToTheNearestOne() {
        assertThat(Placement.within(at(1700, 100), List.of(LEFT))).isEqualTo(at(600, 100));
        assertThat(Placement.within(at(-5000, -5000), List.of(LEFT, RIGHT))).isEqualTo(at(0, 0));
        assertThat(Placement.within(at(9000, 5000), List.of(LEFT, RIGHT))).isEqualTo(at(2200, 400));
    }

    @Test
    void aWindowThatIsTooLargeIsMadeSmaller() {
        assertThat(Placement.within(new Rectangle(10, 10, 4000, 300), List.of(LEFT)))
                .isEqualTo(new Rectangle(0, 10, 1600, 300));
    }

    @Test
    void withoutAScreenAnythingWillDo() {
        assertThat(Placement.within(at(-7, 9), List.of())).isEqualTo(at(-7, 9));
    }

    @Test
    void windowsOfAKindGoDownToTheRightAndBeginAgainAtTheTop() {
        List<Rectangle> taken = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            taken.add(Placement.beside(at(60, 60), taken, List.of(LEFT)));
        }
        assertThat(taken).containsExactly(at(60, 60), at(88, 88), at(116, 116));
        assertThat(Placement.beside(at(600, 370), List.of(at(600, 370)), List.of(LEFT)))
                .isEqualTo(at(0, 0));
    }

    @Property
    void everyWindowIsWhollyOnSomeScreenAndNeverLarger(
            @ForAll("rectangles") Rectangle wanted, @ForAll("screens") List<Rectangle> screens) {
        Rectangle place = Placement.within(wanted, screens);

        assertThat(place.width).isPositive().isLessThanOrEqualTo(wanted.width);
        assertThat(place.height).isPositive().isLessThanOrEqualTo(wanted.height);
        if (!place.equals(wanted)) {
            assertThat(screens).anyMatch(screen -> screen.contains(place));
        }
        assertThat(Placement.within(place, screens)).isEqualTo(place);
    }

    @Test
    void aWindowIsNotOnAnotherWhereTheNextCascadeMeetsTheFirst() {
        noWindowLiesOnAnotherOfItsKind(new Rectangle(126, 0, 1, 691));
    }

    @Property
    void noWindowLiesOnAnotherOfItsKind(@ForAll("rectangles") Rectangle wanted) {
        List<Rectangle> taken = new ArrayList<>();
        Rectangle small = new Rectangle(wanted.x, wanted.y, Math.min(wanted.width, 1100), Math.min(wanted.height, 700));
        for (int i = 0; i < 12; i++) {
            Rectangle place = Placement.beside(small, taken, List.of(LEFT));
            assertThat(LEFT.contains(place)).as("%s is on the screen", place).isTrue();
            assertThat(taken).noneMatch(other -> other.getLocation().equals(place.getLocation()));
            taken.add(place);
        }
    }

    @Provide
    Arbitrary<Rectangle> rectangles() {
        return Combinators.combine(
                        Arbitraries.integers().between(-9000, 9000),
                        Arbitraries.integers().between(-9000, 9000),
                        Arbitraries.integers().between(1, 5000),
                        Arbitraries.integers().between(1, 5000))
                .as(Rectangle::new);
    }

    @Provide
    Arbitrary<List<Rectangle>> screens() {
        return Arbitraries.of(
                List.of(LEFT),
                List.of(LEFT, RIGHT),
                List.of(RIGHT, LEFT),
                List.of(new Rectangle(-1280, -200, 1280, 1024), LEFT),
                List.of(new Rectangle(0, 28, 800, 572)),
                List.of(LEFT, LEFT));
    }
}
