package mailchute.room.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SpeedTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    @Test
    void isThatOfTheLastSecondsAndTellsTheTimeLeft() {
        Speed speed = new Speed();
        assertThat(speed.perSecond()).isZero();
        assertThat(speed.timeFor(100)).isEmpty();
        speed.note(0, 0);
        assertThat(speed.perSecond()).isZero();
        speed.note(SECOND, 1000);
        assertThat(speed.perSecond()).isEqualTo(1000);
        assertThat(speed.timeFor(2500)).contains(Duration.ofSeconds(3));
        for (int second = 2; second <= 20; second++) {
            speed.note(second * SECOND, 1000 + (second - 1) * 50L);
        }
        assertThat(speed.perSecond()).isEqualTo(50);
        speed.clear();
        assertThat(speed.perSecond()).isZero();
    }

    @Test
    void aStandstillHasNoTimeLeft() {
        Speed speed = new Speed();
        speed.note(0, 500);
        speed.note(SECOND, 500);
        assertThat(speed.timeFor(1)).isEmpty();
    }
}
